type Cell = string | number | null | undefined;

const show = (cell: unknown): string =>
  typeof cell === 'number' && !Number.isInteger(cell) ? String(short(cell)) : String(cell ?? '–');

/** A table for people and, as the last line, one JSON object for machines: what every bench prints. */
export function printReport(report: {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Sentences under the table. */
  notes?: readonly string[];
  figures: object;
}): void {
  const { title, columns, rows, notes = [], figures } = report;
  drawTable(title, columns, rows);
  for (const note of notes) console.log(`\n${note}`);
  printResult(figures);
}

/** Prints rows as a table: the keys of the first row are the columns. */
export function printTable(title: string, rows: readonly Record<string, unknown>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  drawTable(
    title,
    columns,
    rows.map((row) => columns.map((column) => row[column] as Cell)),
  );
}

/** Prints the result as one JSON object on the last line, numbers to four places. */
export function printResult(result: object): void {
  console.log(`\n${JSON.stringify(result, rounded)}`);
}

/** Rounds for a table: 3 significant digits, no exponent. */
export function short(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(3));
}

const rounded = (_: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value;

function drawTable(title: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const cells = rows.map((row) => row.map(show));
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n`);
  console.log(line(columns));
  console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  for (const row of cells) console.log(line(row));
}
