import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../../src/domain/commands/check-command.ts';
import { commands, findCommand, parseCommands } from '../../../src/domain/commands/command.ts';
import { commandNames, usage } from '../../../src/domain/commands/table.ts';
import { commandHelp } from '../../../src/domain/words/command-help.ts';
import { en } from '../../../src/domain/words/en.ts';
import { renderProblem } from '../../../src/domain/words/render-problem.ts';
import { hostileText } from '../hostile-text.ts';
import { meanings, settings } from '../words.ts';

const problemsOf = (text: string) =>
  parseCommands(text).problems.map(({ problem }) => renderProblem(problem));
const inShort = (text: string) =>
  parseCommands(text).commands.map(({ name, argument }) => `${name} ${argument}`.trim());

it('the table has each command once, with who may give it', () => {
  expect(commands.map(({ name }) => name)).toEqual([...commandNames]);
  expect(commands.filter(({ who }) => who === 'anyone').map(({ name }) => name)).toEqual([
    'similar',
    'why',
    'help',
  ]);
  expect(findCommand('not-duplicate')?.who).toBe('triage or author');
  for (const each of commands) expect(commandHelp(en)).toContain(`\`${usage(each)}\``);
});

it.each(commands.map((each) => ({ text: usage(each), name: each.name })))(
  '$text is understood as it is documented',
  ({ text, name }) => {
    expect(parseCommands(text)).toMatchObject({ commands: [{ name }], problems: [] });
  },
);

describe('commands are understood', () => {
  it.each([
    ['/triage', ['triage']],
    ['/Category Bug', ['category Bug']],
    ['  /priority high  ', ['priority high']],
    ['/dispatch /assign @octocat', ['assign octocat']],
    ['/dispatch assign octocat', ['assign octocat']],
    ['/duplicate 12', ['duplicate 12']],
    ['/label "good first issue"', ['label good first issue']],
    ['/label area/api: v2 🐛', ['label area/api: v2 🐛']],
    ['/label Q&A: 👩‍👩‍👧 families', ['label Q&A: 👩‍👩‍👧 families']],
    ['/label 🏴󠁧󠁢󠁥󠁮󠁧󠁿 :bug: #1 (50%) <x>', ['label 🏴󠁧󠁢󠁥󠁮󠁧󠁿 :bug: #1 (50%) <x>']],
    ["/unlabel won't fix", ["unlabel won't fix"]],
    [`/label ${'🐛'.repeat(50)}`, [`label ${'🐛'.repeat(50)}`]],
    ['/priority priority: high', ['priority priority: high']],
    ['/category type: bug & crash', ['category type: bug & crash']],
    ['/effort "🐘 size/XL"', ['effort 🐘 size/XL']],
    ['/route @acme/web', ['route @acme/web']],
    ['/assign octocat_corp', ['assign octocat_corp']],
    ['/assign @dependabot[bot]', ['assign dependabot[bot]']],
    ['/duplicate of #12', ['duplicate 12']],
    ['/duplicate of: 12', ['duplicate 12']],
    ['/duplicate #12.', ['duplicate 12']],
    ['/duplicate GH-12', ['duplicate 12']],
    ['/duplicate acme/widgets#12', ['duplicate acme/widgets#12']],
    ['/duplicate https://github.com/acme/widgets/issues/12', ['duplicate acme/widgets#12']],
    [
      '/duplicate of <https://github.com/acme/widgets/issues/12#issuecomment-7>.',
      ['duplicate acme/widgets#12'],
    ],
    ['/route web team', ['route web team']],
    ['/unassign', ['unassign']],
    ['/unassign @octocat', ['unassign octocat']],
    ['/close', ['close completed']],
    ['/close completed', ['close completed']],
    ['/close not planned', ['close not-planned']],
    ['/Close as NOT_PLANNED', ['close not-planned']],
    ['/close duplicate #12', ['close duplicate 12']],
    ['/close as duplicate of acme/widgets#12.', ['close duplicate acme/widgets#12']],
    ['/reopen', ['reopen']],
    ['/milestone v2.1', ['milestone v2.1']],
    ['/milestone "Next release: spring"', ['milestone Next release: spring']],
    ['/milestone none', ['milestone none']],
    ['Thanks for this.\n\n/label bug\r\n/priority low\nand so on', ['label bug', 'priority low']],
    ['> quoted\n\n/triage', ['triage']],
    ['```\n/undo\n```\n/triage', ['triage']],
    ['<!-- hint -->\n/triage', ['triage']],
    ['/triage\n/triage', ['triage', 'triage']],
  ])('%j', (text, expected) => {
    expect(inShort(text)).toEqual(expected);
    expect(parseCommands(text).problems).toEqual([]);
  });
});

describe('nothing runs and nothing is said', () => {
  it.each([
    'see /triage',
    '/usr/bin/env',
    '/usr',
    '/home is full',
    '/',
    '// /triage',
    '/help me understand this',
    '> /triage',
    '> a quote\n/triage',
    '- /triage',
    '- item\n/triage',
    '1. one\n   /triage',
    '    /triage',
    '\t/triage',
    '```\n/triage\n```',
    '<![CDATA[]]]>\r\n/triage',
    'word <a href="</pre>\n/triage\n">',
    '````\n```\n/triage\n````',
    '~~~sh\n/triage',
    '- a\n  ```\n\n```\n/triage\n```',
    '<a href="\n```\n\n/triage',
    'x <!-- y\n```\n-->\n\n/triage',
    '/triage\n|---|',
    '`a\n/triage\nb`',
    '``\n/triage\n[a]: ``',
    'x <!-- a --> ``\n/triage\n``',
    '<!--\n/triage\n-->',
    'text <!-- hidden\n\n/triage\n\n-->',
    '<!-- a --> <!--\n/triage\n-->',
    '<pre>\n\n/triage\n</pre>',
    '<div>\n/triage\n</div>',
    '<?x\n\n/triage\n?>',
    '[a]:\n/triage',
    'see [a](\n/triage\n)',
    '![a\n/triage\n](b)',
    'a | b\n--- | ---\n/triage',
    '<a href="\n/triage\n">',
    '/triage'.padEnd(400, ' x'),
    '/unassign the row above',
    '/close to the deadline',
    '/close the door, not planned',
    '/closes #12',
    '/closed as duplicate',
    '/reopen it',
    '/reassign @x',
    '/relabel bug',
    '/retriage',
    '/dispatch is down since noon',
    '/whys does it fail?',
    '/assigned to the wrong person',
    '/assign endpoint returns 500',
    '/duplicates of a row are kept',
    '/duplicate rows are kept',
    `/label ${'long words '.repeat(6)}`,
  ])('%j', (text) => {
    expect(parseCommands(text)).toEqual({ commands: [], problems: [] });
  });
});

describe('a slip is told', () => {
  it.each([
    ['/hlep', 'There is no command `/hlep`. Did you mean `/help`?'],
    ['/whyy', 'There is no command `/whyy`. Did you mean `/why`?'],
    ['/traige', 'There is no command `/traige`. Did you mean `/triage`?'],
    ['/labels bug', 'There is no command `/labels`. Did you mean `/label`?'],
    ['/not-duplicated', 'There is no command `/not-duplicated`. Did you mean `/not-duplicate`?'],
    ['/dispatch', 'Add a command after `/dispatch`, such as `/dispatch help`.'],
    ['/dispatch /fly away', 'There is no command `fly`. `/help` lists the commands.'],
    ['/dispatch fly', 'There is no command `fly`. `/help` lists the commands.'],
    ['/duplicate', 'Use it like this: `/duplicate #12`'],
    ['/duplicate #0', 'Use it like this: `/duplicate #12`'],
    ['/duplicate #12 and #13', 'Use it like this: `/duplicate #12`'],
    ['/assign @a/b', 'Use it like this: `/assign @octocat`'],
    ['/category', 'Use it like this: `/category bug`'],
    ['/close duplicate', 'Use it like this: `/close not-planned`'],
    ['/close duplicate of #12 and #13', 'Use it like this: `/close not-planned`'],
    ['/milestone', 'Use it like this: `/milestone v2.1`'],
    ['/close wontfix', 'Use it like this: `/close not-planned`'],
    ['/unassign @a/b', 'Use it like this: `/unassign @octocat`'],
    ['/label', 'Use it like this: `/label area/api`'],
    [`/label ${'x'.repeat(51)}`, 'Use it like this: `/label area/api`'],
  ])('%j', (text, problem) => {
    expect(parseCommands(text).commands).toEqual([]);
    expect(problemsOf(text)).toEqual([problem]);
  });
});

it('a slip says which command was meant, and who may give it', () => {
  const [routes] = parseCommands('/routes returns 500 since the update').problems;
  expect(routes).toMatchObject({
    who: 'triage',
    meant: { name: 'route', argument: 'returns 500 since the update' },
  });
  expect(parseCommands('/similr').problems).toMatchObject([{ who: 'anyone', meant: { name: 'similar' } }]);
});

it('runs five commands and says that the sixth was left out, once', () => {
  const parsed = parseCommands('/triage\n'.repeat(9));
  expect(parsed.commands).toHaveLength(5);
  expect(parsed.problems).toEqual([{ problem: { code: 'too_many', most: 5 }, who: 'triage', meant: null }]);
});

describe('against the repository', () => {
  const repository = {
    number: 7,
    repo: { owner: 'acme', name: 'widgets' },
    meanings: meanings('bug', 'P1', 'P2', 'kind/cleanup', 'area/api', '👩‍👩‍👧 Q&A: app'),
    settings: settings({ routing: { teams: { Web: {} } } }),
  };
  it.each([
    [
      '/priority priority: high',
      { kind: 'set', dimension: 'priority', value: 'high', label: 'priority: high' },
    ],
    ['/priority low', { kind: 'set', dimension: 'priority', value: 'low', label: null }],
  ])('%s, where labels are called by their dimension', (text, request) => {
    const [command] = parseCommands(text).commands;
    const own = { ...repository, meanings: meanings('priority: high', 'priority: medium') };
    expect(command && checkCommand(command, own)).toEqual(request);
  });

  it.each([
    ['/category BUG', { kind: 'set', dimension: 'category', value: 'bug', label: 'bug' }],
    ['/category cleanup', { kind: 'set', dimension: 'category', value: 'cleanup', label: 'kind/cleanup' }],
    [
      '/category kind/cleanup',
      { kind: 'set', dimension: 'category', value: 'cleanup', label: 'kind/cleanup' },
    ],
    ['/category feature', { kind: 'set', dimension: 'category', value: 'feature', label: null }],
    ['/priority p1', { kind: 'set', dimension: 'priority', value: 'high', label: 'P1' }],
    [
      '/priority huge',
      {
        problem: {
          ...{ code: 'unknown_value', dimension: 'priority', value: 'huge' },
          known: ['critical', 'high', 'medium', 'low'],
        },
      },
    ],
    ['/label AREA/API', { kind: 'label', label: 'area/api' }],
    ['/label @everyone', { problem: { code: 'unknown_label', name: '@everyone' } }],
    ['/duplicate #7', { problem: { code: 'own_duplicate' } }],
    ['/duplicate #12', { kind: 'duplicate', of: 12 }],
    ['/duplicate of https://github.com/Acme/Widgets/issues/12', { kind: 'duplicate', of: 12 }],
    ['/duplicate other/place#12', { problem: { code: 'other_repository' } }],
    ['/label 👩‍👩‍👧 q&a: APP', { kind: 'label', label: '👩‍👩‍👧 Q&A: app' }],
    ['/route web', { kind: 'route', team: 'Web' }],
    ['/unassign', { kind: 'unassign', login: null }],
    ['/unassign @mona', { kind: 'unassign', login: 'mona' }],
    ['/close', { kind: 'close', reason: 'completed', of: null }],
    ['/close not-planned', { kind: 'close', reason: 'not_planned', of: null }],
    ['/close duplicate acme/Widgets#12', { kind: 'close', reason: 'duplicate', of: 12 }],
    ['/close duplicate #7', { problem: { code: 'own_duplicate' } }],
    ['/close duplicate other/place#12', { problem: { code: 'other_repository' } }],
    ['/reopen', { kind: 'reopen' }],
    ['/milestone None', { kind: 'milestone', title: 'None' }],
    ['/route core', { problem: { code: 'unknown_team', name: 'core', known: ['Web'] } }],
    ['/undo', { kind: 'undo' }],
  ])('%s', (text, request) => {
    const [command] = parseCommands(text).commands;
    expect(command && checkCommand(command, repository)).toEqual(request);
  });
});

/** Every text node that stands in a paragraph or a heading of the top level, line by line. */
function plainLines(tree: Root): string[] {
  const textOf = (node: Nodes): string =>
    node.type === 'text'
      ? node.value
      : node.type === 'break'
        ? '\n'
        : 'children' in node
          ? node.children.map(textOf).join('')
          : '\u0000';
  return tree.children
    .filter(({ type }) => type === 'paragraph' || type === 'heading')
    .flatMap((node) =>
      textOf(node)
        .split('\n')
        .map((line) => line.trim()),
    );
}

it('no command runs that GitHub would not show as a plain line', () => {
  const pieces = fc.constantFrom(
    '/triage',
    '/undo',
    '/triage',
    '\n',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '    ',
    '\t',
    '```',
    '\n```\n',
    '~~~',
    '\n~~~\n',
    '`',
    '``',
    '<!--',
    '-->',
    '<pre>',
    '</pre>',
    '<div>',
    '</div>',
    '<b>',
    '<a href="',
    '">',
    '<?',
    '<!X',
    '?>',
    '<![CDATA[',
    ']]>',
    '[a]: ',
    '[^1]: ',
    '[a](',
    ')',
    '![',
    ']',
    '| a |',
    '|---|',
    '---',
    '===',
    '# ',
    'word',
    ' ',
    '\\',
    '\r\n',
  );
  const text = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (markdown) => {
      const run = parseCommands(markdown).commands.map(({ name }) => `/${name}`);
      if (run.length === 0) return;
      const shown = plainLines(
        fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
      );
      for (const command of run) expect(shown).toContain(command);
    }),
    { numRuns: 50_000 },
  );
});

it('problems hold no live text, whatever was typed', () => {
  fc.assert(
    fc.property(
      hostileText,
      fc.constantFrom('/dispatch ', '/labl', '/category ', '/route ', '/label '),
      (text, start) => {
        for (const problem of problemsOf(start + text)) {
          expect(problem.replace(/`[^`]*`/g, '')).toMatch(/^[A-Za-z0-9 ;:,.?/]+$/);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
