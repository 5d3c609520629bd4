import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type ChartTable, NumberTable } from './number-table.tsx';

interface ChartProps {
  id: string;
  title: string;
  /** One sentence that states the chart's message; also its accessible name. */
  summary: string;
  /** Rendered by src/console/charts, which escapes all text. */
  svg: string;
  table: ChartTable;
  /** The legend. */
  children?: Child;
}

/** A chart with a one-sentence summary and its data as a table. */
export function Chart({ id, title, summary, svg, table, children }: ChartProps) {
  return (
    <figure class="chart" id={id}>
      <figcaption class="chart-title">{title}</figcaption>
      <p class="chart-summary">{summary}</p>
      <div class="chart-picture" role="img" aria-label={`${title}. ${summary}`}>
        {raw(svg)}
      </div>
      {children && <ul class="chart-key">{children}</ul>}
      <NumberTable of={title} table={table} />
    </figure>
  );
}

/** One entry of a chart's legend. */
export function ChartKey({ tone, children }: { tone: string; children: Child }) {
  return (
    <li>
      <span class={`chart-mark chart-mark-${tone}`} aria-hidden="true" /> {children}
    </li>
  );
}
