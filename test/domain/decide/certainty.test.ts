import { expect, it } from 'vitest';
import { certaintyOf } from '../../../src/domain/decide/certainty.ts';
import type { EffectiveMode } from '../../../src/domain/decide/effective-mode.ts';
import type { RecordReason } from '../../../src/domain/issue/autonomy-reason.ts';

const of = { right: 47, total: 50 };
const forced: Pick<EffectiveMode, 'autonomy' | 'setBy'> = { autonomy: 'apply', setBy: 'settings' };
const cases: [string, Partial<EffectiveMode>, RecordReason | null, boolean, string][] = [
  [
    'earned its place',
    { setBy: 'record' },
    { code: 'reached_target', ...of, lowerBound: 0.81 },
    false,
    'high',
  ],
  ['at least 90%', {}, { code: 'reached_target', ...of, lowerBound: 0.9 }, false, 'high'],
  ['reached the target', {}, { code: 'reached_target', ...of, lowerBound: 0.89 }, false, 'medium'],
  ['below it', {}, { code: 'below_target', ...of, lowerBound: 0.7, target: 0.8 }, false, 'low'],
  [
    'at least 90%, of a higher target',
    {},
    { code: 'below_target', ...of, lowerBound: 0.91, target: 0.95 },
    false,
    'high',
  ],
  ['drifted', {}, { code: 'drifted', ...of, target: 0.8 }, false, 'low'],
  ['without a record', {}, null, false, 'low'],
  ['demanded by a rule', {}, null, true, 'high'],
];

it.each(cases)('a label that %s', (_what, mode, why, byRule, expected) => {
  const ladder = why ? { bug: { autonomy: 'apply' as const, why } } : {};
  expect(certaintyOf({ label: 'Bug', byRule }, { ...forced, ...mode }, ladder)).toBe(expected);
});
