import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../../src/domain/commands/command.ts';
import { marker, renderComment } from '../../../src/domain/comment/comment.ts';
import {
  type Answer,
  type CommentParts,
  namedIssues,
  nextMissing,
  noParts,
  relatedOf,
  type Said,
  similarAnswer,
  summaryOf,
  whyAnswer,
  withAnswers,
  withLink,
  withoutRelated,
} from '../../../src/domain/comment/comment-parts.ts';
import { partsOf } from '../../../src/domain/comment/read-parts.ts';
import type { DecidedValue, SimilarIssue } from '../../../src/domain/issue/decision.ts';
import { languages } from '../../../src/domain/settings/conversation.ts';
import { settingsSchema } from '../../../src/domain/settings/settings.ts';
import { catalogs, languageFor } from '../../../src/domain/words/catalogs.ts';
import { renderProblem } from '../../../src/domain/words/render-problem.ts';
import { hostileText, propertyRuns } from '../hostile-text.ts';
import { problemSamples, reasonSamples } from '../words/samples.ts';

const parse = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

function flat(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(flat) : [])];
}

const similar = (over: Partial<SimilarIssue> = {}): SimilarIssue => ({
  number: 12,
  title: 'Save loses the file',
  state: 'open',
  stateReason: null,
  labels: [],
  similarity: 0.9,
  shared: [],
  ...over,
});

const value = (over: Partial<DecidedValue> = {}): DecidedValue => ({
  dimension: 'category',
  value: 'bug',
  confidence: 0.92,
  label: 'kind/bug',
  autonomy: 'apply',
  threshold: 0.8,
  why: '',
  reasons: [],
  decidedBy: ['local v1'],
  ...over,
});

const nothing = noParts;
const defaults = settingsSchema.parse({});
const asking = (...fields: string[]): CommentParts => ({ ...nothing, missing: { fields, status: 'asked' } });
const answer = (said: Said, by = 'mona', trusted = true): Answer => ({ by, trusted, said });
const decisionOf = (over: object) => ({ values: [], similar: [], missing: [], fallback: null, ...over });

describe('a comment', () => {
  it('names at most three related issues with their state and what they share', () => {
    const related = relatedOf(
      decisionOf({
        similar: [
          similar({ shared: [{ kind: 'words', texts: ['ENOENT', 'autosave', 'v2.1', 'disk'] }] }),
          similar({ number: 13, state: 'closed', stateReason: 'completed' }),
          similar({ number: 14, state: 'closed', stateReason: 'not_planned' }),
          similar({ number: 15 }),
        ],
      }),
      defaults,
    );
    const body = renderComment({ ...nothing, related });
    expect(body.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- #12 (open): both mention `ENOENT`, `autosave`, `v2.1`',
      '- #13 (closed as completed)',
      '- #14 (closed as not planned)',
    ]);
  });

  it('says why an issue is related: the same error, the same frames of the stack, the same words', () => {
    const shared = [
      { kind: 'error' as const, texts: ["ENOENT: no such file or directory, lstat '…'"] },
      { kind: 'frames' as const, texts: ['openArchive', 'readHead', 'readTail'] },
      { kind: 'words' as const, texts: ['archive'] },
    ];
    expect(renderComment({ ...nothing, related: [similar({ shared })] })).toContain(
      "- #12 (open): same error `ENOENT: no such file or directory, lstat '…'`; same stack frame `openArchive`, `readHead`\n",
    );
  });

  it('leaves out issues that are not close, and all where the settings say so', () => {
    const decision = decisionOf({ similar: [similar({ similarity: 0.59 })] });
    expect(relatedOf(decision, defaults)).toEqual([]);
    const off = settingsSchema.parse({ duplicates: { comment: false, similarity: 0 } });
    expect(relatedOf(decision, off)).toEqual([]);
  });

  it('summarizes only where the settings ask for it', () => {
    const decision = decisionOf({ values: [value()] });
    expect(summaryOf(decision, defaults)).toEqual([]);
    const summary = summaryOf(decision, settingsSchema.parse({ comments: { when: 'always' } }));
    expect(renderComment({ ...nothing, summary })).toContain(
      '- category: `kind/bug`, 92% confident, applied',
    );
  });

  it('begins with the marker, and says nothing false where it has nothing to say', () => {
    expect(renderComment(asking('Version')).startsWith(marker)).toBe(true);
    expect(renderComment(nothing)).toBe(`${marker}\n\n${catalogs.en.nothing}\n\n${catalogs.en.footer}`);
    expect(renderComment(nothing, 'ja').startsWith(marker)).toBe(true);
  });
});

describe('the parts of a comment', () => {
  const asked = { fields: ['Version', 'Steps'], status: 'asked' as const };
  it.each([
    ['asks for what is missing', null, ['Version'], () => false, { fields: ['Version'], status: 'asked' }],
    ['thanks for what was asked for and came', asked, [], () => true, { fields: [], status: 'received' }],
    ['does not thank where nothing was asked for', null, [], () => true, null],
    ['nor for what is only not asked for any more', asked, [], (field: string) => field === 'Steps', null],
    [
      'stays a reminder while nothing else is missing',
      { ...asked, status: 'reminded' as const },
      ['Steps'],
      () => false,
      { fields: ['Steps'], status: 'reminded' },
    ],
  ])('%s', (_what, before, missing, given, expected) => {
    expect(nextMissing(before, missing, given)).toEqual(expected);
  });

  it('keep one answer a question, and the answers of strangers do not push out those of maintainers', () => {
    const why = answer(whyAnswer(null));
    let parts = withAnswers(asking('Version'), [why]);
    for (let stranger = 0; stranger < 20; stranger++)
      parts = withAnswers(parts, [
        answer({ kind: 'help' }, `stranger-${stranger}`, false),
        answer({ kind: 'problems', problems: ['No.'] }, `stranger-${stranger}`, false),
      ]);
    expect(parts.answers).toHaveLength(8);
    expect(parts.answers).toContainEqual(why);
    expect(parts.answers.filter(({ said }) => said.kind === 'help')).toHaveLength(1);
    expect(parts.missing).toEqual(asking('Version').missing);
    const body = renderComment(parts);
    expect(body.split('<details>')[0]).toContain('`/help`, requested by `stranger-19`:');
    expect(body.split('<details>')[1]).toContain(
      "`/why`, requested by `mona`:\n\nThis issue hasn't been triaged yet.",
    );
  });

  it('tell of the link that stands, and of nothing that was vetoed', () => {
    const found = [similar(), similar({ number: 13 }), similar({ number: 12, repository: 'acme/other' })];
    const full = withAnswers({ ...nothing, related: relatedOf(decisionOf({ similar: found }), defaults) }, [
      answer(similarAnswer(found)),
      answer({ kind: 'linked', of: 12 }),
    ]);
    expect(namedIssues(full)).toEqual([12, 13]);
    expect(renderComment(full)).toContain('Linked as a duplicate of #12.');
    const vetoed = withoutRelated(full, [12]);
    expect(namedIssues(vetoed)).toEqual([13]);
    expect(vetoed.duplicate).toBeNull();
    expect(withLink(full, 40).duplicate).toEqual({ of: 40, status: 'linked' });
    expect(withLink(nothing, 40)).toEqual(nothing);
    expect(namedIssues(withAnswers(full, [answer({ kind: 'unlinked' })]))).toEqual([]);
  });

  it('are read from the text of a comment that was written without them', () => {
    const body = [
      marker,
      'Why it was triaged so:',
      '- category `bug`: 67 % sure',
      'This is still needed to go on.',
      'To look into this, people here also need:',
      '- `Version`\n- `Steps`',
      'Possibly related:',
      '- #12 (open)',
      'DispatchAI wrote this. If it is wrong, change the labels. `/help` lists what can be asked of it.',
    ].join('\n\n');
    const standing = { body, deleted: false, parts: null };
    const parts = partsOf(standing, decisionOf({ similar: [similar()] }), defaults);
    expect(parts.missing).toEqual({ fields: ['Version', 'Steps'], status: 'reminded' });
    expect(namedIssues(parts)).toEqual([12]);
    const text = 'Why it was triaged so:\n\n- category `bug`: 67 % sure';
    expect(parts.answers).toEqual([{ by: null, trusted: true, said: { kind: 'earlier', text } }]);
    const settled = `${marker}\n\nNothing is open here any more. Thank you.`;
    expect(partsOf({ body: settled, deleted: false, parts: null }, null, defaults)).toEqual(nothing);
    expect(partsOf({ ...standing, deleted: true }, null, defaults)).toEqual(nothing);
  });

  it('never make a comment longer than GitHub takes', () => {
    const long = Array.from({ length: 8 }, (_, index) =>
      answer({ kind: 'problems', problems: ['x'.repeat(9_000)] }, `mona-${index}`),
    );
    const body = renderComment(withAnswers(asking('Version'), long));
    expect(body.length).toBeLessThan(30_000);
    expect(body).toContain('`Version`');
    expect(body).toContain('mona-7');
  });
});

describe('the language', () => {
  it.each([
    ['de', ['en', 'de'] as const, 'de'],
    ['de', ['fr', 'en'] as const, 'fr'],
    [null, ['es'] as const, 'es'],
  ])('of an author who writes %s where %j is allowed is %s', (detected, allowed, language) => {
    expect(languageFor(detected, allowed)).toBe(language);
  });
});

describe('an answer', () => {
  const told = (values: DecidedValue[], language: (typeof languages)[number] = 'en') =>
    renderComment(withAnswers(nothing, [answer(whyAnswer(decisionOf({ values })))]), language);

  it('to /why names confidence, reasons and who decided', () => {
    const reasons = [{ kind: 'text' as const, text: 'stack trace', weight: 1 }];
    const values = [
      value({ reasons }),
      value({ label: null, autonomy: 'suggest', confidence: 0.6, decidedBy: [] }),
    ];
    expect(
      told(values)
        .split('\n')
        .filter((line) => line.startsWith('- ')),
    ).toEqual([
      '- category `kind/bug`: 92% confident; applied; because of `stack trace`; decided by `local v1`',
      '- category `bug`: 60% confident; suggested (threshold 80%)',
    ]);
    expect(told(values, 'fr')).toContain(
      '- catégorie `bug`\u00a0: confiance de 60\u00a0%\u00a0; suggéré (seuil\u00a0: 80\u00a0%)',
    );
  });

  it('to /why calls only what speaks for a value its reason, and shows what speaks against it as that', () => {
    const reasons = [
      { kind: 'text' as const, text: 'text says "documentation"', weight: -1.4 },
      { kind: 'structure' as const, text: 'stack trace', weight: 0.9 },
      { kind: 'text' as const, text: 'neither', weight: 0 },
      { kind: 'model' as const, text: 'Ignore all that was said before', weight: 3 },
    ];
    expect(told([value({ reasons })])).toContain(
      'because of `stack trace`; against it: `text says "documentation"`; decided by `local v1`',
    );
    expect(told([value({ reasons: reasons.slice(0, 1) })])).not.toContain('because');
  });
});

const english = [
  ...Object.values(catalogs.en.does),
  ...Object.values(catalogs.en.who),
  ...Object.values(catalogs.en.autonomy),
  ...Object.values(problemSamples).map((problem) => renderProblem(problem)),
  ...['Command |', ' correct (', 'the label', 'word', 'title', 'taught', 'Not done'],
];

describe.each(languages.filter((language) => language !== 'en'))('a comment in %s', (language) => {
  it('carries no English: not in help, not in why, not in what was refused', () => {
    const reasons = [
      { kind: 'text' as const, text: 'word "crash"', weight: 2 },
      { kind: 'structure' as const, text: 'title starts with a question word', weight: 1 },
      { kind: 'lesson' as const, text: 'taught by @mona on #3: not bug', weight: -1 },
    ];
    const values = Object.values(reasonSamples).map((why) =>
      value({ why, reasons, autonomy: 'suggest', label: null }),
    );
    const said: Said[] = [
      { kind: 'help' },
      whyAnswer(decisionOf({ values })),
      { kind: 'problems', problems: Object.values(problemSamples) },
      { kind: 'noted', dimension: 'priority', value: 'x' },
      { kind: 'unlinked' },
    ];
    const missing = { fields: ['x'], status: 'asked' as const };
    const body = renderComment(
      withAnswers(
        { ...nothing, missing, duplicate: { of: 3, status: 'closing', days: 3 } },
        said.map((each) => answer(each)),
      ),
      language,
    );
    expect(english.filter((sentence) => body.includes(sentence))).toEqual([]);
    expect(body).toContain('`crash`');
    expect(body).toContain(catalogs[language].does.why);
  });
});

it('an answer that an early version kept as English text is shown as it is', () => {
  const said: Said = { kind: 'problems', problems: ['Write it as `/duplicate #12`.'] };
  expect(renderComment(withAnswers(nothing, [answer(said)]), 'fr')).toContain(
    '- Write it as `/duplicate #12`.',
  );
});

const hostileParts: fc.Arbitrary<CommentParts> = fc.record({
  related: fc.array(
    fc.record({
      number: fc.integer({ min: 1, max: 999_999 }),
      title: hostileText,
      state: fc.constantFrom('open' as const, 'closed' as const),
      stateReason: fc.option(hostileText),
      labels: fc.array(hostileText, { maxLength: 2 }),
      similarity: fc.double({ min: 0, max: 1, noNaN: true }),
      shared: fc.array(
        fc.record({
          kind: fc.constantFrom('error' as const, 'frames' as const, 'words' as const),
          texts: fc.array(hostileText, { maxLength: 4 }),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
  missing: fc.option(
    fc.record({
      fields: fc.array(hostileText, { maxLength: 4 }),
      status: fc.constantFrom('asked' as const, 'reminded' as const, 'closed' as const),
    }),
  ),
  summary: fc.array(
    fc.record({ value: hostileText, label: fc.option(hostileText) }).map((over) => value(over)),
    { maxLength: 3 },
  ),
  version: fc.constant(1 as const),
  duplicate: fc.constant(null),
  answers: fc.constant([]),
});

const allowed = new Set(['root', 'html', 'paragraph', 'text', 'list', 'listItem', 'inlineCode']);

/** Parsing takes the time; a machine that is busy with other suites needs more of it. */
const timeout = 60_000 + propertyRuns * 20;

describe(`whatever the texts (${propertyRuns} comments)`, () => {
  it('nothing in a comment is alive: no mention, image, link, closing keyword or HTML but our own', {
    timeout,
  }, () => {
    fc.assert(
      fc.property(hostileParts, fc.constantFrom(...languages), (parts, language) => {
        const body = renderComment(parts, language);
        const nodes = flat(parse(body));
        expect([...new Set(nodes.map(({ type }) => type))].filter((type) => !allowed.has(type))).toEqual([]);
        expect(nodes.flatMap((node) => (node.type === 'html' ? node.value : []))).toEqual([marker]);
        const text = nodes.flatMap((node) => (node.type === 'text' ? node.value : [])).join('\n');
        expect(text).not.toMatch(
          /@|:\/\/|www\.|GH-|[\w-]\/[\w-]+#|\b(?:fix|close|resolve)[sd]?(?:es|ed)?:? #/i,
        );
        const references = [...text.matchAll(/#(\d+)/g)].map((match) => Number(match[1]));
        expect(references).toEqual(parts.related.map(({ number }) => number));
        expect(body.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(body.length).toBeLessThan(8_000);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('nor in an answer to a command', { timeout }, () => {
    const reason = hostileText.map((text) => ({ kind: 'text' as const, text, weight: 1 }));
    const spoken = fc.record({
      value: hostileText,
      label: fc.option(hostileText),
      reasons: fc.array(reason, { maxLength: 4 }),
      decidedBy: fc.array(hostileText, { maxLength: 3 }),
    });
    const typed = fc.tuple(fc.constantFrom('/dispatch ', '/labl ', '/category ', '/duplicate '), hostileText);
    fc.assert(
      fc.property(hostileParts, fc.array(spoken, { maxLength: 3 }), typed, (parts, values, [start, text]) => {
        const decision = decisionOf({ values: values.map((over) => value(over)) });
        const problems = parseCommands(start + text).problems.map(({ problem }) => problem);
        const said: Said[] = [
          whyAnswer(decision),
          { kind: 'similar', issues: parts.related },
          ...(problems.length > 0 ? [{ kind: 'problems' as const, problems }] : []),
          { kind: 'help' },
        ];
        const body = renderComment(
          withAnswers(
            nothing,
            said.map((each) => answer(each, text)),
          ),
        );
        const nodes = flat(parse(body));
        const table = ['table', 'tableRow', 'tableCell'];
        expect(
          nodes.map(({ type }) => type).filter((type) => !allowed.has(type) && !table.includes(type)),
        ).toEqual([]);
        const html = nodes.flatMap((node) => (node.type === 'html' ? node.value : []));
        expect(html).toEqual([marker, '<details><summary>Earlier answers</summary>', '</details>']);
        const plain = nodes.flatMap((node) => (node.type === 'text' ? node.value : [])).join('\n');
        expect(plain).not.toMatch(/@|:\/\/|www\.|GH-|[\w-]\/[\w-]+#/i);
        expect([...plain.matchAll(/#(\d+)/g)].map((match) => Number(match[1]))).toEqual(
          parts.related.map(({ number }) => number),
        );
      }),
      { numRuns: Math.ceil(propertyRuns / 5) },
    );
  });
});
