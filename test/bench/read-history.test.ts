import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { askedNumbers, readHistory } from '../../bench/duplicates/read-history.ts';

const folder = mkdtempSync(join(tmpdir(), 'history-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const keep = (content: string | Uint8Array) => {
  const path = join(folder, `${files++}.jsonl`);
  writeFileSync(path, content);
  return path;
};
const lines = (rows: object[], end = '\n') => rows.map((row) => `${JSON.stringify(row)}${end}`).join('');
const issue = (number: number | string, more: object = {}) => ({
  ...{ number, title: 'It crashes', body: 'at start', created_at: `2020-01-0${number}T00:00:00Z` },
  ...more,
});

describe('a history read from two files', () => {
  it('takes numbers as text, no body, other forms of time, CRLF, a byte order mark and gzip', () => {
    const rows = [
      issue('1', { body: null, created_at: '2020-01-01 10:00:00' }),
      issue(2, { title: null, created_at: '2020-01-02T02:00:00+02:00', closed_at: 1_578_000_000 }),
    ];
    const issues = keep(gzipSync(`\uFEFF${lines(rows, '\r\n')}`));
    const { issues: read } = readHistory(issues, keep(lines([{ newer: '2', older: '#1' }], '\r\n')));
    expect(read).toMatchObject([
      { number: 1, body: '', createdAt: '2020-01-01T10:00:00Z', closedAt: null },
      { number: 2, title: '', createdAt: '2020-01-02T00:00:00Z', closedAt: '2020-01-02T21:20:00Z' },
    ]);
  });

  it('joins clusters by the pairs where the issues name none, and asks all pairs where none is certain', () => {
    const pairs = keep(
      lines([
        { dup: 1, of: 2 },
        { dup: 3, of: 2 },
        { dup: 4, of: 99 },
        { dup: 4, of: 4 },
      ]),
    );
    const history = readHistory(keep(lines([1, 2, 3, 4].map((number) => issue(number)))), pairs);
    expect(history.issues.map(({ cluster }) => cluster)).toEqual([1, 1, 1, null]);
    // The newer one of a pair asks, whichever of the two people called the duplicate.
    expect([...askedNumbers(history, 'test')]).toEqual([2, 3]);
    expect(history.remarks).toContain('2 pairs name an issue that is not among the issues: passed over.');
  });

  it('asks gold and high pairs of the split alone, without those that leak', () => {
    const pair = { older: 1, confidence: 'gold', split: 'test' };
    const pairs = lines([
      { ...pair, newer: 2 },
      { ...pair, newer: 3, confidence: 'low' },
      { ...pair, newer: 4, split: 'dev' },
      { ...pair, newer: 5, newer_body_mentions_older: true },
    ]);
    const history = readHistory(keep(lines([1, 2, 3, 4, 5].map((number) => issue(number)))), keep(pairs));
    expect([...askedNumbers(history, 'test')]).toEqual([2]);
  });

  it('says in which line what is missing', () => {
    const good = keep(lines([issue(1)]));
    const read = (issues: string, pairs: string) => () => readHistory(issues, pairs);
    expect(read(keep(`${lines([issue(1)])}{oops`), good)).toThrow(/line 2: not JSON/);
    expect(read(keep(lines([{ number: 1 }])), good)).toThrow(/line 1: issue 1 needs its "created_at"/);
    expect(read(keep(lines([{ title: 'x' }])), good)).toThrow(/line 1: an issue needs its "number"/);
    expect(read(good, keep(lines([{ newer: 1 }])))).toThrow(/line 1: a pair needs "newer" and "older"/);
    expect(read(keep(''), good)).toThrow(/holds no issue/);
  });
});
