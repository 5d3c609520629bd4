import { RE2JS, RE2JSException } from 're2js';
import { longestPattern } from '../settings/rules.ts';

/** A pattern that can be used, or what is wrong with it, as the end of a sentence that begins with its name. */
export type ReadPattern =
  | {
      matches: (text: string) => boolean;
      /** States of its automaton: a text costs at most so many steps a character. */
      size: number;
    }
  | { problem: string };

/** One pattern's states at most; a word takes one for each letter. */
const largest = 300;

/** Patterns that were read, since reading costs more than matching. All repositories share them. */
const known = new Map<string, ReadPattern>();
const mostKnown = 1_000;

/**
 * Reads a pattern in RE2's syntax, which has neither backreferences nor lookaround, so that matching takes a time
 * proportional to the text. Never throws. The same pattern gives the same answer.
 */
export function readPattern(pattern: string): ReadPattern {
  const before = known.get(pattern);
  if (before) return before;
  const read = compile(pattern);
  if (known.size >= mostKnown) known.clear();
  known.set(pattern, read);
  return read;
}

function compile(pattern: string): ReadPattern {
  if (pattern.length > longestPattern)
    return { problem: `has ${pattern.length} characters; ${longestPattern} are the limit` };
  // Counted before the library writes them out.
  if (repeats(pattern) > largest) return { problem: `repeats something more than ${largest} times` };
  try {
    const compiled = RE2JS.compile(pattern);
    const size = compiled.programSize();
    if (size > largest) return { problem: `is too large (${size} states; ${largest} are the limit)` };
    return { size, matches: (text) => compiled.test(text) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) return { problem: 'is not a pattern that RE2 can read' };
    return { problem: `is not a pattern: ${error.message.replace(/\p{C}/gu, ' ').slice(0, 120)}` };
  }
}

/** At least how often counted repetitions write something out, were each inside the one before. */
function repeats(pattern: string): number {
  let times = 1;
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    times *= Math.max(1, Number(least), Number(most ?? 0));
  return times;
}
