import { foldWord } from './fold-word.ts';
import type { Idf } from './idf.ts';
import { capBody, type IssueText } from './issue-text.ts';
import { tokenize, wordsOf } from './tokens.ts';

const maxWords = 4;
/** From this idf on a shared word is worth saying: it stands in fewer than about one issue in forty. */
const telling = 4.7;

/**
 * Up to four telling words of both issues as the first one spells them, most telling first. Words of `said` are left
 * out, and so are parts of a name that is already there.
 */
export function sharedWords(one: IssueText, other: IssueText, idf: Idf, said: string): string[] {
  const skip = new Set(tokenize(said));
  const theirs = tally(other);
  const ranked = [...tally(one)]
    .filter(
      ([term]) => theirs.has(term) && !skip.has(term) && idf.of(term) >= telling && /\p{L}{3}/u.test(term),
    )
    .map(([term, { count, spelling }]) => {
      const both = Math.min(count, theirs.get(term)?.count ?? 0);
      return { spelling, weight: idf.of(term) * (1 + Math.log(both)) };
    })
    .sort((a, b) => b.weight - a.weight || (a.spelling < b.spelling ? -1 : 1));
  const chosen: string[] = [];
  for (const { spelling } of ranked) {
    const part = chosen.findIndex((word) => spelling.includes(word));
    if (part >= 0) chosen[part] = spelling;
    else if (chosen.length < maxWords && !chosen.some((word) => word.includes(spelling)))
      chosen.push(spelling);
  }
  return chosen;
}

/** How often each word stands in the text, a word of the title counting twice, and how it is first spelt. */
function tally(text: IssueText): Map<string, { count: number; spelling: string }> {
  const found = new Map<string, { count: number; spelling: string }>();
  for (const word of wordsOf(`${text.title}\n${text.title}\n${capBody(text.body)}`)) {
    const term = foldWord(word);
    const known = found.get(term);
    if (known === undefined) found.set(term, { count: 1, spelling: word });
    else known.count++;
  }
  return found;
}
