import { percentAxis } from './axes.ts';
import { drawInterval } from './interval.ts';
import { renderChart } from './render-chart.ts';

export interface LadderPoint {
  label: string;
  autonomy: 'observe' | 'suggest' | 'apply';
  /** Share of correct outcomes, 0 to 1, with its bounds. */
  precision: number;
  low: number;
  high: number;
}

const tones = {
  apply: 'var(--chart-apply)',
  suggest: 'var(--chart-suggest)',
  observe: 'var(--chart-observe)',
} as const;

/** Renders each label's precision as a dot on its interval, colored by mode. The dashed line is the target. */
export function renderLadderChart(points: LadderPoint[], target: number): string {
  const rungs = Object.keys(tones) as (keyof typeof tones)[];
  const names = points.map(({ label }) => label);
  return renderChart(
    'plot-ladder',
    {
      grid: { left: 116, right: 22, top: 6, bottom: 26 },
      xAxis: {
        ...percentAxis(),
        axisLine: { show: true, lineStyle: { color: 'var(--chart-line)' } },
      } as never,
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { show: true, lineStyle: { color: 'var(--chart-line)' } },
        axisLabel: { color: 'var(--chart-text)', fontSize: 11, width: 106, overflow: 'truncate' },
      },
      series: rungs.flatMap((rung, index) => {
        const own = points.flatMap((point, place) => (point.autonomy === rung ? [{ ...point, place }] : []));
        return [
          {
            type: 'custom' as const,
            silent: true,
            renderItem: drawInterval('horizontal', tones[rung]),
            encode: { x: [1, 2], y: 0 },
            // A precision of 0 or 1 lies outside the bounds, so the line is extended to reach the dot.
            data: own.map(({ place, low, high, precision }) => [
              place,
              Math.min(low, precision),
              Math.max(high, precision),
            ]),
          },
          {
            type: 'scatter' as const,
            silent: true,
            symbolSize: 9,
            itemStyle: { color: tones[rung], opacity: 1 },
            data: own.map(({ place, precision }) => [precision, place]),
            ...(index === 0 ? { markLine: acrossAt(target) } : {}),
          },
        ];
      }),
    },
    { width: 460, height: 40 + 24 * points.length },
  );
}

function acrossAt(target: number) {
  return {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: 'var(--chart-target)', type: 'dashed' as const, width: 1 },
    data: [{ xAxis: target }],
  };
}
