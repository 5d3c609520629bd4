import { describe, expect, it } from 'vitest';
import type { Replayed } from '../../demo/replay/ports.ts';
import type { SampleIssue } from '../../demo/replay/sample.ts';
import { saidOf, summarize } from '../../demo/replay/summarize.ts';
import { sampleIssue } from './sample-issue.ts';

const labels = ['bug', 'question', 'wontfix'].map((name) => ({ name, color: 'ededed', description: '' }));
const measured = { firstLabelMs: null, memory: { residentBytes: 5, peakBytes: 6 } };
const value = (label: string, autonomy: 'apply' | 'suggest' | 'observe') => ({
  dimension: 'category' as const,
  label,
  autonomy,
});

function replayed(
  number: number,
  issue: Partial<SampleIssue>,
  more: Partial<Replayed> & Partial<Replayed['outcome']>,
): Replayed {
  const { status = 'decided', values = [], similar = [], reason = null, ...rest } = more;
  const outcome = { status, values, similar, reason };
  return {
    issue: sampleIssue(number + 100, `issue ${number}`, issue),
    number,
    deliveryId: null,
    openedAt: null,
    outcome,
    labels: [],
    tookMs: null,
    ...rest,
  };
}

describe('the figures of a run', () => {
  it('believe the ledger, not the decision, of what was applied', () => {
    const bug = value('bug', 'apply');
    expect(saidOf(replayed(1, {}, { values: [bug], labels: ['bug'] }))[0]?.how).toBe('applied');
    expect(saidOf(replayed(1, {}, { values: [bug], labels: [] }))[0]?.how).toBe('suggested');
    expect(saidOf(replayed(1, {}, { values: [value('bug', 'observe')] }))).toEqual([]);
  });

  it('hold a written label that no decision explains against the App', () => {
    const { agreement } = summarize(
      [replayed(1, { truth: { category: ['question'] } }, { labels: ['bug', 'wontfix'] })],
      labels,
      measured,
    );
    expect(agreement).toMatchObject([{ dimension: 'category', appliedWrong: 1, appliedRight: 0 }]);
  });

  it('count related issues by the numbers that their lines were given', () => {
    const figures = summarize(
      [
        replayed(1, {}, {}),
        replayed(2, { similarTo: [101] }, { similar: [7, 1] }),
        replayed(3, { similarTo: [101, 102] }, { similar: [9] }),
        replayed(4, { similarTo: [999] }, { similar: [1] }),
      ],
      labels,
      measured,
    );
    expect(figures.related).toEqual({ found: 1, of: 2 });
  });

  it('tell apart what was left alone, what failed and how long labels took', () => {
    const figures = summarize(
      [
        replayed(1, {}, { status: 'alone' }),
        replayed(2, {}, { status: 'failed' }),
        replayed(3, {}, { labels: ['bug'], tookMs: 120 }),
      ],
      labels,
      measured,
    );
    expect(figures).toMatchObject({
      issues: 3,
      alone: 1,
      failed: 1,
      latency: { median: 120, p95: 120, labels: 1 },
      memory: { residentBytes: 5 },
    });
  });
});
