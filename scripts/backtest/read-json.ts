import type { FileRecord } from './read-records.ts';

/** An issue at GitHub has a body of 256 KB and some fields; an object that is longer is none. */
const longest = 8_000_000;

const isGap = (code: number) => code <= 32 || code === 44 || code === 0xfeff;

/**
 * The objects of a text: of an array, one a line, one after the other over several lines, or of the one list that an object holds
 * (`{"items": […]}`). A line that is not JSON is reported and ends at its line break; within an array, reading continues
 * with the next object.
 */
export async function* objectsIn(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  const scan = createScan();
  for await (const piece of text) yield* scan.add(piece);
  yield* scan.end();
}

function createScan() {
  let line = 1;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let start = 1;
  let held = '';
  let isLong = false;
  /** `[` came, or the one list of an object: what is within its brackets is read. */
  let seenList = false;
  /** The list of an object: what follows it is none of the issues. */
  let isWrapped = false;
  let isOver = false;
  let broken = false;
  /** The last character that is no gap, and whether a line begins. */
  let before = 0;
  let isLineStart = true;
  const finish = (): FileRecord => {
    const value = isLong ? undefined : parse(held);
    held = '';
    isLong = false;
    return { line: start, value };
  };
  return {
    *add(piece: string): Generator<FileRecord> {
      let from = 0;
      const keep = (to: number) => {
        if (depth > 0 && !isLong) held += piece.slice(from, to);
        if (held.length > longest) {
          isLong = true;
          held = '';
        }
        from = to;
      };
      for (let i = 0; i < piece.length; i++) {
        const code = piece.charCodeAt(i);
        const isBreak = code === 10 || (code === 13 && piece.charCodeAt(i + 1) !== 10);
        if (isBreak) line++;
        if (isOver) return;
        if (code === 123 && isLineStart && depth > 0 && !inText && !opensValue(before)) {
          // A new object where none can be: the one before was cut off.
          yield { line: start, value: undefined };
          depth = 0;
        }
        isLineStart = isBreak || (isLineStart && code === 13);
        if (code > 32) before = code;
        if (broken) {
          // The rest of a line that is no JSON.
          if (isBreak) broken = false;
          from = i + 1;
          continue;
        }
        if (depth === 0) {
          from = i;
          if (isGap(code)) continue;
          if (code === 91) seenList = true;
          else if (code === 123) {
            depth = 1;
            start = line;
            held = '';
          } else if (code === 93) isOver = isWrapped;
          else {
            yield { line, value: undefined };
            broken = true;
          }
          continue;
        }
        if (inText) {
          if (escaped) escaped = false;
          else if (code === 92) escaped = true;
          else if (code === 34) inText = false;
          else if (isBreak) {
            // No text of JSON holds a line break: the object was cut off here.
            held = '';
            yield { line: start, value: undefined };
            [depth, inText, from] = [0, false, i + 1];
          }
          continue;
        }
        if (code === 34) inText = true;
        else if (code === 123 || code === 91) {
          depth++;
          if (code === 91 && depth === 2 && isWrapper(held + piece.slice(from, i)) && !seenList) {
            [seenList, isWrapped, depth] = [true, true, 0];
            held = '';
          }
        } else if (code === 125 || code === 93) {
          depth--;
          if (depth === 0) {
            if (!isLong) held += piece.slice(from, i + 1);
            from = i + 1;
            yield finish();
          }
        }
      }
      keep(piece.length);
    },
    *end(): Generator<FileRecord> {
      if (depth > 0) yield { line: start, value: undefined };
    },
  };
}

/** After `:`, `,`, `[` and `{` a value or a key may come on a line of its own. */
const opensValue = (code: number) => code === 58 || code === 44 || code === 91 || code === 123;

/** The beginning of an object that is nothing but the frame of a list of issues. */
function isWrapper(begin: string): boolean {
  return begin.length < 2_000 && /"(?:items|issues|data|nodes|results)"\s*:\s*$/.test(begin);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
