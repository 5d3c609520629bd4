import { percentAxis } from './axes.ts';
import { drawInterval } from './interval.ts';
import { renderChart } from './render-chart.ts';

export interface CalibrationPoint {
  /** Mean of what was said, 0 to 1. */
  said: number;
  /** Share that was right, 0 to 1, with its 80 % interval. */
  right: number;
  low: number;
  high: number;
  count: number;
}

/** What was said against what was right: on the dashed line both are the same. Larger dots stand for more outcomes. */
export function renderCalibrationChart(points: CalibrationPoint[]): string {
  const axis = percentAxis();
  return renderChart('plot-calibration', {
    grid: { left: 44, right: 18, top: 16, bottom: 40 },
    xAxis: {
      ...axis,
      name: 'said',
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
