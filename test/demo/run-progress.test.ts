import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adopt, findLost, openProgress } from '../../demo/replay/progress.ts';
import { sampleIssue } from './sample-issue.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  path = join(folder, 'progress.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('progress of the demo', () => {
  it('is there again when it is opened again', () => {
    openProgress(path).add({ line: 4, number: 1, deliveryId: 'a', openedAt: 17 });
    openProgress(path).add({ line: 2, number: 2, deliveryId: null, openedAt: null });
    expect(openProgress(path).entries()).toEqual([
      { line: 4, number: 1, deliveryId: 'a', openedAt: 17 },
      { line: 2, number: 2, deliveryId: null, openedAt: null },
    ]);
  });

  it('drops a line that a crash cut off, and goes on behind it', () => {
    openProgress(path).add({ line: 1, number: 1, deliveryId: 'a', openedAt: 17 });
    appendFileSync(path, '{"line":2,"num');
    const again = openProgress(path);
    again.add({ line: 2, number: 2, deliveryId: 'b', openedAt: 18 });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
    expect(
      openProgress(path)
        .entries()
        .map(({ line }) => line),
    ).toEqual([1, 2]);
  });

  it('adopts an issue that was opened but not written down', () => {
    const progress = openProgress(path);
    progress.add({ line: 1, number: 1, deliveryId: 'a', openedAt: 17 });
    const issues = [sampleIssue(1, 'same'), sampleIssue(2, 'other'), sampleIssue(3, 'same')];
    const standing = [
      { number: 1, title: 'same', body: 'body' },
      { number: 2, title: 'same', body: 'body' },
      { number: 3, title: 'by hand', body: 'body' },
    ];
    adopt(issues, standing, progress);
    expect(progress.entries()).toEqual([
      { line: 1, number: 1, deliveryId: 'a', openedAt: 17 },
      { line: 3, number: 2, deliveryId: null, openedAt: null },
    ]);
  });

  it('counts what a killed run has written down and the local GitHub has not', () => {
    const entry = (number: number) => ({ line: number, number, deliveryId: null, openedAt: null });
    expect(findLost([entry(1), entry(2), entry(3)], [{ number: 1 }, { number: 9 }])).toBe(2);
  });
});
