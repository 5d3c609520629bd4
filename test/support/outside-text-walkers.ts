import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { generalIdf } from '../../src/classify/embedding/general-idf.ts';
import { hashedVector } from '../../src/classify/embedding/hashed-vector.ts';
import { detectLanguage } from '../../src/classify/language/detect-language.ts';
import { preparePrompt } from '../../src/classify/llm/prepare-prompt.ts';
import { redactSecrets } from '../../src/classify/llm/redact.ts';
import { createTokens } from '../../src/classify/llm/tokens.ts';
import { areaOpinion } from '../../src/classify/local/areas/area-opinion.ts';
import { readForAreas } from '../../src/classify/local/areas/area-reading.ts';
import { findHeadingAnswers } from '../../src/classify/local/features/heading-answers.ts';
import { extractFeatures } from '../../src/classify/local/features/issue-features.ts';
import { readIssue } from '../../src/classify/local/text/read-issue.ts';
import { findTemplateLinesInTexts } from '../../src/classify/local/text/template-lines.ts';
import { nameThemes } from '../../src/domain/clusters/name-themes.ts';
import { parseCommands } from '../../src/domain/commands/command.ts';
import { spokenLines } from '../../src/domain/commands/spoken-lines.ts';
import { partsOf } from '../../src/domain/comment/read-parts.ts';
import { scoreKeywords } from '../../src/domain/decide/keywords.ts';
import { skipReason } from '../../src/domain/decide/skip-reason.ts';
import { parseDuplicateOf } from '../../src/domain/duplicates/parse-duplicate-of.ts';
import { parseSecondLook } from '../../src/domain/duplicates/parse-second-look.ts';
import { formOpinions } from '../../src/domain/forms/form-opinions.ts';
import { parseIssueForm } from '../../src/domain/forms/issue-form.ts';
import { parseIssueTemplate } from '../../src/domain/forms/issue-template.ts';
import { missingInformation, stillMissing } from '../../src/domain/forms/missing-information.ts';
import { looksLikeFlood } from '../../src/domain/guards/flood.ts';
import { looksLikeVulnerability } from '../../src/domain/guards/vulnerability.ts';
import { excerpt } from '../../src/domain/inbox/excerpt.ts';
import { searchWords } from '../../src/domain/issue/issue-search.ts';
import { normalizeMeaning } from '../../src/domain/issue/normalize-meaning.ts';
import { markdownLines } from '../../src/domain/markdown/markdown-lines.ts';
import { plainText } from '../../src/domain/prompt/plain-text.ts';
import { readJsonObject } from '../../src/domain/prompt/read-json.ts';
import { shortenText } from '../../src/domain/prompt/shorten-text.ts';
import { withoutBoilerplate } from '../../src/domain/prompt/without-boilerplate.ts';
import { parseCodeowners } from '../../src/domain/routing/codeowners.ts';
import { namedPaths } from '../../src/domain/routing/named-paths.ts';
import { route } from '../../src/domain/routing/routing.ts';
import { ruleOpinions } from '../../src/domain/rules/rule-opinions.ts';
import { readPattern } from '../../src/domain/rules/rule-pattern.ts';
import { parseSettings } from '../../src/domain/settings/parse-settings.ts';
import { defaultSettings, settingsSchema } from '../../src/domain/settings/settings.ts';
import { errorLines } from '../../src/domain/similarity/error-lines.ts';
import { indexText } from '../../src/domain/similarity/indexed-text.ts';
import { sharedTraits } from '../../src/domain/similarity/shared-traits.ts';
import { stackFrames } from '../../src/domain/similarity/stack-frames.ts';
import { findTemplateLines } from '../../src/domain/similarity/template-lines.ts';
import { labelWords } from '../../src/domain/taxonomy/label-words.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';
import { globProblem, matchesGlob } from '../../src/domain/text/glob.ts';
import { neutralize } from '../../src/domain/text/neutralize.ts';
import { withoutComments } from '../../src/domain/text/without-comments.ts';
import { errorFields } from '../../src/ops/error-fields.ts';

/** A function that walks text of others. */
export interface OutsideTextWalker {
  /** The longest text that it can get, in UTF-16 units. */
  most: number;
  walk: (text: string) => unknown;
}

/** A body or a comment at GitHub has at most 262,144 bytes, a title 1,024, a file of settings 65,536. */
const body = 262_144;
const title = 1_024;
const settingsFile = 65_536;

const issue = (text: string) => ({ title: text.slice(0, title), body: text });
const fields = ['Version', 'Steps to reproduce', 'Logs', 'Operating system'];
/** As many forms of as many fields as are read, all of which may stand in the text. */
const forms = Array.from({ length: 20 }, (_, i) => ({
  ...{ kind: 'form' as const, name: `Form ${i}`, labels: [], type: null, title: '' },
  fields: [...fields, 'a', '-', '#', '`', ...Array.from({ length: 12 }, (_, n) => `Field ${n}`)].map(
    (label) => ({
      ...{ label, kind: 'textarea' as const, required: true, options: ['a', 'b'], requiredOptions: [] },
      initial: 'Tell us\n\n- Node:',
    }),
  ),
}));
const asking = {
  ...defaultSettings,
  missing_information: { ...defaultSettings.missing_information, required: fields },
};
const stranger = {
  author: { login: 'mallory', kind: 'person' as const },
  authorAssociation: 'NONE' as const,
  createdAt: '2026-01-01T00:00:00Z',
  number: 1,
};
/** As many as a stranger may file in a day without being held for that: four an hour, each as long as GitHub allows. */
const aDayOf = (text: string) => {
  const body = ` ${text.slice(2)}`;
  return Array.from({ length: 92 }, (_, i) => ({
    ...{ number: -i, title: text.slice(0, title), body },
    createdAt: new Date(Date.parse(stranger.createdAt) - (i + 1) * 930_000).toISOString(),
  }));
};
/** Rules that have as many states as may be, of which many are alive at once on any text. */
const slowRules = settingsSchema.parse({
  rules: [
    '(?i)\\pL(?:\\pL|.){80}[\\x00-\\x02]',
    '\\pL.{290}[xz]',
    '(?:a|b|ab|.)*a(?:a|b){70}[\\x00-\\x02]',
    '(?:.?){60}[\\x00-\\x02]',
  ].map((pattern) => ({ when: { body: pattern }, label: 'a' })),
});
/** Letters of many alphabets, as many as are looked at: an automaton meets a new one at every step. */
const inManyLetters = (text: string) =>
  Array.from(text.slice(0, 16_384), (letter, i) =>
    String.fromCharCode(0x100 + ((letter.charCodeAt(0) * 7919 + i * i * 31) % 3000)),
  ).join('');
const ruledLabels = [
  {
    ...{ label: { id: 1, name: 'a', color: 'ededed', description: '' }, dimension: 'area' as const },
    ...{ value: 'a', reason: '' },
  },
];
/** GitHub allows names of 50 characters and descriptions of 100, and any number of labels. */
const labelName = 50;
const labelsOf = 5_000;
const cutIntoLabels = (text: string) =>
  Array.from({ length: Math.ceil(text.length / labelName) }, (_, i) => ({
    ...{ id: i + 1, color: 'ededed', name: text.slice(i * labelName, (i + 1) * labelName) },
    description: text.slice(i, i + 100),
  }));
const meaningsOf = (text: string) =>
  cutIntoLabels(text).map((label) => ({ label, dimension: 'area' as const, value: label.name, reason: '' }));
const titlesOf = (text: string) =>
  Array.from({ length: 128 }, (_, i) => text.slice(i * title, (i + 1) * title));
/** As many as a list of the settings holds, each as long as it may be, of wildcards and what the text is made of. */
const patternsOf = (text: string) =>
  Array.from(
    { length: 100 },
    (_, i) => `*${[...text.slice(i, i + 22)].join('*').replaceAll(/\*+/g, '*')}*${i}b*`,
  );
const manyPatterns = (text: string) => ({
  ...defaultSettings.labels,
  ...{ exclude: patternsOf(text), areas: patternsOf(text), include: patternsOf(text) },
});
const manyLabeled = (text: string) => ({
  ...{ ...issue(text), ...stranger, repositoryId: 1, state: 'open' as const, stateReason: null, type: null },
  ...{
    labels: cutIntoLabels(text)
      .slice(0, 100)
      .map(({ name }) => name),
    assignees: [],
    locked: false,
  },
  ...{
    author: { login: 'mallory', id: 1, kind: 'person' as const },
    closedAt: null,
    updatedAt: stranger.createdAt,
  },
});
const ignoring = (text: string) => ({
  ...defaultSettings,
  ignore: { authors: patternsOf(text), labels: patternsOf(text), titles: patternsOf(text) },
});
const noLines = findTemplateLinesInTexts([]);
const noTemplate = findTemplateLines([]);

const sameCause = (text: string) =>
  JSON.stringify({
    ...{ root_cause: 'The same cause in both', quote_newer: text.slice(0, 300), same: true },
    quote_older: text.slice(-300),
  });

/** Every function that walks text of others. One that is new belongs here. */
export const outsideTextWalkers: Record<string, OutsideTextWalker> = {
  parseCommands: { most: body, walk: parseCommands },
  spokenLines: { most: body, walk: spokenLines },
  preparePrompt: {
    most: body,
    walk: (text) => preparePrompt({ ...issue(text), meanings: [], examples: [] }, 'gpt-6-luna'),
  },
  countTokens: { most: 32_000, walk: (text) => createTokens(countTokens).count(text) },
  cutToTokens: { most: 32_000, walk: (text) => createTokens(countTokens).cut(text, 11_400) },
  shortenText: { most: body, walk: (text) => shortenText(text, 30_000) },
  // What preparePrompt leaves of a body before.
  withoutBoilerplate: { most: 60_000, walk: withoutBoilerplate },
  readJsonObject: { most: 200_000, walk: (text) => readJsonObject(text, () => true) },
  parseSecondLook: {
    most: 20_000,
    walk: (text) => parseSecondLook(sameCause(text), { issue: text, canonical: text }),
  },
  parseDuplicateOf: {
    most: body,
    walk: (text) => parseDuplicateOf(text, { owner: 'acme', name: 'widgets' }),
  },
  withoutComments: { most: body, walk: withoutComments },
  neutralize: { most: body, walk: (text) => neutralize(text) },
  namedPaths: { most: body, walk: namedPaths },
  looksLikeVulnerability: { most: body, walk: (text) => looksLikeVulnerability(issue(text)) },
  looksLikeFlood: {
    most: body,
    walk: (text) => looksLikeFlood({ ...issue(text), ...stranger } as never, []),
  },
  'looksLikeFlood, after a day of others': {
    most: body,
    walk: (text) => looksLikeFlood({ ...issue(text), ...stranger } as never, aDayOf(text)),
  },
  'readTaxonomy of thousands of labels': {
    most: labelsOf * labelName,
    walk: (text) => readTaxonomy(cutIntoLabels(text), defaultSettings, new Map()),
  },
  'readTaxonomy of thousands of labels by hundreds of patterns': {
    most: labelsOf * labelName,
    walk: (text) =>
      readTaxonomy(cutIntoLabels(text), { ...defaultSettings, labels: manyPatterns(text) }, new Map()),
  },
  skipReason: { most: body, walk: (text) => skipReason(manyLabeled(text), ignoring(text)) },
  areaOpinion: { most: body, walk: (text) => areaOpinion(null, issue(text), meaningsOf(text)) },
  'preparePrompt with thousands of labels': {
    most: body,
    walk: (text) => preparePrompt({ ...issue(text), meanings: meaningsOf(text), examples: [] }, 'gpt-6-luna'),
  },
  'preparePrompt with long examples': {
    most: body,
    walk: (text) =>
      preparePrompt(
        { ...issue(''), meanings: [], examples: Array(5).fill({ ...issue(text), values: [] }) },
        'gpt-6-luna',
      ),
  },
  nameThemes: {
    most: body,
    walk: (text) =>
      nameThemes(
        new Map([
          [1, titlesOf(text)],
          [2, titlesOf(text)],
        ]),
      ),
  },
  partsOf: {
    most: 65_536,
    walk: (text) => partsOf({ body: text, deleted: false, parts: null }, null, defaultSettings),
  },
  errorFields: { most: body, walk: (text) => errorFields(new Error(text)) },
  missingInformation: { most: body, walk: (text) => missingInformation(issue(text), asking) },
  stillMissing: { most: body, walk: (text) => stillMissing(fields, text) },
  scoreKeywords: { most: body, walk: (text) => scoreKeywords(text.slice(0, title), text) },
  detectLanguage: { most: body, walk: (text) => detectLanguage(issue(text)) },
  // A title and a body, each as long as `plainText` leaves it.
  redactSecrets: { most: 66_000, walk: redactSecrets },
  plainText: { most: body, walk: plainText },
  extractFeatures: { most: body, walk: (text) => extractFeatures(issue(text), noLines) },
  findHeadingAnswers: { most: body, walk: (text) => findHeadingAnswers(readIssue(issue(text))) },
  readForAreas: { most: body, walk: (text) => readForAreas(issue(text)) },
  indexText: { most: body, walk: (text) => indexText(issue(text), noTemplate) },
  findTemplateLines: { most: body, walk: (text) => findTemplateLines([text, text, text]) },
  sharedTraits: { most: body, walk: (text) => sharedTraits(issue(text), issue(text), generalIdf) },
  hashedVector: { most: body, walk: (text) => hashedVector(issue(text), generalIdf) },
  errorLines: { most: body, walk: errorLines },
  stackFrames: { most: body, walk: stackFrames },
  normalizeMeaning: { most: body, walk: (text) => normalizeMeaning(issue(text)) },
  excerpt: { most: body, walk: excerpt },
  parseSettings: { most: settingsFile, walk: parseSettings },
  parseIssueTemplate: { most: settingsFile, walk: (text) => parseIssueTemplate(text, 'x.md') },
  markdownLines: { most: body, walk: markdownLines },
  missingFromForms: { most: body, walk: (text) => missingInformation(issue(text), asking, forms) },
  formOpinions: { most: body, walk: (text) => formOpinions(issue(text), forms, [], defaultSettings) },
  'ruleOpinions, with rules made to be slow': {
    most: body,
    walk: (text) => ruleOpinions(issue(inManyLetters(text)), [], ruledLabels, slowRules),
  },
  readPattern: { most: settingsFile, walk: readPattern },
  parseIssueForm: { most: settingsFile, walk: parseIssueForm },
  parseCodeowners: { most: 3_000_000, walk: parseCodeowners },
  'route, by thousands of rules and a hundred labels': {
    most: 400_000,
    walk: (text) => {
      const rules = Array.from(
        { length: 2_000 },
        (_, i) => `${text.slice(i * 200, (i + 1) * 200).replace(/\s/g, '/')}/a${i}/ @o${i}`,
      );
      const labels = Array.from({ length: 100 }, (_, i) => text.slice(i * 50, (i + 1) * 50));
      return route(
        {
          issue: { ...issue(text.slice(0, body)), labels, assignees: [] },
          ...{ values: [], codeowners: parseCodeowners(rules.join('\n')), closers: [], load: new Map() },
        },
        defaultSettings,
      );
    },
  },
  globProblem: { most: settingsFile, walk: globProblem },
  matchesGlob: { most: 200, walk: (text) => matchesGlob(`*${text}*b`, text.repeat(2)) },
  labelWords: { most: 200, walk: labelWords },
  searchWords: { most: 16_000, walk: searchWords },
};
