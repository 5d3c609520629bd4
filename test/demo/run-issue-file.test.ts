import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadIssueFile } from '../../demo/replay/issue-file.ts';
import { shuffle } from '../../demo/replay/shuffle.ts';
import { readMeanings, sameMeaning } from '../../demo/replay/truth-of.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, lines: unknown[]) => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
};

describe('a file of issues', () => {
  it("makes its labels the repository's, each spelling that GitHub tells apart once", () => {
    const { sample } = loadIssueFile(
      file('Some Export.jsonl', [
        { title: 'a', labels: ['Bug', 'test server'] },
        { title: 'b', labels: ['bug'] },
        { title: 'c', labels: ['bug', 'x'.repeat(51)] },
      ]),
    );
    expect(sample.repository).toBe('some-export');
    expect(sample.labels.map(({ name }) => name).sort()).toEqual(['bug', 'test server']);
    expect(sample.issues.map(({ truth }) => truth.category)).toEqual([['bug'], ['bug'], ['bug']]);
  });

  it('takes nothing for true of an issue that nobody labeled', () => {
    const { sample } = loadIssueFile(
      file('a.jsonl', [{ title: 'a', labels: ['bug'] }, { title: 'b', labels: [] }, { title: 'c' }]),
    );
    expect(sample.issues.map(({ truth }) => Object.keys(truth).includes('category'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has a data folder of its own, by name and content', () => {
    const one = loadIssueFile(file('a.jsonl', [{ title: 'a' }])).folder;
    const changed = loadIssueFile(file('a.jsonl', [{ title: 'b' }])).folder;
    const again = loadIssueFile(file('a.jsonl', [{ title: 'a' }])).folder;
    expect(one).toMatch(/^a-[0-9a-f]{8}$/);
    expect(again).toBe(one);
    expect(changed).not.toBe(one);
  });

  it('says when it is missing or holds nothing', () => {
    expect(() => loadIssueFile(join(folder, 'none.jsonl'))).toThrow(
      /none\.jsonl cannot be read. There is no such file/,
    );
    expect(() => loadIssueFile(file('bad.jsonl', [{ body: 'x' }]))).toThrow(
      /no issue that can be read \(line 1 "title" is missing/,
    );
  });

  it('knows labels that say the same', () => {
    const label = (name: string) => ({ name, color: 'ededed', description: '' });
    const same = sameMeaning(
      readMeanings([label('bug'), label('kind/bug'), label('question'), label('weird')]),
    );
    expect([
      same('bug', 'kind/bug'),
      same('bug', 'question'),
      same('weird', 'weird'),
      same('weird', 'bug'),
    ]).toEqual([true, false, true, false]);
  });
});

describe('shuffle', () => {
  const numbers = Array.from({ length: 50 }, (_, index) => index);

  it('keeps everything and gives the same order for the same seed', () => {
    expect([...shuffle(numbers, 7)].sort((a, b) => a - b)).toEqual(numbers);
    expect(shuffle(numbers, 7)).toEqual(shuffle(numbers, 7));
    expect(shuffle(numbers, 7)).not.toEqual(numbers);
    expect(shuffle(numbers, 8)).not.toEqual(shuffle(numbers, 7));
  });
});
