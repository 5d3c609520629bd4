import type { DecidedValue } from '../issue/decision.ts';
import type { Catalog } from '../words/catalog.ts';
import { catalogs, type Language } from '../words/catalogs.ts';
import { explainedValue } from './comment-parts.ts';
import { decisiveClause, evidenceAgainst, evidenceFor, sourcesOf } from './why-parts.ts';

/** Characters that GitHub shows of a rationale. */
export const longestRationale = 280;

/**
 * Why a value is proposed or applied, as GitHub shows it beside a label: the words of `/why`, as many as fit, with foreign text
 * neutralized as in the comment. What doesn't fit is left out whole, so that no quotation stays open.
 */
export function rationaleOf(value: DecidedValue, language: Language): string {
  const words = catalogs[language];
  const explained = explainedValue(value);
  const wanted = [
    [words.confident(words.percent(explained.confidence))],
    [decisiveClause(explained, words)],
    // Fewer pieces of evidence may fit where all of them don't.
    explained.for.map((_, left) => evidenceFor(explained, words, explained.for.length - left)),
    [evidenceAgainst(explained, words)],
    [sourcesOf(explained, words)],
  ];
  return wanted.reduce((text, choices) => longestThatFits(text, choices, words), '');
}

function longestThatFits(text: string, choices: readonly string[], { separator }: Catalog): string {
  const longer = choices
    .filter((choice) => choice !== '')
    .map((choice) => (text === '' ? choice : `${text}${separator}${choice}`));
  return longer.find((each) => each.length <= longestRationale) ?? text;
}
