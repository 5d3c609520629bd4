import type { LabelMeaning, Reason } from '../../../domain/issue/decision.ts';
import type { Idf } from '../../../domain/similarity/idf.ts';
import { labelWords } from '../../../domain/taxonomy/label-words.ts';
import { readIssue } from '../text/read-issue.ts';
import { words } from '../text/words.ts';

/** Where a label's words stand in an issue, the most telling place first. */
export type Match = 'title names' | 'text often names' | 'text names' | 'title tells of' | 'text tells of';

/** A label's place in the text, and the words that were found there as the writer wrote them. */
export interface NameMatch {
  match: Match;
  words: string[];
}

/** An issue's words, read once for all labels. */
export interface IssueWords {
  title: Map<string, { word: string; count: number }>;
  text: Map<string, { word: string; count: number }>;
}

const fillers = new Set(
  'a an and are as at be by for from in is it its of on or our over related that the this to was we with your issue issues area component etc other things about'.split(
    ' ',
  ),
);

/** One form for singular and plural: enough for names. */
const root = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

function countWords(text: string): Map<string, { word: string; count: number }> {
  const counts = new Map<string, { word: string; count: number }>();
  for (const word of words(text).flatMap((each) => each.split('_'))) {
    const key = root(word);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { word, count: 1 });
  }
  return counts;
}

/** The words that a label can be known by: code blocks are not read, since what they name is seldom what is wrong. */
export function readIssueWords(issue: { title: string; body: string }): IssueWords {
  const { title, lines } = readIssue(issue);
  const prose = lines.filter(({ kind }) => kind !== 'code').map(({ text }) => text);
  return { title: countWords(title), text: countWords(prose.join('\n')) };
}

const tellingWords = (text: string): string[] => [
  ...new Set(
    words(text)
      .flatMap((word) => word.split('_'))
      .filter((word) => word.length > 1 && !fillers.has(word))
      .map(root),
  ),
];

/**
 * Where a label's name, or a telling word of its description, stands in an issue; null where neither does. A word of a
 * description counts from `telling` on, its weight by how rare it is in general.
 */
export function matchName(
  { label }: Pick<LabelMeaning, 'label'>,
  issue: IssueWords,
  idf: Idf,
): NameMatch | null {
  const name = tellingWords(labelWords(label.name).rest);
  if (name.length > 0) {
    const inTitle = name.flatMap((word) => issue.title.get(word) ?? []);
    if (inTitle.length === name.length)
      return { match: 'title names', words: inTitle.map(({ word }) => word) };
    const inText = name.flatMap((word) => issue.text.get(word) ?? []);
    if (inText.length === name.length) {
      const often = inText.every(({ count }) => count >= 2);
      return { match: often ? 'text often names' : 'text names', words: inText.map(({ word }) => word) };
    }
  }
  const described = tellingWords(label.description).filter((word) => idf.of(word) >= telling);
  for (const [place, match] of [
    [issue.title, 'title tells of'],
    [issue.text, 'text tells of'],
  ] as const) {
    const found = described.flatMap((word) => place.get(word) ?? []);
    if (found.length > 0) return { match, words: found.map(({ word }) => word) };
  }
  return null;
}

/** Idf (natural logarithm) of a word that a few issues in a hundred hold. */
const telling = 3.5;

/**
 * How often a label whose words stand there was on the issue, among issues that got an area at all: the repositories of two
 * organizations, 6,154 issues, measured without training. Only a name in the title is likelier right than wrong. Descriptions could not
 * be measured (the data has none) and count like a name that the text mentions once.
 */
const confidences: Readonly<Record<Match, number>> = {
  'title names': 0.57,
  'text often names': 0.23,
  'text names': 0.22,
  'title tells of': 0.22,
  'text tells of': 0.05,
};

/** How likely a label is that nothing but its name and description speak for: a suggestion at most. */
export const matchConfidence = ({ match }: NameMatch): number => confidences[match];

export const matchReason = ({ match, words: found }: NameMatch): Reason => ({
  kind: 'text',
  text: `${match} ${found.map((word) => `\`${word}\``).join(', ')}`,
  weight: Math.log(confidences[match] / (1 - confidences[match])),
});
