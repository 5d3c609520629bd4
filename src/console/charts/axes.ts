import type { ChartOption } from './render-chart.ts';

type Axis = Exclude<ChartOption['yAxis'], readonly unknown[] | undefined>;
type XAxis = Exclude<ChartOption['xAxis'], readonly unknown[] | undefined>;

const label = { color: 'var(--chart-text)', fontSize: 11 };
const splitLine = { lineStyle: { color: 'var(--chart-grid)' } };
const bare = { axisTick: { show: false }, axisLine: { show: false } };

/** Margins that just fit the axis labels. */
export const grid = { left: 44, right: 14, top: 16, bottom: 28 };

/** An axis of shares from 0 to 1, shown in percent. */
export function percentAxis(): Axis {
  return {
    type: 'value',
    min: 0,
    max: 1,
    interval: 0.25,
    splitLine,
    ...bare,
    axisLabel: { ...label, formatter: (share: number) => `${Math.round(share * 100)}%` },
  } as Axis;
}

/** An axis of amounts from 0; the formatter adds the unit. */
export function amountAxis(formatter: (amount: number) => string): Axis {
  return {
    type: 'value',
    min: 0,
    splitNumber: 3,
    splitLine,
    ...bare,
    axisLabel: { ...label, formatter },
  } as Axis;
}

/** An axis of categories that shows as many names as fit. */
export function wordAxis(words: string[]): XAxis {
  return {
    type: 'category',
    data: words,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: 'var(--chart-line)' } },
    axisLabel: { ...label, hideOverlap: true },
  } as XAxis;
}

/** A dashed horizontal line at the target. */
export function targetLine(at: number) {
  return {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: 'var(--chart-target)', type: 'dashed' as const, width: 1 },
    data: [{ yAxis: at }],
  };
}
