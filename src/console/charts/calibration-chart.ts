import { percentAxis } from './axes.ts';
import { drawInterval } from './interval.ts';
import { renderChart } from './render-chart.ts';

export interface CalibrationPoint {
  /** Mean confidence, 0 to 1. */
  said: number;
  /** Share of correct predictions, 0 to 1, with its 80% interval. */
  right: number;
  low: number;
  high: number;
  count: number;
}

/**
 * Renders confidence against accuracy. Perfect calibration lies on the dashed line, and larger dots have
 * more outcomes.
 */
export function renderCalibrationChart(points: CalibrationPoint[]): string {
  const axis = percentAxis();
  return renderChart('plot-calibration', {
    grid: { left: 44, right: 18, top: 16, bottom: 40 },
    xAxis: {
      ...axis,
      name: 'confidence',
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: 'var(--chart-text)', fontSize: 11 },
      axisLine: { show: true, lineStyle: { color: 'var(--chart-line)' } },
    } as never,
    yAxis: axis,
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        lineStyle: { color: 'var(--chart-target)', type: 'dashed', width: 1 },
        data: [
          [0, 0],
          [1, 1],
        ],
      },
      {
        type: 'custom',
        silent: true,
        renderItem: drawInterval('vertical', 'var(--chart-first)'),
        data: points.map(({ said, low, high }) => [said, low, high]),
      },
      {
        type: 'scatter',
        silent: true,
        itemStyle: { color: 'var(--chart-first)', opacity: 1 },
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
          Math.min(18, 6 + Math.sqrt(points[dataIndex]?.count ?? 0)),
        data: points.map(({ said, right }) => [said, right]),
      },
    ],
  });
}
