import { readCsv } from './read-csv.ts';
import { objectsIn } from './read-json.ts';

/** One row or object of a file, and the line where it begins. */
export interface FileRecord {
  line: number;
  /** What it says; undefined where it cannot be read. */
  value: unknown;
}

/** Pieces are joined until the file's kind shows. */
const enough = 4_096;

/**
 * The records of a file of issues: a JSON array (also pretty-printed, or as the only list of an object), JSON Lines, or CSV with
 * a header. A record that cannot be read is undefined, and reading continues.
 */
export async function* readRecords(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  const pieces = text[Symbol.asyncIterator]();
  let begin = '';
  while (begin.trim().length < enough) {
    const { value, done } = await pieces.next();
    if (done) break;
    begin += value;
  }
  const rest = joined(begin, pieces);
  yield* /^[\s\ufeff]*[[{]/.test(begin) ? objectsIn(rest) : readCsv(rest);
}

async function* joined(begin: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  yield begin;
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return;
    yield value;
  }
}
