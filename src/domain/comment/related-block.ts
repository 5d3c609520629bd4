import type { SharedTrait } from '../issue/decision.ts';
import { neutralize } from '../text/neutralize.ts';
import type { Catalog } from '../words/catalog.ts';
import type { RelatedIssue } from './comment-parts.ts';

const maxShared = 3;
/** An error line is worth more room than a word. */
const longest: Record<SharedTrait['kind'], number> = { error: 80, frames: 60, words: 40 };

/** Issues of the same repository as a list: number, state and what they share; empty where there are none. */
export function relatedBlock(issues: readonly RelatedIssue[], words: Catalog): string {
  if (issues.length === 0) return '';
  return [words.related, '', ...issues.map((issue) => line(issue, words))].join('\n');
}

function line(issue: RelatedIssue, words: Catalog): string {
  const both = sharedInWords(issue.shared, words);
  const mention = both === '' ? '' : `${words.colon}${both}`;
  const number = Math.trunc(issue.number);
  // An issue of another repository is named without a live reference: it would leave a trace over there.
  const name = issue.repository ? `${neutralize(issue.repository, 200)} ${number}` : `#${number}`;
  return `- ${name} (${stateInWords(issue, words)})${mention}`;
}

/** What two issues share, most telling first, by what it is: the same error, the same stack frame, the same words. */
function sharedInWords(traits: readonly SharedTrait[], words: Catalog): string {
  const said = { error: words.sameError, frames: words.sameFrame, words: words.bothMention };
  let left = maxShared;
  return traits
    .flatMap(({ kind, texts }) => {
      const shown = texts
        .map((text) => neutralize(text, longest[kind]))
        .filter((text) => text !== '')
        .slice(0, left);
      left -= shown.length;
      return shown.length === 0 ? [] : [`${said[kind]} ${shown.join(words.comma)}`];
    })
    .join(words.separator);
}

/** GitHub's state reasons are a closed list; anything else is only `closed`. */
function stateInWords({ state, stateReason }: RelatedIssue, words: Catalog): string {
  if (state === 'open') return words.open;
  if (stateReason === 'completed') return words.completed;
  if (stateReason === 'not_planned') return words.notPlanned;
  if (stateReason === 'duplicate') return words.duplicate;
  return words.closed;
}
