import { countKeywords, keywordCategories } from '../../../domain/decide/keywords.ts';
import { addCharGrams, addCharGramsInsideWords, addWordGrams, type Bag, BagBuilder } from '../text/ngrams.ts';
import { type ReadIssue, readIssue } from '../text/read-issue.ts';
import { isTemplateLine, type TemplateLines, templateKey } from '../text/template-lines.ts';
import { withoutLinks, words } from '../text/words.ts';
import { cueGroups, cueValues } from './cue-groups.ts';
import { findHeadingAnswers, type HeadingAnswer } from './heading-answers.ts';
import { structureNames, structureValues } from './structure.ts';
import { titlePatterns, titleValues } from './title-patterns.ts';

/** The sparse blocks of an issue: bags of hashed features that are weighed and normalized apart. */
export const blockNames = [
  'characters',
  'words',
  'titleCharacters',
  'templates',
  'titleWords',
  'proseWords',
] as const;
export type BlockName = (typeof blockNames)[number];

/** Everything that the local models look at, computed once an issue. */
export interface IssueFeatures {
  blocks: Record<BlockName, Bag>;
  /** Values named by `handNames`. */
  hand: Float64Array;
  /** Keyword cues of each category, in title and body. */
  keywords: Float64Array;
  answers: HeadingAnswer[];
}

/** Names of the hand-written features, in words for a person. */
export const handNames: readonly string[] = [
  ...titlePatterns.map(({ name }) => `title ${name}`),
  'long title',
  ...cueGroups.flatMap(({ name }) => [`title: ${name}`, `text: ${name}`, `text: ${name}, often`]),
  ...structureNames,
];

/** Seeds keep equal texts of different blocks apart. */
export const blockSeeds = {
  characters: 1,
  words: 2,
  titleCharacters: 3,
  titleWords: 5,
  proseWords: 6,
} as const;
/** Characters of the body that are read as character n-grams. */
export const charactersReach = 4_000;
const proseReach = 6_000;

/** Words of the body with code blocks as one mark, and the title before it. */
export function cleanedWords(issue: ReadIssue): string[] {
  const parts = [issue.title];
  issue.lines.forEach((line, index) => {
    if (line.kind !== 'code') parts.push(line.text);
    else if (issue.lines[index - 1]?.kind !== 'code') parts.push('codeblock');
  });
  return words(withoutLinks(parts.join('\n').slice(0, charactersReach)));
}

/** The writer's own words: no comments, no code blocks, no template lines. */
export function proseOf(issue: ReadIssue, templates: TemplateLines): string {
  return issue.lines
    .filter((line) => line.kind !== 'code' && !isTemplateLine(line.key, templates))
    .map((line) => line.text)
    .join('\n')
    .slice(0, proseReach);
}

const bagOf = (fill: (bag: BagBuilder) => void): Bag => {
  const bag = new BagBuilder();
  fill(bag);
  return bag.build();
};

/**
 * Reads an issue into features. A few milliseconds at most, whatever the text.
 * @param templates template lines of the issue's repository, empty where its history is unknown
 */
export function extractFeatures(
  issue: { title: string; body: string },
  templates: TemplateLines,
): IssueFeatures {
  const read = readIssue(issue);
  const prose = withoutLinks(proseOf(read, templates));
  const proseWords = words(prose);
  const titleWords = words(read.title);
  const hand: number[] = [];
  titleValues(read.title, hand);
  cueValues(read.title, prose, proseWords.length, hand);
  structureValues(read, prose, proseWords.length, templates, hand);
  const counts = countKeywords(read.title, prose);
  return {
    blocks: {
      characters: bagOf((bag) =>
        addCharGramsInsideWords(
          bag,
          `${read.title}\n${read.body.slice(0, charactersReach)}`,
          3,
          5,
          blockSeeds.characters,
        ),
      ),
      words: bagOf((bag) => addWordGrams(bag, cleanedWords(read), 2, blockSeeds.words)),
      titleCharacters: bagOf((bag) =>
        addCharGrams(bag, ` ${read.title.toLowerCase()} `, 2, 6, blockSeeds.titleCharacters),
      ),
      templates: bagOf((bag) => {
        for (const key of new Set(read.lines.map((line) => line.key)))
          if (isTemplateLine(key, templates)) bag.add(templateKey(key));
      }),
      titleWords: bagOf((bag) => addWordGrams(bag, ['^', ...titleWords, '$'], 3, blockSeeds.titleWords)),
      proseWords: bagOf((bag) => addWordGrams(bag, [...titleWords, ...proseWords], 2, blockSeeds.proseWords)),
    },
    hand: Float64Array.from(hand),
    keywords: Float64Array.from(
      keywordCategories.flatMap((c) => [counts[c].title, Math.log1p(counts[c].body)]),
    ),
    answers: findHeadingAnswers(read),
  };
}
