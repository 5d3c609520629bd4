import type { EChartsOption } from 'echarts';
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';

import { SVGRenderer } from 'echarts/renderers';

export type ChartOption = EChartsOption;

use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer]);

const plain: ChartOption = {
  animation: false,
  textStyle: { fontFamily: 'inherit', fontSize: 11, color: 'var(--chart-text)' },
};

/**
 * Renders a chart as SVG on the server, in about 10 ms. Colors are custom properties of charts.css, so that
 * a chart follows the page's theme. The content security policy forbids inline styles, so style attributes
 * become presentation attributes and the style element is removed, as are the library's internal attributes.
 * Text is escaped.
 *
 * @param id unique on the page; prefix of all ids in the chart
 */
export function renderChart(
  id: string,
  option: ChartOption,
  { width = 380, height = 210 }: { width?: number; height?: number } = {},
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...plain, ...option });
    return tidy(chart.renderToSVGString(), id);
  } finally {
    chart.dispose();
  }
}

function tidy(svg: string, id: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>\n?/, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag
        .replace(/ (?:ecmeta_\w+|class|pointer-events|xmlns:xlink|version|baseProfile)="[^"]*"/g, '')
        .replace(/ style="([^"]*)"/g, (_, rules: string) => asAttributes(rules))
        .replace(/\bzr\d+-c(\d+)/g, `${id}-$1`),
    )
    .replace(
      /^<svg [^>]*?viewBox="([\d. ]+)">/,
      '<svg class="chart-svg" viewBox="$1" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false">',
    )
    .trim();
}

/** Converts a style (`a:b;c:d`) to attributes, except the font family, which the page sets. */
function asAttributes(rules: string): string {
  return rules
    .split(';')
    .map((rule) => rule.split(':'))
    .filter(([name, value]) => name && value && name !== 'font-family')
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}
