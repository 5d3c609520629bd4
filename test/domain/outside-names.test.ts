import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../src/domain/commands/command.ts';
import { decide, emptyLearnedState } from '../../src/domain/decide/decide.ts';
import { plan } from '../../src/domain/decide/plan.ts';
import { learnTrust } from '../../src/domain/decide/trust.ts';
import { filedAnswers } from '../../src/domain/forms/filed-answers.ts';
import { learnFormHabits } from '../../src/domain/forms/form-habits.ts';
import { formOpinions } from '../../src/domain/forms/form-opinions.ts';
import { parseIssueForm } from '../../src/domain/forms/issue-form.ts';
import { missingInformation } from '../../src/domain/forms/missing-information.ts';
import { templateLabels } from '../../src/domain/forms/template-labels.ts';
import { proposeSettings } from '../../src/domain/import/propose-settings.ts';
import { withEvents } from '../../src/domain/issue/issue-past.ts';
import { givenLabels } from '../../src/domain/lessons/given-labels.ts';
import { taughtValues } from '../../src/domain/lessons/taught-values.ts';
import { ownersOf, parseCodeowners } from '../../src/domain/routing/codeowners.ts';
import { ruleOpinions } from '../../src/domain/rules/rule-opinions.ts';
import { parseSettings } from '../../src/domain/settings/parse-settings.ts';
import { proposeMeaning } from '../../src/domain/settings/propose-meaning.ts';
import { presentNames, withPresentNames } from '../../src/domain/taxonomy/label-names.ts';
import { processLabels } from '../../src/domain/taxonomy/process-labels.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';
import { evidence, issue, meanings, opinion, settings } from './words.ts';

/** A name that no object has by inheritance; what is done with it has to be done with the others. */
const plain = 'qwertz';
const names = ['constructor', 'toString', 'valueOf', 'isPrototypeOf', '__proto__', '__defineGetter__'];

const mona = { login: 'mona', id: 1, kind: 'person' as const };
const at = '2026-01-01T00:00:00Z';
const labelOf = (name: string, id = 1) => ({ id, name, color: 'ededed', description: '' });
const areaOf = (name: string) => ({
  label: labelOf(name),
  dimension: 'area' as const,
  value: name,
  reason: '',
});
const formOf = (field: string, option: string) => {
  const form = parseIssueForm(
    `name: Bug\nlabels: ['${field}']\nbody:\n  - { type: dropdown, attributes: { label: 'Area ${field}', options: ['${option}', Other] }, validations: { required: true } }`,
  );
  return form ? [form] : [];
};
const filed = (field: string, answer: string) => ({
  title: 'x',
  body: `### Area ${field}\n\n${answer}`,
  labels: [],
});
/** An object with one key, whatever it is called. */
const keyed = (name: string, value: unknown) => Object.fromEntries([[name, value]]);

/** Every place where a name from outside is looked up or becomes a key, with that name as a label, a key, a field or a login. */
const places: Record<string, (name: string) => unknown> = {
  'the labels of a repository': (name) =>
    readTaxonomy([labelOf(name), labelOf(`${name}: a`, 2), labelOf(`${name}: b`, 3)], settings(), new Map()),
  'the use of labels': (name) => readTaxonomy([labelOf(name)], settings(), new Map([[name, 3]])),
  'labels that the settings name': (name) =>
    readTaxonomy([labelOf(name)], settings({ labels: { category: { bug: name } } }), new Map()),
  'a category of one’s own': (name) =>
    name === '__proto__' ? null : parseSettings(`labels: { category: { ${name}: x } }`),
  'the change that corrects a label': (name) => proposeMeaning(settings(), name, 'priority: high'),
  'former names': (name) =>
    withPresentNames(
      settings({ missing_information: { label: name } }),
      presentNames([{ name: 'new', formerNames: [name] }]),
    ).missing_information,
  'a decision, and what is written': (name) => {
    const known = { meanings: [areaOf(name)], removedByPeople: [] };
    const opinions = [opinion({ dimension: 'area', probabilities: keyed(name, 0.95) as never })];
    const given = settings({ mode: 'apply' });
    return plan(
      decide(evidence({ opinions, meanings: known.meanings }), given, emptyLearnedState),
      issue(),
      given,
      known,
    );
  },
  'a source of opinions': (name) => {
    const own = opinion({ source: name, model: 'm', probabilities: { bug: 0.6, feature: 0.4 } });
    return decide(evidence({ opinions: [own] }), settings(), emptyLearnedState).values;
  },
  'whom to believe': (name) =>
    Object.keys(
      learnTrust([{ truth: 'bug', opinions: [opinion(), opinion({ source: name, model: 'm' })] }]).trust,
    ).sort().length,
  'the past of an issue': (name) =>
    withEvents({ number: 1, filedTitle: null, closedBy: null, labels: {} }, [
      { number: 1, kind: 'labeled', label: name, by: mona, at },
    ]),
  'labels from before our time': (name) =>
    givenLabels(
      issue({ labels: [name] }),
      keyed(name.toLowerCase(), { on: true, by: mona, at }) as never,
      [],
      [],
    ),
  'labels without a mark': (name) => givenLabels(issue({ labels: [name] }), {}, [], []),
  'what people taught': (name) =>
    taughtValues([{ label: name, at }], [], [{ id: 1, name, dimension: 'area', value: name }]),
  'a login': (name) =>
    givenLabels(
      issue({ labels: ['bug'], author: { ...mona, login: name } }),
      { bug: { on: true, by: { ...mona, login: name }, at: '2026-02-01T00:00:00Z' } },
      [],
      [],
    ),
  'owners of files': (name) =>
    ownersOf(parseCodeowners(`/${name}/ @${name.replaceAll('_', '')}x`), `${name}/a`) !== null,
  'a form’s field and option': (name) => filedAnswers(filed(name, name), formOf(name, name)),
  'an option called like a label': (name) =>
    formOpinions(filed(name, name), formOf(name, name), [areaOf(name)], settings()),
  'what options have meant': (name) =>
    learnFormHabits(
      Array.from({ length: 18 }, (_, i) => ({
        ...filed(name, i % 2 ? name : 'Other'),
        labels: [i % 2 ? name : 'else'],
      })),
      formOf(name, name),
      [areaOf(name), areaOf('else')],
    ),
  'a field that was left empty': (name) =>
    missingInformation(filed(name, '_No response_'), settings(), formOf(name, name)),
  'a field of the settings': (name) =>
    missingInformation({ title: 'x', body: 'y' }, settings({ missing_information: { required: [name] } })),
  'labels of templates': (name) => [...templateLabels(filed(name, name), formOf(name, name))],
  'a rule’s label': (name) =>
    ruleOpinions(issue(), [], [areaOf(name)], settings({ rules: [{ when: { title: '.' }, label: name }] })),
  'labels by their use': (name) =>
    processLabels(
      Array.from({ length: 9 }, () => ({
        ...{
          marks: keyed(name.toLowerCase(), { on: false, by: mona, at }) as never,
          closedAt: null,
          ours: [],
        },
      })),
    ),
  'a label of a former bot': (name) =>
    name === '__proto__'
      ? null
      : proposeSettings([
          { path: '.github/classifier.json', text: `{"labels":{"${name}":{"assign":["tess"]}}}` },
        ]).notes.map(({ outcome }) => outcome),
  'a table of a former bot': (name) =>
    proposeSettings([{ path: 'triagebot.toml', text: `[${name}]\nx = 1\n` }]).notes.map(
      ({ outcome }) => outcome,
    ),
  'a command’s argument': (name) => parseCommands(`/label ${name}`),
  'a command': (name) => parseCommands(`/${name} x`),
  'settings that no one knows': (name) => {
    const read = parseSettings(`${name}: 1\n`);
    return 'problems' in read;
  },
  'meanings by name': (name) => meanings(name).map(({ dimension }) => dimension),
};

/** A result as text, with the name in the place of every way in which it is written. */
function told(result: unknown, name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return [name, name.toLowerCase(), words].reduce(
    (text, each) => text.replaceAll(each, plain),
    JSON.stringify(result) ?? 'undefined',
  );
}

describe.each(Object.entries(places))('%s', (_, run) => {
  it.each(names)('may be called %s', (name) => {
    const result = run(name);
    if (result === null) return;
    expect(told(result, name)).toBe(told(run(plain), plain));
  });
});
