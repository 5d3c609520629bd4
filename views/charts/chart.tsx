import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type ChartTable, NumberTable } from './number-table.tsx';

interface ChartProps {
  id: string;
  title: string;
  /** What the plot says, in a sentence: also what a screen reader hears of the picture. */
  summary: string;
  /** Made by src/console/charts; its texts are escaped there. */
  svg: string;
  table: ChartTable;
  /** What the colors stand for. */
  children?: Child;
}

/** A plot with what it says in words, and its numbers as a table. */
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

/** One line of a plot's key: a mark in its color and what it stands for. */
export function ChartKey({ tone, children }: { tone: string; children: Child }) {
  return (
    <li>
      <span class={`chart-mark chart-mark-${tone}`} aria-hidden="true" /> {children}
    </li>
  );
}
