import { describe, expect, it } from 'vitest';
import { whyAnswer } from '../../../src/domain/comment/comment-parts.ts';
import { renderAnswer } from '../../../src/domain/comment/render-answer.ts';
import { decide, emptyLearnedState } from '../../../src/domain/decide/decide.ts';
import { plan } from '../../../src/domain/decide/plan.ts';
import { parseIssueForm } from '../../../src/domain/forms/issue-form.ts';
import { ruleOpinions } from '../../../src/domain/rules/rule-opinions.ts';
import { ruleProblems } from '../../../src/domain/rules/rule-problems.ts';
import { languages } from '../../../src/domain/settings/conversation.ts';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';
import type { Rule } from '../../../src/domain/settings/rules.ts';
import { presentNames, withPresentNames } from '../../../src/domain/taxonomy/label-names.ts';
import type { Language } from '../../../src/domain/words/catalogs.ts';
import { evidence, issue, meanings, opinion, settings } from '../words.ts';

const labels = meanings(
  'bug',
  'kind/bug',
  'enhancement',
  'P0',
  'area/api',
  'os: windows',
  'needs-repro',
  'constructor',
);
const form = parseIssueForm(`
name: Bug
body:
  - type: dropdown
    attributes: { label: Operating system, options: [Windows, Linux] }
  - type: checkboxes
    attributes: { label: Component, options: [{ label: CLI }, { label: Docs }] }
  - type: textarea
    attributes: { label: What happened? }
`);
const filed = (os: string) =>
  `### Operating system\n\n${os}\n\n### Component\n\n- [x] CLI\n- [ ] Docs\n\n### What happened?\n\nIt broke. Linux is fine.`;

const ruled = (rules: unknown[], over: { title?: string; body?: string } = {}, rest: object = {}) => {
  const set = settings({ ...rest, rules });
  const asked = issue(over);
  const found = ruleOpinions(asked, form ? [form] : [], labels, set);
  const others = [opinion({ probabilities: { bug: 0.2, feature: 0.8 } })];
  const all = evidence({
    opinions: [...others, ...found.opinions],
    meanings: [...found.meanings, ...labels],
  });
  const decision = decide(all, set, emptyLearnedState);
  return { decision, values: decision.values, set, asked };
};
const chosen = (rules: unknown[], over: { title?: string; body?: string } = {}) =>
  ruled(rules, over)
    .values.filter(({ decidedBy }) => decidedBy.includes('dispatch.yml'))
    .map(({ label }) => label);

describe('a rule', () => {
  it.each<[string, Rule['when'], { title?: string; body?: string }, boolean]>([
    ['title', { title: '^\\[api\\]' }, { title: '[api] is down' }, true],
    ['title, elsewhere', { title: '^\\[api\\]' }, { title: 'The [api] is down' }, false],
    ['case counts', { title: 'API' }, { title: 'the api' }, false],
    ['case ignored', { title: '(?i)API' }, { title: 'the api' }, true],
    ['body', { body: '(?m)^panic:' }, { body: 'It says\npanic: nil map' }, true],
    ['both', { title: 'down', body: 'panic' }, { title: 'down', body: 'panic' }, true],
    ['one of both', { title: 'down', body: 'panic' }, { title: 'down', body: 'fine' }, false],
    ['form', { form: '^Operating system: Windows$' }, { body: filed('Windows') }, true],
    ['form, another answer', { form: 'Linux$' }, { body: filed('Windows') }, false],
    ['form, a ticked box', { form: 'Component: .*CLI' }, { body: filed('Windows') }, true],
    ['form, a box left open', { form: 'Component: (?s:.*)Docs' }, { body: filed('Windows') }, false],
    ['form, no answer', { form: 'Operating system' }, { body: filed('_No response_') }, false],
    ['form, not filed with one', { form: 'Windows' }, { body: 'Operating system: Windows' }, false],
  ])('looks at %s', (_, when, over, expected) => {
    expect(chosen([{ when, label: 'area/api' }], over)).toEqual(expected ? ['area/api'] : []);
  });

  it('is certain: it needs no record, and its threshold does not matter', () => {
    const { values } = ruled(
      [{ when: { title: 'fails' }, label: 'bug' }],
      {},
      { labels: { thresholds: { bug: 1 } } },
    );
    expect(values[0]).toMatchObject({
      ...{
        value: 'bug',
        label: 'bug',
        autonomy: 'apply',
        why: { code: 'rule' },
        decidedBy: ['dispatch.yml'],
      },
      reasons: [{ kind: 'rule', text: 'a rule of yours: title matches "fails"' }],
    });
    expect(values[0]?.confidence).toBeGreaterThan(0.999);
  });

  it('chooses the label that it names, of several with one meaning', () => {
    expect(chosen([{ when: { title: 'fails' }, label: 'kind/bug' }])).toEqual(['kind/bug']);
  });

  it.each(['os: windows', 'needs-repro', 'constructor'])('also chooses %s, whatever it means', (label) => {
    const { decision, set, asked } = ruled(
      [{ when: { title: 'fails' }, label }],
      {},
      { labels: { exclude: ['os: *'] } },
    );
    const writes = plan(decision, asked, set, { meanings: labels, removedByPeople: [] });
    expect(writes.filter(({ kind }) => kind === 'label.add')).toMatchObject([
      { label, why: { code: 'rule' } },
    ]);
  });

  it('of a dimension with one value the first counts, of areas all', () => {
    const when = { title: 'fails' };
    expect(
      chosen([
        { when: { title: 'nothing like it' }, label: 'P0' },
        { when, label: 'enhancement' },
        { when, label: 'bug' },
        { when, label: 'area/api' },
        { when, label: 'os: windows' },
      ]),
    ).toEqual(['enhancement', 'area/api', 'os: windows']);
  });

  it('goes before an answer of the form', () => {
    const set = settings({ rules: [{ when: { title: 'fails' }, label: 'enhancement' }] });
    const found = ruleOpinions(issue(), [], labels, set);
    const opinions = [opinion({ source: 'form', probabilities: { bug: 0.97 } }), ...found.opinions];
    const { values } = decide(evidence({ opinions, meanings: labels }), set, emptyLearnedState);
    expect(values.map(({ value }) => value)).toEqual(['feature']);
  });

  it.each([
    ['observe', { mode: 'observe' }, 'bug', 'observe'],
    ['suggest', { mode: 'suggest' }, 'bug', 'suggest'],
    ['suggest for the label', { labels: { modes: { bug: 'suggest' } } }, 'bug', 'suggest'],
    ['apply', { mode: 'apply' }, 'bug', 'apply'],
    ['critical priority', { mode: 'apply' }, 'P0', 'suggest'],
  ])('keeps to the mode: %s', (_, rest, label, expected) => {
    const { values } = ruled([{ when: { title: 'fails' }, label }], {}, rest);
    expect(values.find((each) => each.label === label)?.autonomy).toBe(expected);
  });

  it('overrules neither a label that a person chose nor one that a person took away', () => {
    const { decision, set, asked } = ruled([{ when: { title: 'fails' }, label: 'bug' }]);
    const adds = (labelsOn: string[], removedByPeople: string[]) =>
      plan(decision, { ...asked, labels: labelsOn }, set, { meanings: labels, removedByPeople }).filter(
        ({ kind }) => kind === 'label.add',
      );
    expect(adds([], [])).toHaveLength(1);
    expect(adds(['enhancement'], [])).toEqual([]);
    expect(adds([], ['bug'])).toEqual([]);
    expect(
      plan(decision, { ...asked, locked: true }, set, { meanings: labels, removedByPeople: [] }),
    ).toEqual([]);
  });

  it('is the reason in every language', () => {
    const { decision } = ruled([{ when: { title: 'fails' }, label: 'bug' }]);
    const said = (language: Language) =>
      renderAnswer({ by: 'tess', trusted: true, said: whyAnswer(decision) }, language);
    const texts = languages.map(said);
    expect(texts[0]).toContain('a rule of yours says so');
    expect(texts[0]).toContain('a rule of yours: title matches');
    expect(texts[languages.indexOf('de')]).toContain('eine eurer Regeln');
    expect(new Set(texts).size).toBe(languages.length);
  });

  it('means a label that was renamed since by its name of today', () => {
    const set = settings({ rules: [{ when: { title: 'x' }, label: 'defect' }] });
    const now = withPresentNames(set, presentNames([{ name: 'bug', formerNames: ['defect'] }]));
    expect(now.rules.map(({ label }) => label)).toEqual(['bug']);
  });
});

describe('rules that cannot be used', () => {
  const problemsOf = (rules: unknown[], names: string[] | null = ['bug']) =>
    ruleProblems(settings({ rules }), names);
  const good = { when: { title: 'fails' }, label: 'bug' };

  it.each([
    [
      'a bracket left open',
      '(bug',
      /^rules\[1\]\.when\.title is not a pattern: .*This rule is not used; the others are\.$/,
    ],
    ['a reference back', '(a)\\1', /^rules\[1\]\.when\.title is not a pattern: /],
    ['lookaround', '(?!a)b', /^rules\[1\]\.when\.title is not a pattern: /],
    ['too long', 'a'.repeat(201), /has 201 characters; 200 are the limit/],
    ['repetitions', '(?:a{100}){4}', /repeats something more than 300 times/],
    ['many repetitions', 'a{1000}'.repeat(20), /repeats something more than 300 times/],
    ['too large', '(?:\\pL[0-9]?x){120}', /is too large \(\d+ states; 300 are the limit\)/],
  ])('are named, and the others are in force: %s', (_, title, problem) => {
    expect(problemsOf([{ when: { title }, label: 'bug' }, good])).toEqual([expect.stringMatching(problem)]);
    expect(chosen([{ when: { title }, label: 'enhancement' }, good])).toEqual(['bug']);
  });

  it('are named where all together are too large, and titles cost little', () => {
    const pattern = `(?:[ab]x){60}${'q'.repeat(80)}`;
    const rules = (place: string) =>
      Array.from({ length: 4 }, (_, i) => ({ when: { [place]: `${pattern}${i}` }, label: 'bug' }));
    expect(problemsOf(rules('title'))).toEqual([]);
    expect(problemsOf([...rules('body').slice(0, 2), ...rules('form').slice(2)])).toEqual([
      expect.stringMatching(
        /^rules\[3\] is not used: with it the patterns for bodies and forms are too large together \(\d+ states; 600 are the limit\)\.$/,
      ),
      expect.stringMatching(/^rules\[4\] is not used/),
    ]);
  });

  it('are named where the repository has no such label, and create none', () => {
    const rules = [good, { when: { title: 'fails' }, label: 'Bugg' }];
    expect(problemsOf(rules)).toEqual([
      'rules[2].label is "Bugg", which this repository doesn\'t have. Create the label, or correct its name.',
    ]);
    expect(problemsOf(rules, null)).toEqual([]);
    expect(chosen([rules[1]])).toEqual([]);
  });

  it.each([
    [
      'rules:\n  - when: {}\n    label: bug\n',
      'line 2: rules[1].when: write a pattern for title, body or form',
    ],
    [
      'rules:\n  - when: { titel: x }\n    label: bug\n',
      'line 2: unknown key "titel" in rules[1].when; did you mean "title"?',
    ],
    ['rules:\n  - when: { title: x }\n', 'line 2: rules[1].label must be text, not nothing'],
  ])('are a problem of the file where their shape is wrong', (text, problem) => {
    expect(parseSettings(text)).toEqual({ problems: expect.arrayContaining([problem]) });
  });
});
