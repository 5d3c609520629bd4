/** A table for people and, as the last line, one JSON object for machines: what every bench prints. */
export function printReport(report: {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  /** Sentences under the table. */
  notes?: readonly string[];
  figures: unknown;
}): void {
  const { title, columns, rows, notes = [], figures } = report;
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
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
  for (const note of notes) console.log(`\n${note}`);
  console.log();
  console.log(JSON.stringify(figures));
}

/** Rounds for a table: 3 significant digits, no exponent. */
export function short(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(3));
}
