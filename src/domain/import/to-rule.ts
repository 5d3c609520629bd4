import { readPattern } from '../rules/rule-pattern.ts';
import type { RulePlace } from '../rules/usable-rules.ts';
import { isLabelName } from '../text/names.ts';
import type { Finding } from './finding.ts';

/**
 * A regular expression as JavaScript's bots write it, plain or as `/text/flags`, in RE2's syntax; a problem where RE2
 * can't have it.
 */
export function toPattern(written: string): { pattern: string } | { problem: string } {
  const [, body = written, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(written) ?? [];
  const kept = [...new Set(flags)].filter((flag) => 'ims'.includes(flag)).join('');
  const pattern = kept === '' ? body : `(?${kept})${body}`;
  const read = readPattern(pattern);
  return 'problem' in read ? { problem: read.problem } : { pattern };
}

/** A text that a pattern has to hold literally. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * A rule for each place, or why there is none. The places are alternatives; the patterns of one rule all have to match, so
 * two of them are written in either order.
 */
export function findRules(
  what: string,
  label: string,
  places: readonly RulePlace[],
  written: readonly string[],
): Finding {
  if (!isLabelName(label)) return { outcome: 'left', what, why: 'It names no label.' };
  const read = written.map(toPattern);
  const problem = read.flatMap((each) => ('problem' in each ? [each.problem] : []))[0];
  if (problem !== undefined) return { outcome: 'left', what, why: `Its pattern ${problem}.` };
  const patterns = read.flatMap((each) => ('pattern' in each ? [each.pattern] : []));
  const joined = together(patterns);
  if (joined === null)
    return {
      outcome: 'left',
      what,
      why: 'Its patterns all have to match, which one rule can’t say of so many.',
    };
  return {
    outcome: 'taken',
    what,
    why: places.length > 1 ? `It became a rule for each of ${places.join(' and ')}.` : 'It became a rule.',
    parts: places.map((place) => ({ kind: 'rule', rule: { when: { [place]: joined }, label } })),
  };
}

/** One rule whose texts all have to match, or why there is none. */
export function ruleOfAll(
  what: string,
  label: string,
  written: readonly (readonly [RulePlace, string])[],
): Finding {
  if (!isLabelName(label)) return { outcome: 'left', what, why: 'It names no label.' };
  const when: Partial<Record<RulePlace, string>> = {};
  for (const [place, text] of written) {
    const read = toPattern(text);
    if ('problem' in read) return { outcome: 'left', what, why: `Its pattern ${read.problem}.` };
    when[place] = read.pattern;
  }
  return {
    outcome: 'taken',
    what,
    why: 'It became a rule.',
    parts: [{ kind: 'rule', rule: { when, label } }],
  };
}

function together(patterns: readonly string[]): string | null {
  const [first, second, ...more] = patterns;
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return first;
  const both = `(?s)(?:(?:${first}).*(?:${second})|(?:${second}).*(?:${first}))`;
  return 'problem' in readPattern(both) ? null : both;
}
