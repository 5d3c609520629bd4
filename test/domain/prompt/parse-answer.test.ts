import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensions } from '../../../src/domain/issue/decision.ts';
import { parseAnswer } from '../../../src/domain/prompt/parse-answer.ts';
import { toOpinions } from '../../../src/domain/prompt/to-opinions.ts';
import { hostileText } from '../hostile-text.ts';

const entries = (...values: string[]) => values.map((value) => ({ value, about: '' }));
const menu = {
  category: entries('bug', 'feature', 'question', 'documentation'),
  priority: entries('critical', 'high', 'medium', 'low'),
  area: entries('api', 'ui', '__proto__', 'constructor'),
};
const by = { source: 'openai', model: 'm' };
const choice = (value: unknown, confidence: unknown = 0.8, reason: unknown = 'It crashes.') => ({
  value,
  confidence,
  reason,
});
const parse = (answer: unknown) => parseAnswer(JSON.stringify(answer), menu);
const opinions = (answer: unknown) => {
  const parsed = parse(answer);
  return parsed.ok ? toOpinions(parsed.choices, menu, by) : parsed.reason;
};

describe('an answer', () => {
  it('becomes opinions: the chosen value, the rest shared, areas each for itself', () => {
    expect(opinions({ category: choice('bug', 0.85), areas: [choice('ui', 0.7, '')] })).toEqual([
      {
        ...by,
        dimension: 'category',
        probabilities: {
          bug: 0.85,
          feature: expect.closeTo(0.05),
          question: expect.closeTo(0.05),
          documentation: expect.closeTo(0.05),
        },
        reasons: { bug: [{ kind: 'model', text: 'It crashes.', weight: expect.closeTo(2.833, 2) }] },
      },
      {
        ...by,
        dimension: 'area',
        probabilities: Object.fromEntries([
          ['api', 0.1],
          ['ui', 0.7],
          ['__proto__', 0.1],
          ['constructor', 0.1],
        ]),
        reasons: {},
      },
    ]);
  });

  it.each([
    ['a value that is not on the list', choice('spam')],
    ['a confidence that could be a share or a percentage', choice('bug', 1.4)],
    ['a confidence over 100', choice('bug', 140)],
    ['a confidence under 0', choice('bug', -3)],
    ['"unknown"', choice('unknown', 1)],
    ['a confidence in words', choice('bug', 'high')],
    ['no confidence', { value: 'bug', reason: '' }],
    ['a list', [choice('bug')]],
    ['null', null],
  ])('%s is no choice', (_, category) => {
    expect(parse({ category, priority: choice('low') })).toEqual({
      ok: true,
      choices: { priority: [expect.objectContaining({ value: 'low' })] },
    });
  });

  it('in another case is the value', () => {
    expect(parse({ category: choice('Bug'), areas: [choice('API'), choice('api')] })).toMatchObject({
      choices: { category: [{ value: 'bug' }], area: [{ value: 'api' }] },
    });
    const both = { area: entries('UI', 'ui') };
    const parsed = parseAnswer(JSON.stringify({ areas: [choice('ui'), choice('Ui')] }), both);
    expect(parsed).toMatchObject({ choices: { area: [{ value: 'ui' }] } });
  });

  it.each([
    [0.9, 0.9],
    ['0.9', 0.9],
    [' .9 ', 0.9],
    [55, 0.55],
    ['55', 0.55],
    ['55%', 0.55],
    ['1 %', 0.01],
    [1, 1],
    [0, 0],
    [100, 1],
    ['almost certain', 0.95],
    ['Likely', 0.75],
    ['about even', 0.5],
    ['unlikely', 0.25],
  ])('with a confidence of %j means %d', (given, confidence) => {
    expect(parse({ category: choice('bug', given) })).toMatchObject({
      choices: { category: [{ confidence }] },
    });
  });

  it('is never taken for certain', () => {
    expect(opinions({ category: choice('bug', 100) })).toMatchObject([{ probabilities: { bug: 0.97 } }]);
    expect(opinions({ category: choice('bug', 7) })).toMatchObject([{ probabilities: { bug: 0.25 } }]);
  });

  it('names an area once and at most ten', () => {
    expect(opinions({ areas: [choice('ui', 0.6), choice('ui', 0.9)] })).toMatchObject([
      { probabilities: { ui: 0.6 } },
    ]);
  });

  it('without areas speaks against all of them', () => {
    expect(opinions({ areas: [] })).toMatchObject([
      { dimension: 'area', probabilities: { api: 0.1, ui: 0.1 } },
    ]);
  });

  it('keeps a reason as short plain text on one line', () => {
    const reason = `Line\none \u202e<b>bold</b> @everyone ${'x'.repeat(5_000)}`;
    const parsed = parse({ category: choice('bug', 0.8, reason) });
    const said = parsed.ok ? (parsed.choices.category?.[0]?.reason ?? '') : '';
    expect(said).toHaveLength(200);
    expect(said).not.toMatch(/[\n\u202e]/);
  });

  const json = JSON.stringify({ category: choice('bug', 0.8, 'It says {"a": 1} and "}".') });
  it.each([
    ['a code block', `\`\`\`json\n${json}\n\`\`\``],
    ['a code block on one line', `\`\`\`json ${json} \`\`\``],
    ['prose', `Sure, here it is: ${json} Let me know if {that} helps!`],
    ['what the model thought', `<think>\nThe user wants {this} or {"category": 1}.\n</think>\n${json}`],
    ['a thought without its beginning', `Hm, {"category": {}} perhaps.</think>${json}`],
    ['a long thought', `<think>${'So { what. '.repeat(9_000)}</think>${json}`],
    ['a draft', `{"category": "?"} No: ${json}`],
    ['one more list', `[${json}]`],
  ])('may stand in %s', (_, text) => {
    expect(parseAnswer(text, menu)).toMatchObject({ ok: true, choices: { category: [{ value: 'bug' }] } });
  });

  it.each([
    ['nothing', '', 'the answer was not in the agreed form'],
    ['prose', 'The category is bug.', 'the answer was not in the agreed form'],
    ['half an answer', '{"category": {"reason": "It', 'the answer was not in the agreed form'],
    ['a list', '[{"category": "bug"}]', 'the answer was not in the agreed form'],
    [
      'a tool call',
      '{"name": "add_label", "arguments": {"label": "bug"}}',
      'the answer was not in the agreed form',
    ],
    ['a value without its confidence', '{"category": "bug"}', 'the answer was not in the agreed form'],
    ['deep nesting', `${'['.repeat(9_000)}${']'.repeat(9_000)}`, 'the answer was not in the agreed form'],
    [
      'deep nesting in a field',
      `{"other": ${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
      'the answer was not in the agreed form',
    ],
    ['1 MB', `{"category": "${'x'.repeat(1_000_000)}"}`, 'the answer was too long'],
  ])('that is %s is a failure with a reason', (_, text, reason) => {
    expect(parseAnswer(text, menu)).toEqual({ ok: false, reason });
  });
});

const hostileJson = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      category: fc.oneof(
        hostileText,
        fc.jsonValue(),
        fc.record({
          value: fc.oneof(hostileText, fc.constantFrom('bug', 'spam', '__proto__', 'unknown')),
          confidence: fc.oneof(fc.double(), fc.jsonValue()),
          reason: fc.oneof(hostileText, fc.jsonValue()),
        }),
      ),
      priority: fc.anything(),
      areas: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record({
            value: fc.constantFrom('api', 'ui', 'wontfix', '__proto__', 'constructor', 'toString'),
            confidence: fc.double(),
            reason: hostileText,
          }),
          { maxLength: 30 },
        ),
      ),
      labels: fc.array(hostileText),
      number: fc.integer(),
      tool_calls: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
);
const hostileAnswer = fc.oneof(
  hostileText,
  hostileJson.map((value) => safeJson(value)),
  hostileJson.map((value) => safeJson(value).slice(0, 60)),
  fc.tuple(hostileText, hostileJson).map(([text, value]) => text + safeJson(value)),
);

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{"category": {"value": "bug", "confidence": 1e400}}';
  }
}

it('whatever a model says, only values of the menu come out, as probabilities', () => {
  const allowed = new Map(
    dimensions.map((dimension) => [
      dimension,
      new Set((menu as Record<string, { value: string }[]>)[dimension]?.map(({ value }) => value)),
    ]),
  );
  let usable = 0;
  fc.assert(
    fc.property(hostileAnswer, (text) => {
      const parsed = parseAnswer(text, menu);
      if (!parsed.ok) {
        expect(parsed.reason).toMatch(/^the answer was /);
        return;
      }
      for (const opinion of toOpinions(parsed.choices, menu, by)) {
        usable++;
        const shares = Object.values(opinion.probabilities);
        for (const value of [...Object.keys(opinion.probabilities), ...Object.keys(opinion.reasons)])
          expect(allowed.get(opinion.dimension)).toContain(value);
        for (const share of shares) expect(share >= 0 && share <= 0.97).toBe(true);
        if (opinion.dimension !== 'area') expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        for (const [reason] of Object.values(opinion.reasons)) {
          expect(reason?.text).toMatch(/^[^\n\r\u202a-\u202e\u2066-\u2069]{1,400}$/u);
          expect([...(reason?.text ?? '')].length).toBeLessThanOrEqual(200);
          expect(Number.isFinite(reason?.weight)).toBe(true);
        }
      }
    }),
    { numRuns: 5_000 },
  );
  // The samples must reach what they are meant to test.
  expect(usable).toBeGreaterThan(100);
});
