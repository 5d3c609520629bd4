import type { SharedTrait } from '../issue/decision.ts';
import { errorLines } from './error-lines.ts';
import type { Idf } from './idf.ts';
import type { IssueText } from './issue-text.ts';
import { sharedWords } from './shared-words.ts';
import { stackFrames } from './stack-frames.ts';

/** Frames that stand on nearly every stack of their language. */
const commonFrame =
  /^(?:main|main\.main|<module>|<anonymous>|Object\.<anonymous>|Module\._compile|runtime\.goexit|runtime\.main|testing\.tRunner|std::rt::lang_start|_start|__libc_start_main)$/;
/**
 * What two issues have in common, most telling first: an error message, functions on
 * both stacks, then telling words that were not said by then. At most three entries, each on one line and without backticks inside its code.
 */
export function sharedTraits(one: IssueText, other: IssueText, idf: Idf): SharedTrait[] {
  const traits: SharedTrait[] = [];
  const error = sharedError(one, other);
  if (error !== null) traits.push({ kind: 'error', texts: [error] });
  const frames = sharedFrames(one, other);
  if (frames.length > 0) traits.push({ kind: 'frames', texts: frames });
  const words = sharedWords(one, other, idf, [error ?? '', ...frames].join(' '));
  if (words.length > 0) traits.push({ kind: 'words', texts: words });
  return traits;
}

function sharedError(one: IssueText, other: IssueText): string | null {
  const theirs = new Set(errorLines(`${other.title}\n${other.body}`).map((line) => line.key));
  const ours = errorLines(`${one.title}\n${one.body}`).filter((line) => theirs.has(line.key));
  return ours.sort((a, b) => b.key.length - a.key.length)[0]?.shown ?? null;
}

function sharedFrames(one: IssueText, other: IssueText): string[] {
  const theirs = new Set(stackFrames(other.body));
  return stackFrames(one.body)
    .filter((name) => theirs.has(name) && !commonFrame.test(name))
    .map((name) => name.replaceAll('`', "'"));
}
