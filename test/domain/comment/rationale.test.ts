import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestRationale, rationaleOf } from '../../../src/domain/comment/rationale.ts';
import type { DecidedValue } from '../../../src/domain/issue/decision.ts';
import { languages } from '../../../src/domain/settings/conversation.ts';
import { hostileText, propertyRuns } from '../hostile-text.ts';

const kinds = ['text', 'structure', 'template', 'keyword', 'similar', 'lesson', 'model', 'rule'] as const;
const value = (over: Partial<DecidedValue> = {}): DecidedValue => ({
  ...{ dimension: 'category', value: 'bug', confidence: 0.92, label: 'bug', autonomy: 'apply' },
  ...{ threshold: 0.8, why: { code: 'reached_threshold', confidence: 0.92, threshold: 0.8 } },
  ...{ reasons: [], decidedBy: ['local v3'] },
  ...over,
});

it('says what /why says', () => {
  const reasons = [
    { kind: 'structure' as const, text: 'stack trace', weight: 2 },
    { kind: 'similar' as const, text: 'like #12', weight: 1 },
  ];
  expect(rationaleOf(value({ reasons }), 'en')).toBe(
    '92% confident; because of `stack trace`, `like #12`; decided by `local v3`',
  );
  expect(rationaleOf(value({ reasons, why: { code: 'rule' } }), 'en')).toContain(
    '; a rule of yours says so;',
  );
});

it('leaves out whole pieces where they do not fit', () => {
  const long = (text: string) => ({ kind: 'text' as const, text: text.repeat(80), weight: 1 });
  const told = rationaleOf(value({ reasons: [...'abcdefgh'].map(long), decidedBy: ['x'.repeat(200)] }), 'en');
  expect(told.length).toBeLessThanOrEqual(longestRationale);
  expect((told.match(/`/g) ?? []).length % 2).toBe(0);
  expect(told).toContain('because of `a');
});

it('keeps a hostile text within code spans, whatever an issue or a model says', () => {
  const reason = fc.record({
    kind: fc.constantFrom(...kinds),
    text: hostileText.map((text) => `INTRUDER${text}INTRUDER`),
    weight: fc.double({ min: -3, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(reason, { maxLength: 12 }),
      fc.array(
        hostileText.map((text) => `INTRUDER${text}`),
        { maxLength: 4 },
      ),
      fc.constantFrom(...languages),
      (reasons, decidedBy, language) => {
        const told = rationaleOf(value({ reasons, decidedBy }), language);
        expect(told.length).toBeLessThanOrEqual(longestRationale);
        expect(told).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        // A code span holds no backtick, so what stands outside is every other piece.
        const pieces = told.split('`');
        expect(pieces.length % 2).toBe(1);
        const outside = pieces.filter((_, i) => i % 2 === 0).join('');
        expect(outside).not.toMatch(/INTRUDER|@|#|https?:|</);
      },
    ),
    { numRuns: propertyRuns },
  );
});
