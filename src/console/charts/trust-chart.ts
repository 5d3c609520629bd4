import { grid, percentAxis, targetLine, wordAxis } from './axes.ts';
import { renderChart } from './render-chart.ts';

export interface TrustPoint {
  /** The week's label, for example `17 Nov`. */
  week: string;
  /** 0 to 1; null without judged predictions. */
  precision: number | null;
  /** 0 to 1; null without triaged issues. */
  coverage: number | null;
  /** Number of corrections by people. */
  corrections: number;
}

/** Renders precision and coverage by week. Triangles mark corrections, with larger ones for more. */
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
