import { errorLines } from './error-lines.ts';
import type { Idf } from './idf.ts';
import { capBody, type IssueText } from './issue-text.ts';
import { stackFrames } from './stack-frames.ts';
import { tokenise } from './tokens.ts';

const mostTerms = 4;
/** Frames that stand on nearly every stack of their language. */
const commonFrame =
  /^(?:main|main\.main|<module>|<anonymous>|Object\.<anonymous>|Module\._compile|runtime\.goexit|runtime\.main|testing\.tRunner|std::rt::lang_start|_start|__libc_start_main)$/;
/** From this idf on a shared word is worth saying: it stands in fewer than about one issue in forty. */
const telling = 4.7;

/**
 * What two issues have in common, in words for a person, most telling first: an error message, functions on
 * both stacks, then telling words that were not said by then. At most three entries, each on one line and without backticks inside its code.
 */
export function sharedTraits(one: IssueText, other: IssueText, idf: Idf): string[] {
  const traits: string[] = [];
  const error = sharedError(one, other);
  if (error !== null) traits.push(`same error \`${error}\``);
  const frames = sharedFrames(one, other);
  if (frames[0] !== undefined) {
    traits.push(
      frames.length === 1
        ? `same stack frame \`${frames[0]}\``
        : `${frames.length} same stack frames, first \`${frames[0]}\``,
    );
  }
  const said = new Set(tokenise([error ?? '', ...frames].join(' ')));
  const terms = sharedTerms(one, other, idf)
    .filter((term) => !said.has(term))
    .slice(0, mostTerms);
  if (terms.length > 0) traits.push(`both say ${terms.map((term) => `\`${term}\``).join(', ')}`);
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

function sharedTerms(one: IssueText, other: IssueText, idf: Idf): string[] {
  const theirs = counts(other);
  return [...counts(one)]
    .filter(([token]) => theirs.has(token) && idf.of(token) >= telling && /\p{L}{3}/u.test(token))
    .map(([token, count]): [string, number] => [
      token,
      idf.of(token) * (1 + Math.log(Math.min(count, theirs.get(token) ?? 0))),
    ])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([token]) => token);
}

/** Words and how often they stand in the text, a word of the title counting twice. */
function counts(text: IssueText): Map<string, number> {
  const found = new Map<string, number>();
  for (const token of tokenise(`${text.title}\n${text.title}\n${capBody(text.body)}`)) {
    found.set(token, (found.get(token) ?? 0) + 1);
  }
  return found;
}
