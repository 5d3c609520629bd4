import { foldWord } from '../similarity/fold-word.ts';
import { wordsOf } from '../similarity/tokens.ts';

const maxTerms = 4;
/** A term of a theme stands in at least this many of its titles, and in this share of them. */
const minTitles = 2;
const minShare = 0.1;
/** Words that say nothing of what an issue is about, folded. */
const empty = new Set(
  'the and for with when not from that this are was has have does but can cannot should use using into after all any bug issue error problem fail support add make allow feature request please new get set'
    .split(' ')
    .map(foldWord),
);

/**
 * The most telling terms of each theme's titles as people spell them: class-based TF-IDF (Grootendorst 2022, BERTopic),
 * tf in the theme · ln(1 + A / f), with A the mean words a theme and f the term's count over all themes.
 */
export function nameThemes(titles: ReadonlyMap<number, readonly string[]>): Map<number, string[]> {
  const counts = new Map([...titles].map(([theme, own]) => [theme, countTerms(own)] as const));
  const overall = new Map<string, number>();
  let words = 0;
  for (const terms of counts.values()) {
    for (const [term, { titles: count }] of terms) {
      overall.set(term, (overall.get(term) ?? 0) + count);
      words += count;
    }
  }
  const mean = words / Math.max(1, counts.size);
  return new Map(
    [...counts].map(([theme, terms]) => {
      const least = Math.max(minTitles, minShare * (titles.get(theme)?.length ?? 0));
      const ranked = [...terms]
        .filter(([, { titles: count }]) => count >= least)
        .map(([term, { titles: count, spelling }]) => ({
          spelling,
          weight: count * Math.log(1 + mean / (overall.get(term) ?? 1)),
        }))
        .sort((a, b) => b.weight - a.weight || (a.spelling < b.spelling ? -1 : 1));
      return [theme, distinct(ranked.map(({ spelling }) => spelling))];
    }),
  );
}

/** In how many titles each folded term stands, and how it is spelt most often. */
function countTerms(titles: readonly string[]): Map<string, { titles: number; spelling: string }> {
  const found = new Map<string, { titles: number; spellings: Map<string, number> }>();
  for (const title of titles) {
    for (const word of new Set(wordsOf(title))) {
      const term = foldWord(word);
      if (empty.has(term) || !/\p{L}{2}/u.test(word) || (word.length < 3 && /^[a-z]+$/.test(word))) continue;
      const known = found.get(term) ?? { titles: 0, spellings: new Map<string, number>() };
      known.titles++;
      known.spellings.set(word, (known.spellings.get(word) ?? 0) + 1);
      found.set(term, known);
    }
  }
  return new Map(
    [...found].map(([term, { titles: count, spellings }]) => {
      const [spelling = term] = [...spellings].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
      return [term, { titles: count, spelling }];
    }),
  );
}

/** The first terms of which none is part of another. */
function distinct(terms: readonly string[]): string[] {
  const chosen: string[] = [];
  for (const term of terms) {
    if (chosen.length === maxTerms) break;
    if (!chosen.some((other) => other.includes(term) || term.includes(other))) chosen.push(term);
  }
  return chosen;
}
