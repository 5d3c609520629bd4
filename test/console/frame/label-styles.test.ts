import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildLabelStyles,
  chipColors,
  contrast,
  labelStylesPath,
} from '../../../src/console/frame/label-styles.ts';
import { tide, tideLabels } from '../situations.ts';

const rgb = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];

describe('label colors', () => {
  it('can be read by day and by night, whatever the color (WCAG AA, 4.5)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (color) => {
        const { day, night } = chipColors(color.toString(16).padStart(6, '0'));
        expect(contrast(rgb(day[0]), rgb(day[1]))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(night[0]), rgb(night[1]))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with the contrast of WCAG’s own example', () => {
    expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5);
    expect(contrast([255, 255, 255], [118, 118, 118])).toBeCloseTo(4.54, 2);
  });

  it('takes colors alone into the style sheet', () => {
    const hostile = { id: 1, name: '</style>', color: 'fff}body{display:none', description: '' };
    expect(buildLabelStyles([hostile])).not.toContain('body');
  });

  it('has another address when a color changes', () => {
    const [first, ...rest] = tideLabels;
    if (!first) throw new Error('no label');
    const changed = [{ ...first, color: '000000' }, ...rest];
    expect(labelStylesPath(tide, tideLabels)).not.toBe(labelStylesPath(tide, changed));
  });
});
