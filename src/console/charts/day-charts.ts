import { amountAxis, grid, wordAxis } from './axes.ts';
import { renderChart } from './render-chart.ts';

/** Renders the cost of hosted models by day, in dollars. */
export function renderMoneyChart(days: { day: string; dollars: number }[]): string {
  return renderChart('plot-money', {
    grid,
    xAxis: wordAxis(days.map(({ day }) => day)),
    yAxis: amountAxis((dollars) => `$${dollars < 1 ? dollars.toFixed(2) : dollars}`),
    series: [
      {
        type: 'bar',
        silent: true,
        barMaxWidth: 18,
        itemStyle: { color: 'var(--chart-first)', borderRadius: [2, 2, 0, 0] },
        data: days.map(({ dollars }) => dollars),
      },
    ],
  });
}

/** Renders seconds from webhook to decision by day: median (solid) and 95th percentile (dashed). */
export function renderLatencyChart(days: { day: string; p50: number | null; p95: number | null }[]): string {
  const line = (name: 'p50' | 'p95', color: string, type: 'solid' | 'dashed') => ({
    type: 'line' as const,
    name,
    silent: true,
    symbol: 'circle',
    symbolSize: 5,
    lineStyle: { color, width: 2, type },
    itemStyle: { color, borderColor: color },
    data: days.map((day) => day[name]),
  });
  return renderChart('plot-latency', {
    grid,
    xAxis: wordAxis(days.map(({ day }) => day)),
    yAxis: amountAxis((seconds) => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds} s`)),
    series: [line('p95', 'var(--chart-second)', 'dashed'), line('p50', 'var(--chart-first)', 'solid')],
  });
}
