import { expect, it } from 'vitest';
import { explainValue } from '../../../src/domain/inbox/explain-value.ts';
import type { Opinion } from '../../../src/domain/issue/decision.ts';

const opinion = (model: string, probabilities: Record<string, number>): Opinion => ({
  ...{ source: model, model, dimension: 'category', probabilities, reasons: {} },
});
const reasons = [
  { kind: 'similar' as const, text: 'like #12 and #31', weight: 0.8 },
  { kind: 'structure' as const, text: 'stack trace', weight: 1.9 },
  { kind: 'text' as const, text: 'asks for more', weight: -0.4 },
];

it('says what spoke for it, strongest first, and what each source said', () => {
  const said = explainValue({ dimension: 'category', value: 'bug', reasons }, [
    opinion('local v12', { bug: 0.91, feature: 0.09 }),
    opinion('gpt-6-luna', { bug: 0.97 }),
    opinion('keywords', { bug: 0.4, feature: 0.6 }),
    { ...opinion('local areas v1', { bug: 1 }), dimension: 'area' },
  ]);
  expect(said).toBe('stack trace, like #12 and #31; local v12 91%, gpt-6-luna 97%, keywords says feature');
});

it('is empty where nothing is known', () => {
  expect(explainValue({ dimension: 'category', value: 'bug', reasons: [] }, [])).toBe('');
});
