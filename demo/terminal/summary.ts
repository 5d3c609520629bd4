import type { AgreementRow } from '../replay/agreement.ts';

export interface SummaryFigures {
  issues: number;
  /** Left alone: bots, locked, `no-triage`. */
  alone: number;
  failed: number;
  agreement: AgreementRow[];
  /** Issues with related ones, and how many of them were shown at least one of these; null where the truth has none. */
  related: { found: number; of: number } | null;
  /** Milliseconds from webhook to label, null without a label. */
  latency: { median: number; p95: number; labels: number } | null;
  /** From the start of the process to the first label of this run, null without one. */
  firstLabelMs: number | null;
  /** The whole process: now, and at most since its start. */
  memory: { residentBytes: number; peakBytes: number };
}

const headings = ['', 'applied', '', 'suggested', '', 'silent', 'precision', ''];
const subheadings = ['', 'right', 'wrong', 'right', 'wrong', '', 'applied', 'with suggested'];
const widths = [10, 8, 7, 11, 7, 8, 11, 16];
const silentNote =
  '  silent: nothing was likely enough to suggest; the issue page lists the likeliest values as "maybe"';

/** The end of a run in words and figures. */
export function renderSummary(figures: SummaryFigures): string {
  const lines = [`${count(figures.issues, 'issue')}${asides(figures)}.`, ''];
  if (figures.agreement.length > 0)
    lines.push(
      'Compared with the labels a maintainer would have set, which the app never saw:',
      ...table(figures.agreement),
      '',
    );
  if (figures.related)
    lines.push(`Related issues: found for ${figures.related.found} of ${figures.related.of}.`);
  const { latency } = figures;
  lines.push(
    latency
      ? `Webhook to label: median ${Math.round(latency.median)} ms, p95 ${Math.round(latency.p95)} ms (${count(latency.labels, 'issue')}).`
      : 'Webhook to label: no labels applied.',
    ...(figures.firstLabelMs === null
      ? []
      : [`First label: ${(figures.firstLabelMs / 1000).toFixed(1)} s after startup.`]),
    `Memory: ${megabytes(figures.memory.residentBytes)} resident, ${megabytes(figures.memory.peakBytes)} peak.`,
  );
  return lines.join('\n');
}

function asides({ alone, failed }: SummaryFigures): string {
  const parts = [alone ? `${alone} skipped on purpose` : '', failed ? `${failed} failed` : ''].filter(
    Boolean,
  );
  return parts.length > 0 ? `, of which ${parts.join(' and ')}` : '';
}

function table(rows: AgreementRow[]): string[] {
  const body = rows.map((row) => [
    row.dimension,
    String(row.appliedRight),
    String(row.appliedWrong),
    String(row.suggestedRight),
    String(row.suggestedWrong),
    String(row.silent),
    share(row.appliedRight, row.appliedRight + row.appliedWrong),
    share(
      row.appliedRight + row.suggestedRight,
      row.appliedRight + row.appliedWrong + row.suggestedRight + row.suggestedWrong,
    ),
  ]);
  const unknown = rows.filter((row) => row.unknown > 0).map((row) => `${row.unknown} ${row.dimension}`);
  const note = unknown.length > 0 ? [`  (predicted without a known answer: ${unknown.join(', ')})`] : [];
  const silent = rows.some((row) => row.silent > 0) ? [silentNote] : [];
  return [...[headings, subheadings, ...body].map(columns), ...note, ...silent];
}

function columns(values: string[]): string {
  return `  ${values.map((value, at) => (at === 0 ? value.padEnd(widths[0] ?? 0) : value.padStart(widths[at] ?? 0))).join('')}`.trimEnd();
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)}%`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
