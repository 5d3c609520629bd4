import type { BacktestState } from '../../src/domain/past/backtest.ts';

/** A backtest that is done; its label's name is hostile. */
export const livelyBacktest: BacktestState = {
  ...{ stage: 'done', done: 200, total: 200, problem: null },
  startedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:00:20.000Z',
  kept: {
    at: '2026-11-20T10:00:20.000Z',
    target: 0.8,
    prices: [{ model: 'gpt-6-luna', unsure: 0.04, always: 0.12 }],
    report: {
      ...{ issues: 200, judged: 150, covered: 90 },
      applied: { right: 84, wrong: 6 },
      suggested: { right: 40, wrong: 25 },
      labels: [
        {
          ...{ label: 'bug', dimension: 'category', value: 'bug', seen: 80, lowerBound: 0.88, coverage: 0.7 },
          applied: { right: 56, wrong: 4 },
          suggested: { right: 12, wrong: 8 },
          ...{
            threshold: 0.72,
            rung: 'apply',
            why: { code: 'reached_target', right: 56, total: 60, lowerBound: 0.87 },
          },
        },
        {
          ...{ label: '<img src=x onerror=alert(1)>', dimension: 'area', value: 'x', seen: 20 },
          ...{ lowerBound: 0.1, coverage: 0 },
          applied: { right: 0, wrong: 0 },
          suggested: { right: 12, wrong: 8 },
          ...{
            threshold: 0.8,
            rung: 'suggest',
            why: { code: 'below_target', right: 12, total: 20, lowerBound: 0.44, target: 0.8 },
          },
        },
      ],
      stretches: [
        { from: 1, to: 100, issues: 100, precision: 0.9, coverage: 0.3 },
        { from: 101, to: 200, issues: 100, precision: 0.95, coverage: 0.6 },
      ],
      calibration: [{ said: 0.85, right: 40, wrong: 6 }],
      hosted: { calls: 60, promptTokens: 60_000 },
      routing: {
        handled: 120,
        people: { judged: 100, first: 71, firstThree: 88 },
        teams: { judged: 0, first: 0, firstThree: 0 },
        owners: [
          {
            ...{ kind: 'person', name: 'mona', lowerBound: 0.7, rung: 'suggest' },
            record: { right: 61, wrong: 19 },
            assigned: { right: 0, wrong: 0 },
          },
          {
            ...{ kind: 'team', name: '<img src=x onerror=alert(1)>', lowerBound: 0.1, rung: 'suggest' },
            record: { right: 10, wrong: 10 },
            assigned: { right: 0, wrong: 0 },
          },
        ],
      },
    },
  },
};
