import { trackRecordOf } from '../../src/domain/autonomy/label-track-record.ts';
import type { BacklogActions } from '../../src/read/backlog.ts';
import { makeIssue, makeRepository } from '../store/make-repository.ts';

const at = '2026-11-20T08:00:00.000Z';
const replayed = Array.from({ length: 60 }, (_, i) => ({
  confidence: 0.6 + (i % 20) / 50,
  right: i % 12 > 0,
}));
const ask = { replayed, live: [], seen: 70, current: null, target: 0.8, fixedThreshold: null };

/** A repository whose past was replayed, and that has three open issues without a triage. */
export const livelyBacklog: BacklogActions = {
  waiting: {
    count: async () => 3,
    newest: async () => [9, 8, 7].map((number) => makeIssue(makeRepository(), number)),
    numbers: async () => [9, 8, 7],
    changedSince: async () => [],
  },
  replays: {
    newest: async () => ({ replay: { format: 1, issues: 60, folds: 5, from: 3, to: 81, values: [] }, at }),
  },
  standings: {
    list: async () =>
      [
        trackRecordOf({ ...ask, label: 'bug', dimension: 'category', value: 'bug' }),
        trackRecordOf({
          ...ask,
          replayed: [],
          label: 'area: a very long name',
          dimension: 'area',
          value: 'area',
        }),
      ].map((standing) => ({ ...standing, changedAt: at, computedAt: at })),
  },
};
