import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../demo/replay/ports.ts';
import type { Entry } from '../../demo/replay/progress.ts';
import { type ReplayDeps, replay } from '../../demo/replay/replay.ts';
import { sampleIssue } from './sample-issue.ts';

const decided: Outcome = { status: 'decided', values: [], similar: [], reason: null };
const waiting: Outcome = { ...decided, status: 'waiting', reason: 'the database was away' };

/** A local GitHub whose App answers after it was asked so many times in vain. */
function fakeWorld(answer: (number: number) => Outcome = () => decided, inVain = 2) {
  const log: string[] = [];
  const entries: Entry[] = [];
  const asked = new Map<number, number>();
  const stop = new AbortController();
  const deps: ReplayDeps = {
    signal: stop.signal,
    repository: {
      open: async (issue) => {
        log.push(`open ${issue.title}`);
        return { number: entries.length + 1, deliveryId: 'a', openedAt: 1000 };
      },
      issues: () => [],
      labelsWritten: (number) => (number === 1 ? [{ label: 'bug', at: 1120 }] : []),
    },
    outcomes: {
      outcome: async ({ number }) => {
        const times = (asked.get(number) ?? 0) + 1;
        asked.set(number, times);
        return times <= inVain ? waiting : answer(number);
      },
    },
    progress: { entries: () => entries, add: (entry) => void entries.push(entry) },
    onReplayed: ({ number }) => void log.push(`done ${number}`),
  };
  return { deps, log, entries, stop };
}

describe('replay', () => {
  it('opens each issue once the last one is done, and writes down which is which', async () => {
    const { deps, log, entries } = fakeWorld();
    const done = await replay(deps, [sampleIssue(9, 'a'), sampleIssue(4, 'b')], {
      paceMs: 0,
      patienceMs: 1000,
    });
    expect(log).toEqual(['open a', 'done 1', 'open b', 'done 2']);
    expect(entries.map(({ line, number }) => [line, number])).toEqual([
      [9, 1],
      [4, 2],
    ]);
    expect(done.map(({ labels, tookMs }) => ({ labels, tookMs }))).toEqual([
      { labels: ['bug'], tookMs: 120 },
      { labels: [], tookMs: null },
    ]);
  });

  it('goes on without an issue that is never answered', async () => {
    const { deps } = fakeWorld((number) => (number === 1 ? waiting : decided), 0);
    const done = await replay(deps, [sampleIssue(1, 'a'), sampleIssue(2, 'b')], {
      paceMs: 0,
      patienceMs: 60,
    });
    expect(done.map(({ outcome }) => outcome.status)).toEqual(['failed', 'decided']);
    expect(done[0]?.outcome.reason).toBe('the database was away');
  });

  it('stops between two issues when it is told to', async () => {
    const { deps, log, stop } = fakeWorld();
    deps.onReplayed = () => stop.abort();
    await replay(deps, [sampleIssue(1, 'a'), sampleIssue(2, 'b')], { paceMs: 60_000, patienceMs: 1000 });
    expect(log).toEqual(['open a']);
  });
});
