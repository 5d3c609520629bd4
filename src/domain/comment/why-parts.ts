import { neutralize } from '../text/neutralize.ts';
import type { Catalog } from '../words/catalog.ts';
import { renderCode } from '../words/render-code.ts';
import type { ExplainedReason, ExplainedValue } from './comment-parts.ts';

/** What decided besides the confidence and its threshold, as a clause; empty where that was all. */
export function decisiveClause({ why }: ExplainedValue, words: Catalog): string {
  if (why === undefined || why.code === 'below_threshold' || why.code === 'reached_threshold') return '';
  return renderCode(words.reason, why);
}

/** What speaks for it, `most` pieces at most; empty where nothing was kept. */
export function evidenceFor(explained: ExplainedValue, words: Catalog, most?: number): string {
  return listed(words.speaksFor, named(explained.for.slice(0, most), words), words);
}

export function evidenceAgainst({ against }: ExplainedValue, words: Catalog): string {
  return listed(words.speaksAgainst, named(against, words), words);
}

export function sourcesOf({ sources }: ExplainedValue, words: Catalog): string {
  return listed(words.decidedBy, inert(sources, 40), words);
}

function listed(before: string, shown: readonly string[], words: Catalog): string {
  return shown.length === 0 ? '' : `${before} ${shown.join(words.comma)}`;
}

function inert(texts: readonly string[], most: number): string[] {
  return texts.map((text) => neutralize(text, most)).filter((text) => text !== '');
}

/** Evidence in English as it was found; in other languages by its kind, with the words of the issue that it quotes. */
function named(reasons: readonly ExplainedReason[], { evidence, comma }: Catalog): string[] {
  const shown = reasons.flatMap((reason) => {
    if (typeof reason === 'string') return inert([reason], 60);
    const { kind, text } = reason;
    if (evidence === null || !Object.hasOwn(evidence, kind)) return inert([text], 60);
    const quoted = kind === 'text' ? [...text.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words) : [];
    const quotes = inert(quoted, 40);
    return [quotes.length === 0 ? evidence[kind] : `${evidence[kind]} (${quotes.join(comma)})`];
  });
  return [...new Set(shown)];
}
