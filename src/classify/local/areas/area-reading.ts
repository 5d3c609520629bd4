import { findHeadingAnswers } from '../features/heading-answers.ts';
import { hashText } from '../text/hash.ts';
import { addCharGramsInsideWords, addWordGrams, BagBuilder } from '../text/ngrams.ts';
import { readIssue } from '../text/read-issue.ts';
import { words } from '../text/words.ts';

/** The blocks of an issue's text that similarity goes by, and how much each counts. */
export const areaBlocks = [
  { name: 'words', weight: 1, seed: 11 },
  { name: 'title words', weight: 0.7, seed: 12 },
  { name: 'title characters', weight: 0.4, seed: 13 },
  { name: 'paths', weight: 0.4, seed: 14 },
  { name: 'answers', weight: 0.3, seed: 15 },
] as const;

/** An issue as the model of areas sees it: hashed features by block, and the words a label's name may be found among. */
export interface AreaReading {
  /** Block by block, ascending within a block. */
  keys: Int32Array;
  /** 1 + ln of how often each occurs. */
  weights: Float32Array;
  /** Block of each key. */
  blocks: Uint8Array;
  title: NamedText;
  prose: NamedText;
  /** Code blocks, inline code and paths. */
  code: ReadonlySet<string>;
  /** Words of short answers below headings and of `key: value` lines. */
  answers: ReadonlySet<string>[];
  /** Words of `[…]`, `…:` or `… -` at the title's start; null without one. */
  prefix: ReadonlySet<string> | null;
  /** Characters. */
  titleLength: number;
  bodyLength: number;
}

/** A text's words in one form for singular and plural. */
export interface NamedText {
  words: ReadonlySet<string>;
  /** In order, each with a space on both sides, so that phrases can be looked for. */
  phrase: string;
}

const bodyReach = 4_000;
const maxPaths = 200;
const pathLike =
  /[\w.-]{1,60}(?:(?:[/\\]|::)[\w.-]{1,60}){1,12}|[A-Za-z_]\w{1,40}(?:\.[A-Za-z_]\w{1,40}){1,8}/g;
const prefixes = [/^\s*\[([^\]]{1,60})\]/u, /^([^:]{1,60}):\s/u, /^(.{1,60}?)\s+-\s/u];

/** Splits at case and punctuation, lower case, a plural's s taken off: `ScrollViews` gives scroll and view. */
export function nameWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/(\p{Ll}|\d)(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$& ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter((word) => word !== '' && word.length <= 40)
    .map(singular);
}

const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** Reads an issue. Time grows with the length of its text, at most 16,000 characters. */
export function readForAreas(issue: { title: string; body: string }): AreaReading {
  const { title, lines, body } = readIssue(issue);
  const cut = body.slice(0, bodyReach);
  const paths = findPaths(`${title}\n${cut}`);
  const answers = findHeadingAnswers({ title, lines, body }).filter((each) => each.includes('" says "'));
  const grams = words(`${title}\n${cut}`);
  const bags = [
    (bag: BagBuilder, seed: number) => addWordGrams(bag, grams, 2, seed),
    (bag: BagBuilder, seed: number) => addWordGrams(bag, words(title), 2, seed),
    (bag: BagBuilder, seed: number) => addCharGramsInsideWords(bag, title, 3, 5, seed),
    (bag: BagBuilder, seed: number) => {
      for (const path of paths) bag.add(hashText(path, seed));
    },
    (bag: BagBuilder, seed: number) => {
      for (const answer of answers) bag.add(hashText(answer, seed));
    },
  ].map((fill, block) => {
    const bag = new BagBuilder();
    fill(bag, areaBlocks[block]?.seed ?? 0);
    return bag.build();
  });
  const total = bags.reduce((sum, { keys }) => sum + keys.length, 0);
  const keys = new Int32Array(total);
  const weights = new Float32Array(total);
  const blocks = new Uint8Array(total);
  let at = 0;
  bags.forEach((bag, block) => {
    keys.set(bag.keys, at);
    blocks.fill(block, at, at + bag.keys.length);
    for (const count of bag.counts) weights[at++] = 1 + Math.log(count);
  });
  const kinds = Map.groupBy(lines, ({ kind }) => (kind === 'code' ? 'code' : 'prose'));
  const textOf = (kind: 'code' | 'prose', reach: number) =>
    (kinds.get(kind) ?? [])
      .map(({ text }) => text)
      .join('\n')
      .slice(0, reach);
  const prose = textOf('prose', bodyReach);
  const inline = prose.match(/`[^`\n]{1,200}`/g) ?? [];
  return {
    ...{ keys, weights, blocks },
    title: named(title),
    prose: named(prose),
    code: new Set(nameWords([textOf('code', bodyReach), ...inline, ...paths].join('\n'))),
    answers: answers.map((each) => new Set(nameWords(each.slice(each.indexOf('" says "') + 8)))),
    prefix: prefixOf(title),
    titleLength: title.length,
    bodyLength: body.length,
  };
}

function named(text: string): NamedText {
  const found = nameWords(text);
  const whole = words(text).map(singular);
  return { words: new Set([...found, ...whole]), phrase: ` ${found.join(' ')} ` };
}

function findPaths(text: string): Set<string> {
  const found = new Set<string>();
  for (const [path] of text.matchAll(pathLike)) {
    for (const part of path.toLowerCase().split(/[/\\.:]+/)) if (part.length > 1) found.add(part);
    if (found.size >= maxPaths) break;
  }
  return found;
}

function prefixOf(title: string): ReadonlySet<string> | null {
  for (const pattern of prefixes) {
    const found = pattern.exec(title)?.[1];
    if (found) return new Set(nameWords(found));
  }
  return null;
}
