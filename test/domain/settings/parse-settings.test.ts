import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';

const problems = (text: string): string[] => {
  const read = parseSettings(text);
  return 'problems' in read ? read.problems : [];
};

it.each(['', '\n', '# only a comment\n', '{}', '---\n'])('reads %j as the defaults', (text) => {
  expect(parseSettings(text)).toEqual({ settings: defaultSettings });
});

it('reads a whole file', () => {
  const text = `
mode: apply
target_precision: 0.9
bots: true
labels:
  include: ['area/*', bug]
  category: { bug: 'type: bug', design: rfc }
  priority: { high: P1 }
  thresholds: { 'type: bug': 0.95 }
  modes: { rfc: suggest }
routing:
  teams:
    api: { labels: ['area/api'], members: ['@octocat'], label: team/api }
missing_information:
  required: [Version, Steps to reproduce]
  label: null
ignore:
  titles: ['[WIP]*']
`;
  expect(parseSettings(text)).toEqual({
    settings: {
      ...defaultSettings,
      mode: 'apply',
      target_precision: 0.9,
      bots: true,
      labels: {
        ...defaultSettings.labels,
        include: ['area/*', 'bug'],
        category: { bug: 'type: bug', design: 'rfc' },
        priority: { high: 'P1' },
        thresholds: { 'type: bug': 0.95 },
        modes: { rfc: 'suggest' },
      },
      routing: {
        ...defaultSettings.routing,
        teams: { api: { labels: ['area/api'], members: ['octocat'], label: 'team/api' } },
      },
      missing_information: {
        ...defaultSettings.missing_information,
        required: ['Version', 'Steps to reproduce'],
        label: null,
      },
      ignore: { ...defaultSettings.ignore, titles: ['[WIP]*'] },
    },
  });
});

describe('problems are named one by one, with their line', () => {
  it.each([
    ['moed: apply', ['line 1: unknown key "moed"; did you mean "mode"?']],
    ['zzz: 1', ['line 1: unknown key "zzz"']],
    [
      'mode: aply',
      ['line 1: mode must be one of observe, suggest, apply, auto, not "aply"; did you mean "apply"?'],
    ],
    ['\nlabels:\n  treshold: {}', ['line 3: unknown key "treshold" in labels; did you mean "thresholds"?']],
    ['\nlabels:\n  colors: {}', ['line 3: unknown key "colors" in labels']],
    ['bots: yes', ['line 1: bots must be true or false, not "yes" (YAML 1.2 knows only true and false)']],
    ['target_precision: 80', ['line 1: target_precision must be at most 0.99']],
    ['target_precision: high', ['line 1: target_precision must be a number, not "high"']],
    ['delay_minutes: 1.5', ['line 1: delay_minutes must be a whole number, not 1.5']],
    ['labels: []', ['line 1: labels must be a group of keys, not a list']],
    ['labels:', ['line 1: labels must be a group of keys, not nothing']],
    ['- a', ['the file must be a group of keys, not a list']],
    ['just text', ['the file must be a group of keys, not "just text"']],
    [
      'labels:\n  include:\n    - ok\n    - "a**b"',
      [
        'line 4: labels.include[2]: the pattern holds "**": a single "*" already matches any run of characters',
      ],
    ],
    [
      'ignore: { authors: ["!x"] }',
      [
        'line 1: ignore.authors[1]: the pattern begins with "!": patterns cannot be negated, use the opposite list',
      ],
    ],
    [
      'routing: { absent: ["not a login"] }',
      ['line 1: routing.absent[1]: write a GitHub login, such as octocat'],
    ],
    ['labels: { thresholds: { bug: 0.2 } }', ['line 1: labels.thresholds.bug must be at least 0.5']],
    ['languages: []', ['line 1: languages must have at least 1 entry']],
    ['mode: auto\nmode: apply', ['line 2: a key stands twice in the same place']],
    ['labels:\n\tinclude: []', ['line 2: tabs cannot indent; use spaces']],
    ['mode: "auto', ['line 1: not valid YAML: Missing closing "quote']],
    [
      'moed: 1\nbost: true\nmode: 3',
      [
        'line 3: mode must be one of observe, suggest, apply, auto, not 3',
        'line 1: unknown key "moed"; did you mean "mode"?',
        'line 2: unknown key "bost"; did you mean "bots"?',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('but no more than twenty', () => {
    const text = Array.from({ length: 30 }, (_, i) => `unknown_${i}: 1`).join('\n');
    expect(problems(text)).toHaveLength(21);
    expect(problems(text).at(-1)).toBe('and 10 more');
  });
});

const bombs: [string, string, RegExp][] = [
  [
    'an alias bomb',
    `a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]`,
    /line 1: anchors/,
  ],
  ['an alias', 'a: *x', /anchors and aliases/],
  ['a tag', 'mode: !!str auto', /tags/],
  ['a tag of code', 'mode: !<tag:yaml.org,2002:js/function> x', /tags/],
  ['a merge key', 'labels:\n  <<: { include: [] }', /line 2: merge keys/],
  ['a directive', '%YAML 1.1\n---\nmode: auto', /directives/],
  ['two documents', 'mode: auto\n---\nmode: apply\n---\nmode: apply', /only one document/],
  ['10 MB', 'a'.repeat(10_000_000), /larger than 64 KB/],
  ['64 KB of wide characters', '語'.repeat(30_000), /larger than 64 KB/],
  ['deep lists', '['.repeat(60_000), /nested deeper/],
  ['deep maps', '{a: '.repeat(15_000), /nested deeper/],
  ['deep dashes', '- '.repeat(30_000), /nested deeper/],
  ['deep questions', '? '.repeat(30_000), /nested deeper/],
  [
    'deep indentation',
    Array.from({ length: 340 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    /nested deeper/,
  ],
  ['6,000 keys', Array.from({ length: 6_000 }, (_, i) => `k${i}: 1`).join('\n'), /more than 500 keys/],
  ['a long list', `labels:\n${'- x\n'.repeat(10_000)}`, /says too much/],
  ['a long list on one line', `[${'x,'.repeat(30_000)}]`, /says too much/],
  ['30,000 lines of comment', '#\n'.repeat(30_000), /says too much/],
  ['12,000 equal keys', 'a: 1\n'.repeat(12_000), /more than 500 keys/],
];

describe('bombs are refused from their tokens alone', () => {
  it.each(bombs)('%s', (_name, text, problem) => {
    expect(problems(text)).toHaveLength(1);
    expect(problems(text)[0]).toMatch(problem);
  });
});

it('takes quoted texts that only look like anchors, tags or merge keys', () => {
  expect(problems(`labels: { include: ['*bug', '&x', "!y"], areas: ["<<"] }`)).toEqual([
    'line 1: labels.include[3]: the pattern begins with "!": patterns cannot be negated, use the opposite list',
  ]);
});

it.each(['constructor', 'toString', 'valueOf'])('a label named %s is a label and nothing else', (name) => {
  const read = parseSettings(`labels: { thresholds: { ${name}: 0.9 }, category: { ${name}: x } }`);
  expect('settings' in read && Object.getPrototypeOf(read.settings.labels.thresholds)).toBe(Object.prototype);
});

it('never throws, whatever the text, and gives settings or problems', () => {
  const pieces = fc.constantFrom(
    'mode',
    'labels',
    ':',
    ' ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>',
    '&a',
    '*a',
    '!!x',
    '<<',
    '#',
    '---',
    '...',
    '?',
    ',',
    '%',
    '\t',
    '__proto__',
    '0.5',
    'null',
    'auto',
    '\u0000',
    '\ud800',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (yaml) => {
      const read = parseSettings(yaml);
      expect('settings' in read || read.problems.length > 0).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
