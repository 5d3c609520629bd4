import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, emptyLearnedState, type LearnedState } from '../../../src/domain/decide/decide.ts';
import { type DecidedValue, dimensions } from '../../../src/domain/issue/decision.ts';
import { explainAutonomy } from '../../../src/domain/words/explain-autonomy.ts';
import { hostileText } from '../hostile-text.ts';
import { evidence, meanings, opinion, settings, usualLabels } from '../words.ts';

const apply = settings({ mode: 'apply' });
const learned = (over: Partial<LearnedState>): LearnedState => ({ ...emptyLearnedState, ...over });
const first = (...args: Parameters<typeof decide>) => decide(...args).values[0];

describe('the place of a value', () => {
  const priority = (value: string) => opinion({ dimension: 'priority', probabilities: { [value]: 0.95 } });
  it.each([
    [
      'mode apply, sure enough',
      evidence(),
      apply,
      emptyLearnedState,
      'apply',
      'Applied: 90% confident (threshold 80%).',
    ],
    [
      'mode apply, under the threshold',
      evidence({ opinions: [opinion({ probabilities: { bug: 0.7, feature: 0.3 } })] }),
      apply,
      emptyLearnedState,
      'suggest',
      'Suggested: 70% confident (threshold 80%).',
    ],
    [
      'mode suggest',
      evidence(),
      settings({ mode: 'suggest' }),
      emptyLearnedState,
      'suggest',
      'Suggested: the mode is `suggest`.',
    ],
    [
      'mode observe',
      evidence(),
      settings({ mode: 'observe' }),
      emptyLearnedState,
      'observe',
      'Recorded only: the mode is `observe`.',
    ],
    [
      'auto, nothing earned yet',
      evidence(),
      settings(),
      emptyLearnedState,
      'suggest',
      'Suggested: the label has no track record here yet.',
    ],
    [
      'auto, earned',
      evidence(),
      settings(),
      learned({
        ladder: {
          bug: { autonomy: 'apply', why: { code: 'reached_target', right: 24, total: 25, lowerBound: 0.85 } },
        },
      }),
      'apply',
      'Applied: 90% confident (threshold 80%).',
    ],
    [
      'auto, sent back to observe',
      evidence(),
      settings(),
      learned({
        ladder: { bug: { autonomy: 'observe', why: { code: 'mostly_wrong', right: 5, total: 25 } } },
      }),
      'observe',
      'Recorded only: only 5 of 25 correct.',
    ],
    [
      "a label's own mode",
      evidence(),
      settings({ mode: 'observe', labels: { modes: { BUG: 'apply' } } }),
      emptyLearnedState,
      'apply',
      'Applied: 90% confident (threshold 80%).',
    ],
    [
      "the settings' threshold before the learned one",
      evidence(),
      settings({ mode: 'apply', labels: { thresholds: { bug: 0.95 } } }),
      learned({ thresholds: { bug: 0.6 } }),
      'suggest',
      'Suggested: 90% confident (threshold 95%).',
    ],
    [
      'the learned threshold',
      evidence(),
      apply,
      learned({ thresholds: { bug: 0.91 } }),
      'suggest',
      'Suggested: 90% confident (threshold 91%).',
    ],
    [
      'critical priority',
      evidence({ opinions: [priority('critical')] }),
      settings({ mode: 'apply', labels: { modes: { P0: 'apply' } } }),
      learned({ ladder: { p0: { autonomy: 'apply', why: { code: 'critical' } } } }),
      'suggest',
      'Suggested: critical priority always needs review.',
    ],
    [
      'high priority',
      evidence({ opinions: [priority('high')] }),
      apply,
      emptyLearnedState,
      'apply',
      'Applied: 95% confident (threshold 80%).',
    ],
    [
      'no label for it',
      evidence({ meanings: meanings('stale') }),
      apply,
      emptyLearnedState,
      'suggest',
      'Suggested: the repository has no label for it.',
    ],
    [
      'only keywords',
      evidence({ opinions: [opinion({ source: 'keywords' })] }),
      apply,
      emptyLearnedState,
      'suggest',
      'Suggested: only keywords matched.',
    ],
  ] as const)('%s', (_name, given, set, state, autonomy, sentence) => {
    const value = first(given, set, state) as DecidedValue;
    expect(value.autonomy).toBe(autonomy);
    expect(explainAutonomy(value.autonomy, value.why)).toBe(sentence);
  });
});

describe('the choice', () => {
  it('is silent where nothing is likelier than not', () => {
    const unsure = opinion({ probabilities: { bug: 0.4, feature: 0.35, question: 0.25 } });
    expect(decide(evidence({ opinions: [unsure] }), apply, emptyLearnedState).values).toEqual([]);
  });

  it('suggests an area that hardly any issue of the kind gets, however well it fits', () => {
    const said = (open?: number) =>
      opinion({
        ...{ dimension: 'area', probabilities: { 'area/api': 0.97 } },
        ...(open === undefined ? {} : { open: { 'area/api': open } }),
      });
    const of = (open?: number) =>
      decide(evidence({ opinions: [said(open)] }), apply, emptyLearnedState).values[0];
    expect(of(0.04)).toMatchObject({
      autonomy: 'suggest',
      why: { code: 'seldom_given', open: 0.04, floor: 0.1 },
    });
    expect(of(0.2)?.autonomy).toBe('apply');
    expect(of()?.autonomy).toBe('apply');
  });

  it('takes one value of a single-valued dimension and several areas', () => {
    const areas = opinion({ dimension: 'area', probabilities: { 'area/api': 0.9, 'area/ui': 0.7 } });
    const values = decide(evidence({ opinions: [opinion(), areas] }), apply, emptyLearnedState).values;
    expect(values.map(({ value }) => value)).toEqual(['bug', 'area/api', 'area/ui']);
  });

  it('does not hear keywords beside a better source', () => {
    const keywords = opinion({ source: 'keywords', probabilities: { feature: 0.99, bug: 0.01 } });
    expect(
      first(evidence({ opinions: [opinion(), keywords] }), apply, emptyLearnedState)?.confidence,
    ).toBeCloseTo(0.9);
  });

  it('believes the hosted model as much as the local one, and who earned it more', () => {
    const local = opinion({ probabilities: { bug: 0.7, feature: 0.3 } });
    const hosted = opinion({ source: 'openai', model: 'gpt', probabilities: { bug: 0.2, feature: 0.8 } });
    const both = evidence({ opinions: [local, hosted] });
    expect(first(both, apply, emptyLearnedState)).toMatchObject({ value: 'feature', decidedBy: ['gpt'] });
    expect(first(both, apply, learned({ trust: { local: 9, openai: 1 } }))?.value).toBe('bug');
  });

  it('is never surer than its surest source', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 4 }), (bugs) => {
        const opinions = bugs.map((bug, i) =>
          opinion({ source: i ? `llm${i}` : 'local', probabilities: { bug, feature: 1 - bug } }),
        );
        for (const { confidence, value } of decide(evidence({ opinions }), apply, emptyLearnedState).values) {
          const surest = Math.max(...opinions.map(({ probabilities }) => probabilities[value] ?? 0));
          expect(confidence).toBeLessThanOrEqual(Math.max(surest, 1e-4) + 1e-9);
        }
      }),
    );
  });

  it.each([Number.NaN, 2, -1, Number.POSITIVE_INFINITY])('drops %s, which is no probability', (bug) => {
    const opinions = [opinion({ probabilities: { bug, feature: 0.9 } })];
    expect(first(evidence({ opinions }), apply, emptyLearnedState)).toMatchObject({
      value: 'feature',
      confidence: 0.9,
    });
  });

  it('carries how common the value is, where a source knows', () => {
    const base = (baseRates?: Record<string, number>) =>
      first(evidence({ opinions: [opinion(baseRates ? { baseRates } : {})] }), apply, emptyLearnedState)
        ?.baseRate;
    expect(base({ bug: 0.26, feature: 0.74 })).toBe(0.26);
    expect(base({ feature: 1 })).toBeUndefined();
    expect(base()).toBeUndefined();
  });

  it('carries the strongest reasons first', () => {
    const reasons = {
      bug: [
        { kind: 'text' as const, text: 'weak', weight: 0.1 },
        { kind: 'text' as const, text: 'strong', weight: -2 },
      ],
    };
    expect(
      first(evidence({ opinions: [opinion({ reasons })] }), apply, emptyLearnedState)?.reasons[0]?.text,
    ).toBe('strong');
  });
});

/** A model that answers anything: names off the list, inherited ones, numbers that are no probabilities. */
const anyName = fc.oneof(
  hostileText,
  fc.constantFrom(
    'bug',
    'critical',
    'area/api',
    'good first issue',
    'needs-info',
    '__proto__',
    'constructor',
    'toString',
  ),
);
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(0, 1, -1, 2, Number.NaN, Number.POSITIVE_INFINITY));
const anyOpinion = fc.record({
  source: fc.constantFrom('local', 'openai', 'anthropic', 'keywords', '__proto__'),
  model: hostileText,
  dimension: fc.constantFrom(...dimensions),
  probabilities: fc.dictionary(anyName, anyNumber, { maxKeys: 6 }),
  reasons: fc.constant({}),
});

it('a hostile model gets nothing but labels of the list, never a workflow label, never critical written', () => {
  fc.assert(
    fc.property(fc.array(anyOpinion, { maxLength: 6 }), (opinions) => {
      const { values } = decide(evidence({ opinions }), apply, emptyLearnedState);
      for (const { label, dimension, value, confidence, autonomy } of values) {
        const meaning = usualLabels.find((each) => each.label.name === label);
        if (label !== null) expect(meaning).toMatchObject({ dimension, value });
        expect(confidence).toBeGreaterThanOrEqual(0.5);
        expect(confidence).toBeLessThanOrEqual(1);
        if (autonomy === 'apply') expect([label, value]).not.toContain('critical');
      }
      for (const one of ['category', 'priority', 'effort']) {
        expect(values.filter(({ dimension }) => dimension === one).length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 2000 },
  );
});
