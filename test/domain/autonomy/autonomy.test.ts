import { expect, it } from 'vitest';
import { earnedRung, nextRung } from '../../../src/domain/autonomy/autonomy.ts';
import { explainAutonomy } from '../../../src/domain/words/explain-autonomy.ts';

const none = { right: 0, wrong: 0 };
const record = (right: number, wrong: number, recent = none, drifted = false) => ({
  all: { right, wrong },
  recent,
  drifted,
});

it.each([
  ['nothing known', record(0, 0), 'suggest', 'Suggested: the label has no track record here yet.'],
  [
    'right, but too seldom seen',
    record(9, 0),
    'suggest',
    'Suggested: 9 of 9 correct (lower bound 79%, target 80%).',
  ],
  ['right often enough', record(24, 1), 'apply', 'Applied: 24 of 25 correct (lower bound 85%).'],
  [
    'right, but not often enough',
    record(80, 20),
    'suggest',
    'Suggested: 80 of 100 correct (lower bound 74%, target 80%).',
  ],
  ['surely more wrong than right', record(5, 20), 'observe', 'Recorded only: only 5 of 25 correct.'],
  [
    'never sure enough to be applied, and wrong whenever it was suggested',
    { ...record(0, 0), shown: { right: 2, wrong: 40 } },
    'observe',
    'Recorded only: only 2 of 42 correct.',
  ],
  [
    'right from its threshold on, wrong below',
    { ...record(24, 1), shown: { right: 24, wrong: 60 } },
    'apply',
    'Applied: 24 of 25 correct (lower bound 85%).',
  ],
  [
    'perhaps more wrong than right',
    record(2, 3),
    'suggest',
    'Suggested: 2 of 5 correct (lower bound 20%, target 80%).',
  ],
  [
    'drifted',
    record(200, 10, { right: 12, wrong: 9 }, true),
    'suggest',
    'Suggested: only 12 of the last 21 correct (target 80%).',
  ],
  [
    'a few wrong ones lately',
    record(200, 10, { right: 15, wrong: 4 }),
    'apply',
    'Applied: 200 of 210 correct (lower bound 92%).',
  ],
] as const)('%s', (_name, evidenced, autonomy, sentence) => {
  const rung = earnedRung(evidenced, 0.8);
  expect(rung.autonomy).toBe(autonomy);
  expect(explainAutonomy(rung.autonomy, rung.why)).toBe(sentence);
});

it.each([
  ['observe', record(24, 1), false, 'suggest'],
  ['suggest', record(24, 1), false, 'apply'],
  ['apply', record(200, 10, { right: 12, wrong: 9 }, true), false, 'suggest'],
  ['apply', record(24, 1), false, 'apply'],
  ['apply', record(9, 1), false, 'suggest'],
  ['apply', record(5, 20), false, 'observe'],
  ['suggest', record(500, 0), true, 'suggest'],
  ['apply', record(500, 0), true, 'suggest'],
  ['suggest', record(0, 30), true, 'observe'],
] as const)('from %s with %j (critical: %s) to %s', (current, evidenced, critical, autonomy) => {
  expect(nextRung(current, evidenced, 0.8, critical).autonomy).toBe(autonomy);
});
