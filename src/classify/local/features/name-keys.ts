import type { Reason } from '../../../domain/issue/decision.ts';
import { hashText } from '../text/hash.ts';
import { addCharGramsInsideWords, placeOf } from '../text/ngrams.ts';
import { readIssue } from '../text/read-issue.ts';
import { isTemplateLine, type TemplateLines, templateKey } from '../text/template-lines.ts';
import { words } from '../text/words.ts';
import { blockSeeds, charactersReach, cleanedWords, type IssueFeatures, proseOf } from './issue-features.ts';

type Named = { kind: Reason['kind']; text: string };
/** The names that share a key's contribution, with their shares. */
type NamesOfKeys = Pick<Map<number, [Named, number][]>, 'get'>;
/** By block. */
export type KeyNames = ReadonlyMap<string, NamesOfKeys>;

const wordName = (word: string): Named => ({ kind: 'text', text: `word "${word}"` });
/** Words that would tell a person nothing, although a model may lean on them a little. */
const silent = new Set(
  'a an and are as at be been but by for from had has have he her his if in into is it its just like of off on or our out so some than that the their them then there these they this those to up was we were which while with after before also any all codeblock url'.split(
    ' ',
  ),
);
const sayable = (word: string) => /\p{L}{2}/u.test(word) && !silent.has(word);

function nameWordGrams(tokens: readonly string[], seed: number, into: Map<number, [Named, number][]>): void {
  tokens.forEach((word, i) => {
    if (sayable(word)) into.set(hashText(word, seed), [[wordName(word), 1]]);
    const next = tokens[i + 1];
    if (next && sayable(word) && sayable(next))
      into.set(hashText(`${word} ${next}`, seed), [[{ kind: 'text', text: `words "${word} ${next}"` }, 1]]);
  });
}

function nameTitleGrams(tokens: readonly string[], seed: number, into: Map<number, [Named, number][]>): void {
  for (let from = 0; from < tokens.length; from++) {
    for (let n = 1; n <= 3 && from + n <= tokens.length; n++) {
      const gram = tokens.slice(from, from + n);
      const said = gram.filter((word) => word !== '^' && word !== '$').join(' ');
      if (!sayable(said)) continue;
      const text =
        gram[0] === '^'
          ? `title starts with "${said}"`
          : gram.at(-1) === '$'
            ? `title ends with "${said}"`
            : `title says "${said}"`;
      into.set(hashText(gram.join(' '), seed), [[{ kind: 'text', text }, 1]]);
    }
  }
}

/** A character n-gram's contribution is shared by the words that hold it, once for each time they do. */
function nameCharacters(text: string, features: IssueFeatures): NamesOfKeys {
  const { characters } = features.blocks;
  // An issue has thousands of these: they are kept by place, which costs less than a map of them.
  const names = new Array<[Named, number][] | undefined>(characters.keys.length);
  const times = new Map<string, number>();
  for (const word of text.toLowerCase().split(/\s+/)) times.set(word, (times.get(word) ?? 0) + 1);
  for (const [padded, repeated] of times) {
    const said = words(padded).filter(sayable);
    if (said.length !== 1 || padded.length > 40) continue;
    const named = wordName(said[0] as string);
    const add = (key: number) => {
      const place = placeOf(characters, key);
      if (place < 0) return;
      const share = repeated / (characters.counts[place] as number);
      const known = names[place];
      const latest = known?.at(-1);
      if (latest?.[0] === named) latest[1] += share;
      else if (known) known.push([named, share]);
      else names[place] = [[named, share]];
    };
    addCharGramsInsideWords({ add }, padded, 3, 5, blockSeeds.characters);
  }
  return { get: (key) => names[placeOf(characters, key)] };
}

/** Ties the hashed features of one issue back to its own words. */
export function nameKeys(
  issue: { title: string; body: string },
  features: IssueFeatures,
  templates: TemplateLines,
): KeyNames {
  const read = readIssue(issue);
  const titleWords = words(read.title);
  const wordGrams = new Map<number, [Named, number][]>();
  nameWordGrams(cleanedWords(read), blockSeeds.words, wordGrams);
  const proseWords = new Map<number, [Named, number][]>();
  nameWordGrams([...titleWords, ...words(proseOf(read, templates))], blockSeeds.proseWords, proseWords);
  const titleGrams = new Map<number, [Named, number][]>();
  nameTitleGrams(['^', ...titleWords, '$'], blockSeeds.titleWords, titleGrams);
  const lines = new Map<number, [Named, number][]>();
  for (const line of read.lines) {
    if (isTemplateLine(line.key, templates))
      lines.set(templateKey(line.key), [
        [{ kind: 'template', text: `template line "${line.text.trim().slice(0, 60)}"` }, 1],
      ]);
  }
  return new Map<string, NamesOfKeys>([
    ['words', wordGrams],
    ['proseWords', proseWords],
    ['titleWords', titleGrams],
    ['characters', nameCharacters(`${read.title}\n${read.body.slice(0, charactersReach)}`, features)],
    ['templates', lines],
  ]);
}
