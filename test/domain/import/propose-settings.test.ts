import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIssueForm } from '../../../src/domain/forms/issue-form.ts';
import type { FoundFile } from '../../../src/domain/import/finding.ts';
import { proposeSettings } from '../../../src/domain/import/propose-settings.ts';
import { isImportable } from '../../../src/domain/import/readers.ts';
import { ruleOpinions } from '../../../src/domain/rules/rule-opinions.ts';
import { ruleProblems } from '../../../src/domain/rules/rule-problems.ts';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';
import type { Settings } from '../../../src/domain/settings/settings.ts';
import { meanings } from '../words.ts';
import { formerBots } from './former-bots.ts';

const file = (name: string): FoundFile => formerBots[name] ?? { path: name, text: '' };
const settingsOf = (files: readonly FoundFile[]): Settings => {
  const read = parseSettings(proposeSettings(files).yaml);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  expect(ruleProblems(read.settings, null)).toEqual([]);
  return read.settings;
};
const notesOf = (...names: string[]) =>
  proposeSettings(names.map(file)).notes.map(({ outcome, what }) => `${outcome}: ${what}`);

it('reads every file of the table', () => {
  for (const { path } of Object.values(formerBots)) expect(isImportable(path), path).toBe(true);
  expect(isImportable('src/main.ts')).toBe(false);
});

describe('what is taken, left, or has no counterpart', () => {
  it.each<[string, string[], string[]]>([
    [
      'github/issue-labeler, by the file and the texts that its workflow names',
      ['labelerWorkflow', 'labeler', 'pullLabeler'],
      [
        'taken: label area: printer',
        'taken: label crash',
        'left: label lookahead',
        'left: label versions',
        'left: label',
        'none: labels of pull requests by their files',
      ],
    ],
    [
      'github/issue-labeler with versions: the newest, and bodies alone unless it says otherwise',
      ['laterLabelerWorkflow', 'versionedLabeler', 'formerVersionedLabeler'],
      ['taken: label paper', 'left: the file'],
    ],
    [
      'labels by several conditions',
      ['conditionsWorkflow', 'conditions'],
      [
        'taken: label printing',
        'taken: label queue',
        'left: label draft',
        'left: label quiet',
        'none: label review',
      ],
    ],
    [
      'labels by keywords',
      ['keywordsWorkflow'],
      ['taken: keywords jam, stuck, label jammed', 'left: keywords jam, stuck, assigned to tess'],
    ],
    [
      'dotnet/issue-labeler, as its steps are given values',
      ['dotnetSteps', 'dotnetPulls'],
      [
        'taken: labels that begin with zone-',
        'left: threshold 0.4',
        'none: label needs-zone where nothing is sure',
        'none: labels of pull requests',
        `left: labels that begin with \${{ inputs.prefix }}`,
      ],
    ],
    [
      'commands that start others',
      ['moreCommands'],
      [
        'taken: comment command moreInfo',
        'taken: label command bot/needs more info',
        'none: label command *needs-more-info-closed',
        'taken: label command printing',
      ],
    ],
    [
      'owners by the names of files',
      ['filteredOwners'],
      ['taken: label area/scanner of scanner', 'left: label language/go of files \\.go$ in scanner'],
    ],
    [
      'actions/stale',
      ['staleWorkflow'],
      ['none: label dormant after 90 days, closes after 14 more, but not pinned, security'],
    ],
    ['the stale app', ['staleApp'], ['none: label old after 30 days, never closes, but not keep']],
    [
      'advanced-issue-labeler',
      ['policy', 'form'],
      [
        'taken: field device, label device: printer',
        'taken: field device, label scanner',
        'left: field unknown',
      ],
    ],
    [
      'dotnet/issue-labeler',
      ['dotnet'],
      [
        'taken: labels that begin with part-',
        'left: threshold 0.4',
        'none: label part-unknown where nothing is sure',
      ],
    ],
    [
      'a classifier with people',
      ['classifier'],
      [
        'taken: label terminal, assigned to tess',
        'taken: label git~',
        'taken: label constructor, assigned to rita',
        'taken: mona on vacation',
        'left: 1 assignees predicted from the text',
      ],
    ],
    [
      'its commands',
      ['commands'],
      [
        'taken: comment command needsMoreInfo',
        'left: label command *duplicate',
        'none: label command *off-topic',
        'left: comment command good',
        'none: a command',
      ],
    ],
    [
      'triagebot',
      ['triagebot'],
      [
        'left: [relabel]',
        'none: allow-unauthenticated: topic-*, needs-*',
        'left: [assign]',
        'left: owners of /engine: @tess, @rita',
        'taken: [autolabel."needs-look"]',
        'none: [autolabel."topic-engine"]',
        'left: [autolabel."needs-sort"]',
        'none: [autolabel."needs-priority"]',
        'none: [autolabel."needs-review"]',
        'none: [mentions."engine/parse"] of @ravi',
        'none: [shortcut]',
        'none: [__proto__]',
      ],
    ],
    [
      'Prow',
      ['owners', 'rootOwners', 'aliases', 'plugins'],
      [
        'taken: label area/engine of engine',
        'left: owners of the root',
        'left: plugin label',
        'left: plugin lifecycle',
        'none: plugin size',
        'none: label needs-kind where none matches',
      ],
    ],
    [
      'FabricBot',
      ['fabric'],
      ['taken: task Printers, label printing', 'none: task Old ones', 'none: task Off', 'none: task Replies'],
    ],
    [
      'the policies after FabricBot',
      ['policies'],
      [
        'taken: task Label scans, label scanning',
        'taken: task Sort what is new, label unsorted',
        'taken: task Scans or copies, label copying',
        'none: task Words of a comment',
        'left: task Nobody has it',
        'left: task By author',
        'none: scheduled search Close what waits',
      ],
    ],
  ])('%s', (_, names, expected) => {
    expect(notesOf(...names)).toEqual(expected);
  });

  it('says why nothing becomes stale', () => {
    expect(proposeSettings([file('staleWorkflow')]).notes[0]?.why).toContain('closes nothing for its age');
  });
});

it('makes rules that look at the same texts as the former bot', () => {
  const rulesOf = (...names: string[]) => settingsOf(names.map(file)).rules;
  expect(rulesOf('laterLabelerWorkflow', 'versionedLabeler')).toEqual([
    { when: { body: 'paper' }, label: 'paper' },
  ]);
  expect(rulesOf('conditionsWorkflow', 'conditions')).toEqual([
    { when: { title: '^print', body: 'toner' }, label: 'printing' },
    { when: { title: 'queue' }, label: 'queue' },
  ]);
  expect(rulesOf('keywordsWorkflow')).toEqual([{ when: { title: '(?i)jam|stuck' }, label: 'jammed' }]);
  expect(rulesOf('policies')).toEqual([
    { when: { body: 'scan(ner)?' }, label: 'scanning' },
    { when: { title: '.' }, label: 'unsorted' },
    { when: { title: '(?i)copy' }, label: 'copying' },
    { when: { body: '(?i)copier' }, label: 'copying' },
  ]);
  expect(settingsOf([file('moreCommands')])).toMatchObject({
    missing_information: { label: 'needs more info' },
    routing: { teams: { printing: { members: ['rita', 'mona'] } } },
  });
});

it('proposes one valid file of everything', () => {
  const { labels, rules, routing, missing_information: missing } = settingsOf(Object.values(formerBots));
  expect(labels.areas).toEqual([
    'part-*',
    'zone-*',
    'terminal',
    'git~',
    'constructor',
    'printing',
    'area/engine',
    'area/scanner',
  ]);
  expect(rules).toEqual([
    { when: { title: '(?i)(printer|toner|paper jam)' }, label: 'area: printer' },
    { when: { title: '(?s)(?:(?:crash).*(?:Windows)|(?:Windows).*(?:crash))' }, label: 'crash' },
    { when: { body: 'paper' }, label: 'paper' },
    { when: { title: '^print', body: 'toner' }, label: 'printing' },
    { when: { title: 'queue' }, label: 'queue' },
    { when: { title: '(?i)jam|stuck' }, label: 'jammed' },
    {
      when: { form: '^Which device[^:]*: (?:Printer|Printer 2\\.0)$' },
      label: 'device: printer',
    },
    { when: { form: '^Which device[^:]*: (?:scanner)$' }, label: 'scanner' },
    { when: { title: '.' }, label: 'needs-look' },
    { when: { title: '(?i)print \\(job\\)' }, label: 'printing' },
    { when: { body: 'scan(ner)?' }, label: 'scanning' },
    { when: { title: '.' }, label: 'unsorted' },
    { when: { title: '(?i)copy' }, label: 'copying' },
    { when: { body: '(?i)copier' }, label: 'copying' },
  ]);
  expect(routing.teams).toMatchObject({
    terminal: { labels: ['terminal'], members: ['tess'] },
    'area/engine': { members: ['tess', 'rita', 'ravi'] },
  });
  expect(routing.absent).toEqual(['mona']);
  expect(missing.label).toBe('info-needed');
});

describe('a rule for the answers of a form', () => {
  const form: FoundFile = {
    path: '.github/ISSUE_TEMPLATE/where.yml',
    text: `name: Where
body:
  - type: dropdown
    id: one
    attributes: { label: Which part does it concern?, options: [Ink, Ink tank] }
  - type: dropdown
    id: several
    attributes: { label: Which part else does it concern?, multiple: true, options: [Ink, Ink tank] }
  - type: checkboxes
    id: boxes
    attributes: { label: 'Seen: where', options: [{ label: Ink }, { label: Ink tank }] }
`,
  };
  const body = (one: string, several: string, boxes: string) =>
    `### Which part does it concern?\n\n${one}\n\n### Which part else does it concern?\n\n${several}\n\n### Seen: where\n\n${boxes}`;
  const none = '_No response_';
  const open = '- [ ] Ink\n- [ ] Ink tank';

  it.each([
    ['one', 'Ink', none, open, true],
    ['one', 'Ink tank', 'Ink', '- [x] Ink\n- [ ] Ink tank', false],
    ['several', none, 'Ink', open, true],
    ['several', none, 'Ink tank, Ink', open, true],
    ['several', 'Ink', 'Ink tank', '- [x] Ink\n- [ ] Ink tank', false],
    ['boxes', none, none, '- [ ] Ink tank\n- [x] Ink', true],
    ['boxes', none, none, '- [x] Ink\n- [x] Ink tank', true],
    ['boxes', 'Ink', 'Ink', '- [ ] Ink\n- [x] Ink tank', false],
  ])('of the field %s matches %j, %j and %j: %s', (id, one, several, boxes, expected) => {
    const policy = `policy: [{ section: [{ id: [${id}], label: [{ name: bug, keys: [Ink] }] }] }]`;
    const set = settingsOf([form, { path: '.github/advanced-issue-labeler.yml', text: policy }]);
    const read = parseIssueForm(form.text);
    const asked = { title: 'x', body: body(one, several, boxes) };
    const { opinions } = ruleOpinions(asked, read ? [read] : [], meanings('bug'), set);
    expect(opinions.length > 0).toBe(expected);
  });

  it('is short enough for as many labels as a project has teams', () => {
    const names = Array.from({ length: 18 }, (_, i) => `Printer part ${i}`);
    const labels = names.map((name) => `{ name: 'team ${name}', keys: ['${name}'] }`).join(', ');
    const policy = `policy: [{ section: [{ id: [one], label: [${labels}] }] }]`;
    const { notes } = proposeSettings([form, { path: '.github/advanced-issue-labeler.yml', text: policy }]);
    expect(notes.filter(({ outcome }) => outcome === 'taken').length).toBeGreaterThanOrEqual(16);
  });
});

it('proposes the defaults where there is nothing', () => {
  const { yaml, notes } = proposeSettings([]);
  expect(notes).toEqual([]);
  expect(parseSettings(yaml)).toHaveProperty('settings');
});

describe('hostile files', () => {
  const many = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');

  it.each<[string, FoundFile[]]>([
    ['an alias bomb', [{ ...file('owners'), text: 'a: &a [x]\nb: &b [*a, *a]\nlabels: *b\n' }]],
    ['deep JSON', [{ ...file('classifier'), text: '['.repeat(100_000) }]],
    ['deep TOML', [{ ...file('triagebot'), text: `a = ${'['.repeat(100_000)}` }]],
    ['a large file', [{ ...file('commands'), text: `[${'1,'.repeat(400_000)}1]` }]],
    [
      'thousands of labels, with people',
      [
        {
          ...file('classifier'),
          text: JSON.stringify({
            vacation: Array.from({ length: 500 }, (_, i) => `away${i}`),
            labels: Object.fromEntries(
              Array.from({ length: 2_000 }, (_, i) => [
                `${'字'.repeat(40)}${i}`,
                { assign: Array.from({ length: 50 }, (_, n) => `user${n}`) },
              ]),
            ),
          }),
        },
      ],
    ],
    [
      'thousands of tasks',
      [
        {
          ...file('fabric'),
          text: JSON.stringify({
            tasks: Array.from({ length: 2_000 }, (_, i) => ({
              config: {
                taskName: `\u2028# x: y\n- ${i}`,
                conditions: {
                  operands: [{ name: 'titleContains', parameters: { titlePattern: `p${i}'"#: ` } }],
                },
                actions: [{ name: 'addLabel', parameters: { label: `l${i}'": #` } }],
              },
            })),
          }),
        },
      ],
    ],
    [
      'names that every object has',
      [
        { ...file('labeler'), text: '__proto__: [x]\nconstructor: [y]\ntoString: z\n' },
        file('labelerWorkflow'),
      ],
    ],
    [
      'a label that is no key',
      [{ ...file('classifier'), text: '{"labels": {"__proto__": {"assign": ["tess"]}}}' }],
    ],
    [
      'what is no settings at all',
      Object.values(formerBots).map(({ path }) => ({ path, text: many(50, (i) => `${i}: "x`) })),
    ],
  ])('%s', (_, files) => {
    const started = process.threadCpuUsage();
    settingsOf(files);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(3_000);
  });

  it('any text in any file gives a valid proposal', () => {
    const paths = Object.values(formerBots).map(({ path }) => path);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom(...Object.values(formerBots).map((each) => each.text)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ path: fc.constantFrom(...paths), text }), { maxLength: 6 }),
        (files) => {
          settingsOf(files);
        },
      ),
      { numRuns: 300 },
    );
  });
});
