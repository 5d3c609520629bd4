import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgressBar, createProgressLine } from '../../scripts/backtest/progress.ts';

let written: string[];
const { isTTY } = process.stderr;
beforeEach(() => {
  written = [];
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  process.stderr.isTTY = false;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  process.stderr.isTTY = isTTY;
});

it('without a terminal a line comes every ten seconds, with the time left once it can be told', () => {
  const { update, stop } = createProgressBar('acme/widgets', 1_000);
  for (let done = 1; done <= 400; done++) {
    vi.advanceTimersByTime(100);
    update(done);
  }
  stop();
  expect(written).toEqual([
    'acme/widgets: 100 of 1000 issues, about 90 s left\n',
    'acme/widgets: 200 of 1000 issues, about 80 s left\n',
    'acme/widgets: 300 of 1000 issues, about 70 s left\n',
    'acme/widgets: 400 of 1000 issues, about 60 s left\n',
  ]);
});

it('so does one while a file is read', () => {
  const tell = createProgressLine();
  for (const [after, words] of [
    [9_999, 'one'],
    [1, 'two'],
    [9_000, 'three'],
    [1_000, 'four'],
  ] as const) {
    vi.advanceTimersByTime(after);
    tell(words);
  }
  expect(written).toEqual(['two\n', 'four\n']);
});
