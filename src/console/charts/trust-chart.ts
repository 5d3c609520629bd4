import { grid, percentAxis, targetLine, wordAxis } from './axes.ts';
import { renderChart } from './render-chart.ts';

export interface TrustPoint {
  /** The week in words, for example `17 Nov`. */
  week: string;
  /** 0 to 1; null where nothing was judged. */
  precision: number | null;
  /** 0 to 1; null where nothing was triaged. */
  coverage: number | null;
  /** How often people said otherwise. */
  corrections: number;
}

/** Precision and coverage by week; a triangle stands where people corrected, larger for more. */
export function renderTrustChart(points: TrustPoint[], target: number): string {
  const marks = points.flatMap(({ week, corrections }) => (corrections > 0 ? [{ week, corrections }] : []));
  const line = (name: string, color: string, data: (number | null)[]) => ({
    type: 'line' as const,
    name,
    data,
    silent: true,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { color, width: 2 },
    itemStyle: { color, borderColor: color },
  });
  return renderChart('plot-trust', {
    grid: { ...grid, bottom: 32 },
    xAxis: wordAxis(points.map(({ week }) => week)),
    yAxis: percentAxis(),
    series: [
      {
        ...line(
          'coverage',
          'var(--chart-second)',
          points.map(({ coverage }) => coverage),
        ),
      },
      {
        ...line(
          'precision',
          'var(--chart-first)',
          points.map(({ precision }) => precision),
        ),
        markLine: targetLine(target),
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'triangle',
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
          Math.min(16, 7 + 2 * Math.sqrt(marks[dataIndex]?.corrections ?? 0)),
        symbolOffset: [0, -5],
        itemStyle: { color: 'var(--chart-mark)', opacity: 1 },
        data: marks.map(({ week }) => [week, 0]),
      },
    ],
  });
}
