import { expect, it } from 'vitest';
import { earnedRung, nextRung } from '../../../src/domain/autonomy/autonomy.ts';

const none = { right: 0, wrong: 0 };
const record = (right: number, wrong: number, recent = none, drifted = false) => ({
  all: { right, wrong },
  recent,
  drifted,
});

it.each([
  ['nothing known', record(0, 0), 'suggest', 'the label has not shown its precision here yet'],
  [
    'right, but too seldom seen',
    record(9, 0),
    'suggest',
    '9 of 9 were right, so at least 79% can be relied on, and 80% is asked',
  ],
  ['right often enough', record(24, 1), 'apply', '24 of 25 were right, so at least 85% can be relied on'],
  [
    'right, but not often enough',
    record(80, 20),
    'suggest',
    '80 of 100 were right, so at least 74% can be relied on, and 80% is asked',
  ],
  ['surely more wrong than right', record(5, 20), 'observe', '5 of 25 were right, which is too few to show'],
  [
    'perhaps more wrong than right',
    record(2, 3),
    'suggest',
    '2 of 5 were right, so at least 20% can be relied on, and 80% is asked',
  ],
  [
    'drifted',
    record(200, 10, { right: 12, wrong: 9 }, true),
    'suggest',
    'of the last 21 only 12 were right, and 80% is asked',
  ],
  [
    'a few wrong ones lately',
    record(200, 10, { right: 15, wrong: 4 }),
    'apply',
    '200 of 210 were right, so at least 92% can be relied on',
  ],
] as const)('%s', (_name, evidenced, autonomy, why) => {
  expect(earnedRung(evidenced, 0.8)).toEqual({ autonomy, why });
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
