/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), wide forms among them. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * A line of CSV (RFC 4180) with its line end. Text that a spreadsheet would run gets an apostrophe before it; numbers stay
 * numbers; null is empty.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
