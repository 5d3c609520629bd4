import type { SimilarIssue } from '../decision.ts';
import { neutralise } from '../neutralise.ts';
import type { Sentences } from './sentences.ts';

const mostShared = 3;

/** Issues of the same repository as a list: number, state and what they share; empty where there are none. */
export function relatedBlock(issues: readonly SimilarIssue[], words: Sentences): string {
  if (issues.length === 0) return '';
  return [words.related, '', ...issues.map((issue) => line(issue, words))].join('\n');
}

function line(issue: SimilarIssue, words: Sentences): string {
  const shared = issue.shared.flatMap(({ texts }) => texts).map((text) => neutralise(text, 40));
  const both = shared
    .filter((text) => text !== '')
    .slice(0, mostShared)
    .join(', ');
  const mention = both === '' ? '' : `: ${words.bothMention} ${both}`;
  const number = Math.trunc(issue.number);
  // An issue of another repository is named without a live reference: it would leave a trace over there.
  const name = issue.repository ? `${neutralise(issue.repository, 200)} ${number}` : `#${number}`;
  return `- ${name} (${stateInWords(issue, words)})${mention}`;
}

/** GitHub's state reasons are a closed list; anything else is only `closed`. */
function stateInWords({ state, stateReason }: SimilarIssue, words: Sentences): string {
  if (state === 'open') return words.open;
  if (stateReason === 'completed') return words.completed;
  if (stateReason === 'not_planned') return words.notPlanned;
  if (stateReason === 'duplicate') return words.duplicate;
  return words.closed;
}
