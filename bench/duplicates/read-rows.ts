import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A row of somebody's file, with the line it stands on. */
export interface Row {
  line: number;
  fields: Record<string, unknown>;
}

/** What is wrong with a file, and what to do about it, in words for the person who gave it. */
export class UnreadableFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableFile';
  }
}

/**
 * The rows of a JSON Lines file, plain or gzipped; one JSON array of rows will do too.
 *
 * @throws UnreadableFile naming the line
 */
export function readRowsOf(path: string): Row[] {
  const bytes = readFileSync(path);
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (gzipped ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  if (text.trimStart().startsWith('[')) return (parse(text, path, 1) as unknown[]).map(toRow(path));
  return text
    .split('\n')
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => toRow(path)(parse(line, path, number), number - 1));
}

const toRow =
  (path: string) =>
  (value: unknown, i: number): Row => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new UnreadableFile(`${path}, line ${i + 1}: a row is a JSON object, such as {"number": 12, …}.`);
    return { line: i + 1, fields: value as Record<string, unknown> };
  };

function parse(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = (error as Error).message;
    throw new UnreadableFile(`${path}, line ${line}: not JSON (${why}). Give one JSON object a line.`);
  }
}

/** A whole number above 0, whether written as a number or as text; null for anything else. */
export function readNumber(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value.trim().replace(/^#/, '') || Number.NaN) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** ISO 8601 in UTC, from any form of it or from seconds or milliseconds since 1970; null for anything else. */
export function readTime(value: unknown): string | null {
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/;
  const millis =
    typeof value === 'number'
      ? value * (value < 1e11 ? 1000 : 1)
      : typeof value === 'string' && value.trim() !== ''
        ? Date.parse(zoned.test(value.trim()) ? value : `${value.trim().replace(' ', 'T')}Z`)
        : Number.NaN;
  if (Number.isNaN(millis) || Math.abs(millis) > 8.64e15) return null;
  return new Date(millis).toISOString().replace('.000Z', 'Z');
}

export const readText = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);
