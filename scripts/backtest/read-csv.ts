import type { FileRecord } from './read-records.ts';

/** The longest row: a body of 256 KB and its other columns. */
const longest = 2_000_000;

/** The rows of a CSV text (RFC 4180) as objects by the names of its header; the separator is the one that the header has most. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let header: string[] | null = null;
  let separator: string | null = null;
  for await (const row of rowsOf(text, (found) => {
    separator ??= separatorOf(found);
    return separator;
  })) {
    if (row.cells.length === 1 && row.cells[0]?.trim() === '') continue;
    if (!header) {
      header = row.cells.map((cell) =>
        cell
          .replace(/^\ufeff/, '')
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, '_'),
      );
      continue;
    }
    const names = header;
    if (row.cells.length > names.length || row.tooLong) yield { line: row.line, value: undefined };
    else yield { line: row.line, value: Object.fromEntries(row.cells.map((cell, i) => [names[i], cell])) };
  }
}

interface Row {
  line: number;
  cells: string[];
  tooLong: boolean;
}

async function* rowsOf(
  text: AsyncIterable<string>,
  separatorFor: (head: string) => string,
): AsyncGenerator<Row> {
  let line = 1;
  let start = 1;
  let cells: string[] = [];
  let cell = '';
  let length = 0;
  let quoted = false;
  /** A quotation mark within a quoted cell: the next character says whether it ends the cell. */
  let mark = false;
  let separator = '';
  let lastWasReturn = false;
  for await (const piece of text) {
    if (separator === '') separator = separatorFor(piece.split(/\r|\n/, 1)[0] ?? '');
    for (const character of piece) {
      const isFeed = character === '\n' && lastWasReturn;
      lastWasReturn = character === '\r';
      if ((character === '\n' || character === '\r') && !isFeed) line++;
      if (quoted && !mark) {
        if (character === '"') mark = true;
        else if (length++ < longest) cell += character;
        continue;
      }
      if (mark) {
        mark = false;
        if (character === '"') {
          cell += '"';
          continue;
        }
        quoted = false;
      }
      if (character === '"' && cell.trim() === '') {
        quoted = true;
        cell = '';
      } else if (character === separator) {
        cells.push(cell);
        cell = '';
      } else if (character === '\n' || character === '\r') {
        if (isFeed) continue;
        yield { line: start, cells: [...cells, cell], tooLong: length >= longest };
        [cells, cell, length, start] = [[], '', 0, line];
      } else if (length++ < longest) cell += character;
    }
  }
  if (cell !== '' || cells.length > 0)
    yield { line: start, cells: [...cells, cell], tooLong: length >= longest };
}

function separatorOf(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}
