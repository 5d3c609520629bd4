import { renderChart } from '../../src/console/charts/render-chart.ts';

interface Measured {
  accuracy: number | null;
  abstention: number | null;
  coverage: number | null;
}
export interface CurveRow {
  hundred: number;
  none: Measured;
  learning: Measured;
  'every 100': Measured;
}

const tones = { none: '#8b949e', learning: '#0969da', 'every 100': '#bf8700' } as const;
const names = Object.keys(tones) as (keyof typeof tones)[];
const panels = [
  { of: 'accuracy', title: 'Right' },
  { of: 'coverage', title: 'Written: share of issues whose label has earned it' },
  { of: 'abstention', title: 'Silent: nothing is likelier than not' },
] as const;
const [width, height, head] = [760, 220, 56];

/** Three plots over the hundreds of a repository's issues, one under the other, as an SVG that stands by itself. */
export function drawCurves(rows: readonly CurveRow[]): string {
  const plots = panels.map(({ of, title }, i) => {
    const top = head + i * (height + 28);
    const svg = renderChart(
      of,
      {
        grid: { left: 44, right: 16, top: 10, bottom: 26 },
        xAxis: { type: 'category', data: rows.map((row) => String(row.hundred * 100 + 100)) },
        yAxis: { type: 'value', min: 0, max: 1 },
        series: names.map((name) => ({
          type: 'line' as const,
          data: rows.map((row) => row[name][of]),
          symbolSize: 5,
          lineStyle: { color: tones[name], width: 2 },
          itemStyle: { color: tones[name] },
        })),
      },
      { width, height },
    ).replaceAll('var(--chart-text)', '#57606a');
    return `<text x="12" y="${top + 12}" font-weight="600">${title}</text>${svg.replace('<svg ', `<svg x="0" y="${top + 16}" width="${width}" height="${height}" `)}`;
  });
  const key = names
    .map((name, i) => `<text x="${12 + i * 150}" y="40" fill="${tones[name]}">● ${name}</text>`)
    .join('');
  const whole = head + panels.length * (height + 28);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" font-family="system-ui, sans-serif" font-size="13" role="img"><title>Learning, by hundred issues of a repository</title><rect width="100%" height="100%" fill="#ffffff"/><text x="12" y="20" font-weight="600" font-size="15">Predict, then learn, by hundred issues of a repository</text>${key}${plots.join('')}</svg>\n`;
}
