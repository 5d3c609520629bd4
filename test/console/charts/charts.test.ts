import { describe, expect, it } from 'vitest';
import { renderCalibrationChart } from '../../../src/console/charts/calibration-chart.ts';
import { renderLatencyChart, renderMoneyChart } from '../../../src/console/charts/day-charts.ts';
import { renderLadderChart } from '../../../src/console/charts/ladder-chart.ts';
import { renderTrustChart } from '../../../src/console/charts/trust-chart.ts';

const hostile = `</text><script>alert(1)</script><b style="color:red">&"'`;

const plots: [name: string, svg: string][] = [
  [
    'trust',
    renderTrustChart(
      [
        { week: 'a', precision: 0.5, coverage: 0.2, corrections: 3 },
        { week: hostile, precision: null, coverage: 0.4, corrections: 0 },
      ],
      0.8,
    ),
  ],
  ['calibration', renderCalibrationChart([{ said: 0.9, right: 0.8, low: 0.6, high: 0.9, count: 12 }])],
  ['money', renderMoneyChart([{ day: hostile, dollars: 0.25 }])],
  ['latency', renderLatencyChart([{ day: hostile, p50: 0.1, p95: null }])],
  [
    'ladder',
    renderLadderChart([{ label: hostile, autonomy: 'apply', precision: 0.9, low: 0.8, high: 0.95 }], 0.8),
  ],
];

describe('plots', () => {
  it.each(plots)('%s holds nothing that the policy forbids and nothing live of a foreign text', (_, svg) => {
    expect(svg).toMatch(/^<svg class="chart-svg" viewBox="0 0 \d+ \d+"/);
    const tags = svg.match(/<[^>]*>/g)?.join('') ?? '';
    expect(tags).not.toMatch(/\sstyle=|<style|<script|\son\w+=|ecmeta|class="zr|<b /);
    expect(svg).toContain('var(--chart-');
    expect(tags).not.toMatch(/(fill|stroke)="(#(?!000")|rgb)/i);
  });

  it('are the same text for the same numbers, so that a live update changes nothing', () => {
    const draw = () => renderCalibrationChart([{ said: 0.9, right: 0.8, low: 0.6, high: 0.9, count: 12 }]);
    expect(draw()).toBe(draw());
  });

  it('put a dot where the numbers say', () => {
    const svg = renderCalibrationChart([{ said: 0.5, right: 1, low: 0.9, high: 1, count: 4 }]);
    // 380 × 210 with margins of 44, 18, 16 and 40: the middle of the axis, and its top.
    expect(svg).toContain('203,16)" fill="var(--chart-first)"');
  });

  it('leave a gap in a line where nothing is known', () => {
    const week = (precision: number | null) => ({ week: 'w', precision, coverage: null, corrections: 0 });
    const svg = renderTrustChart([week(0.5), week(null), week(0.7)], 0.8);
    expect(svg.match(/matrix\([^)]*\)" fill="[^"]*" stroke="var\(--chart-first\)"/g)).toHaveLength(2);
  });
});
