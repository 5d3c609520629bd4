import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFile } from '../../scripts/backtest/read-file.ts';
import { readRecords } from '../../scripts/backtest/read-records.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backtest-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function read(text: string | Buffer, name = 'issues', most = 5_000) {
  const path = join(folder, `${++files}-${name}`);
  writeFileSync(path, text);
  return readFile(path, { most });
}

const rest = (number: number, over: object = {}) => ({
  ...{ number, title: `Issue ${number}`, body: `Body, "quoted"\n${number}` },
  created_at: `2026-01-0${number}T00:00:00Z`,
  labels: [{ id: 1, name: 'bug', color: 'ededed' }, { name: 'area/api' }],
  user: { login: 'ann', type: 'User' },
  ...over,
});
const gh = (number: number) => ({
  ...{
    number,
    title: `Issue ${number}`,
    body: `Body, "quoted"\n${number}`,
    author: { login: 'ann', is_bot: false },
  },
  ...{ createdAt: `2026-01-0${number}T00:00:00Z`, labels: [{ name: 'bug' }, { name: 'area/api' }] },
});
const lines = [1, 2].map((number) => JSON.stringify(rest(number))).join('\n');
const csv = `Number,Title,Body,Labels,Created At\n1,Issue 1,"Body, ""quoted""\n1","bug, area/api",2026-01-01\n2,Issue 2,"Body, ""quoted""\n2","bug,area/api",2026-01-02\n`;

describe('files as people have them', () => {
  it.each<[string, string | Buffer]>([
    ['JSON Lines', lines],
    ['JSON Lines with CR LF', lines.replaceAll('\n', '\r\n')],
    ['JSON Lines with CR', lines.replaceAll('\n', '\r')],
    ['JSON Lines with a byte-order mark', `\ufeff${lines}`],
    ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(lines, 'utf16le')],
    ['UTF-16, the other end first', Buffer.from(`\ufeff${lines}`, 'utf16le').swap16()],
    ['gh issue list, newest first', JSON.stringify([gh(2), gh(1)])],
    ['the REST export, pretty-printed', JSON.stringify([rest(2), rest(1)], null, 2)],
    ['pages one after the other', `${JSON.stringify([rest(2)])}${JSON.stringify([rest(1)])}`],
    [
      'objects over several lines',
      `${JSON.stringify(rest(1), null, 2)}\n${JSON.stringify(rest(2), null, 2)}`,
    ],
    ['a search', JSON.stringify({ total_count: 2, items: [rest(2), rest(1)], note: 'x' }, null, 1)],
    [
      'labels in one text',
      [1, 2].map((n) => JSON.stringify(rest(n, { labels: 'bug, area/api' }))).join('\n'),
    ],
    ['numbers as texts', [1, 2].map((n) => JSON.stringify(rest(n, { number: String(n) }))).join('\n')],
    [
      'GraphQL',
      [1, 2]
        .map((n) => JSON.stringify({ ...gh(n), labels: { nodes: [{ name: 'bug' }, { name: 'area/api' }] } }))
        .join('\n'),
    ],
    ['CSV', csv],
    [
      'CSV with CR LF and a byte-order mark',
      `\ufeff${csv.replaceAll('\n', '\r\n')}`.replaceAll('"\r\n1', '"\r\n1'),
    ],
    [
      'CSV with semicolons',
      csv
        .replace('Number,Title,Body,Labels,Created At', 'Number;Title;Body;Labels;Created At')
        .replaceAll(/^(\d),(Issue \d),/gm, '$1;$2;')
        .replaceAll('","', '";"')
        .replaceAll(/",2026/g, '";2026'),
    ],
    ['gzip', gzipSync(lines)],
  ])('%s', async (_name, text) => {
    const [past, ...others] = await read(text);
    expect(others).toEqual([]);
    expect(past?.left).toEqual([]);
    expect(
      past?.issues.map(({ number, title, body, labels }) => [
        number,
        title,
        body.replaceAll('\r', ''),
        labels,
      ]),
    ).toEqual([
      [1, 'Issue 1', 'Body, "quoted"\n1', ['bug', 'area/api']],
      [2, 'Issue 2', 'Body, "quoted"\n2', ['bug', 'area/api']],
    ]);
  });

  it('null fields are none', async () => {
    const [past] = await read(
      JSON.stringify([rest(1, { body: null, labels: null, user: null, pull_request: null })]),
    );
    expect(past?.issues).toEqual([{ number: 1, title: 'Issue 1', body: '', labels: [], labeledAt: null }]);
  });

  it('several repositories are told apart', async () => {
    const all = [
      rest(1, { repository_url: 'https://api.github.com/repos/acme/a' }),
      rest(1, { repo: 'acme/b' }),
    ];
    expect((await read(JSON.stringify(all))).map(({ name }) => name)).toEqual(['acme/a', 'acme/b']);
  });
});

describe('what is left out is named', () => {
  it('by line and field, and the rest goes on', async () => {
    const [past] = await read(
      [
        JSON.stringify(rest(1)),
        'no JSON',
        JSON.stringify(rest(2, { title: '' })),
        '{"title": "cut o',
        JSON.stringify(rest(3, { created_at: 'soon' })),
        JSON.stringify(rest(4, { labels: [{ id: 3 }] })),
        '{"title": "cut off", "body": "x"',
        JSON.stringify(rest(5)),
      ].join('\n'),
    );
    expect(past?.issues.map(({ number }) => number)).toEqual([1, 5]);
    expect(past?.left).toEqual([
      '6 invalid entries (line 2: neither JSON nor a row of the table; line 3: `title` is missing; line 4: neither JSON nor a row of the table; line 5: `created_at` is no date; line 6: `labels` is no list of names; …)',
    ]);
  });

  it('pull requests, bots by type and by name, and what comes twice', async () => {
    const [past] = await read(
      JSON.stringify([
        rest(1),
        rest(1),
        rest(2, { pull_request: { url: 'x' } }),
        rest(3, { user: { login: 'x', type: 'Bot' } }),
        rest(4, { user: { login: 'renovate[bot]', type: 'User' } }),
        rest(5, { user: null, author: { login: 'app/dependabot', is_bot: true } }),
        rest(6, { user: null, author: 'github-actions' }),
        rest(7, { user: { login: 'robotron', type: 'User' } }),
      ]),
    );
    expect(past?.issues.map(({ number }) => number)).toEqual([1, 7]);
    expect(past?.left).toEqual(['4 issues by bots', '1 pull requests', '1 that came twice']);
  });
});

describe('the order', () => {
  const undated = (number: number) => rest(number, { created_at: undefined });

  it('is that of the dates, and what has none is named', async () => {
    const [past] = await read(
      [rest(3), undated(9), rest(1), rest(2)].map((each) => JSON.stringify(each)).join('\n'),
    );
    expect(past?.issues.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(past?.left).toEqual(['1 without created_at (line 2)']);
  });

  it('is that of the numbers where nothing has a date', async () => {
    const [past] = await read(JSON.stringify([undated(3), undated(2), undated(1)]));
    expect(past?.issues.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(past?.left).toEqual(['no created_at: ordered by number']);
  });

  it('keeps the newest', async () => {
    const [past] = await read(JSON.stringify([rest(3), rest(1), rest(2)]), 'few', 2);
    expect(past?.issues.map(({ number }) => number)).toEqual([2, 3]);
    expect(past?.left).toEqual(['1 older than the newest 2']);
  });
});

describe('what cannot be read says so in a sentence', () => {
  const reading = (path: string) => readFile(path, { most: 10 });

  it('a missing file, a folder, one without issues, a damaged one', async () => {
    await expect(reading(join(folder, 'nowhere.json'))).rejects.toThrow(
      /^There is no file .*nowhere\.json\.$/,
    );
    mkdirSync(join(folder, 'in'));
    await expect(reading(join(folder, 'in'))).rejects.toThrow('is a folder');
    await expect(read('[]')).rejects.toThrow('contains no issue');
    await expect(read('')).rejects.toThrow('contains no issue');
    await expect(read('hello\nthere')).rejects.toThrow('contains no issue');
    await expect(read(gzipSync(lines).subarray(0, 60))).rejects.toThrow('damaged gzip');
  });

  it('one of 600 MB', async () => {
    const path = join(folder, 'large.jsonl');
    const file = openSync(path, 'w');
    ftruncateSync(file, 600 * 1024 * 1024);
    closeSync(file);
    await expect(reading(path)).rejects.toThrow('more than 512 MB');
    rmSync(path);
  });
});

it('a file is read no further than its issues are taken', async () => {
  let given = 0;
  const pieces = async function* () {
    for (; given < 100_000; given++)
      yield `${JSON.stringify(rest(1, { number: given + 1, body: 'x'.repeat(5_000) }))}\n`;
  };
  let taken = 0;
  for await (const { value } of readRecords(pieces())) {
    expect(value).toMatchObject({ number: taken + 1 });
    expect(given - taken).toBeLessThan(3);
    if (++taken === 500) break;
  }
  expect(given).toBeLessThan(510);
});
