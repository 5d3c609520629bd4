import type { Rule } from '../settings/rules.ts';
import type { Settings } from '../settings/settings.ts';
import { type ReadPattern, readPattern } from './rule-pattern.ts';

/** The parts of an issue that a rule can look at. */
export const rulePlaces = ['title', 'body', 'form'] as const;
export type RulePlace = (typeof rulePlaces)[number];

type Pattern = Extract<ReadPattern, { size: number }>;

/** A rule whose patterns can all be used. */
export interface UsableRule {
  label: string;
  /** In the order in which they are cheap to look at. */
  patterns: { place: RulePlace; text: string; matches: Pattern['matches'] }[];
}

/** The states of all patterns together, of those for titles and of those for longer texts; rules after that are left out, and named. */
const mostStates = { title: 4_000, text: 600 };
/** Steps that the patterns may take on a body: a few milliseconds, and under 200 where patterns and text are both made to be slow. */
const mostSteps = 2_457_600;
const mostCharacters = 16_384;

export interface UsableRules {
  rules: UsableRule[];
  /** What is wrong with the others, each in a sentence. */
  problems: string[];
  /** Characters of a body, or of all answers of a form, that are looked at. */
  reach: number;
}

/** Reads the rules of the settings: those that can be used, in their order, and what is wrong with the others. */
export function usableRules({ rules }: Pick<Settings, 'rules'>): UsableRules {
  const usable: UsableRule[] = [];
  const problems: string[] = [];
  const states = { title: 0, text: 0 };
  rules.forEach((rule, at) => {
    const read = patternsOf(rule).map(({ place, text }) => ({ place, text, ...readPattern(text) }));
    const wrong = read.flatMap((each) =>
      'problem' in each
        ? [`rules[${at + 1}].when.${each.place} ${each.problem}. This rule is not used; the others are.`]
        : [],
    );
    problems.push(...wrong);
    if (wrong.length > 0) return;
    const patterns = read.flatMap((each) => ('size' in each ? [each] : []));
    const after = { ...states };
    for (const { place, size } of patterns) after[place === 'title' ? 'title' : 'text'] += size;
    const over = (['title', 'text'] as const).find((kind) => after[kind] > mostStates[kind]);
    if (over) {
      problems.push(
        `rules[${at + 1}] is not used: with it the patterns for ${over === 'title' ? 'titles' : 'bodies and forms'} are too large together (${after[over]} states; ${mostStates[over]} are the limit).`,
      );
      return;
    }
    Object.assign(states, after);
    usable.push({
      label: rule.label,
      patterns: patterns.map(({ place, text, matches }) => ({ place, text, matches })),
    });
  });
  const reach = Math.min(mostCharacters, Math.floor(mostSteps / Math.max(1, states.text)));
  return { rules: usable, problems, reach };
}

function patternsOf({ when }: Rule): { place: RulePlace; text: string }[] {
  return rulePlaces.flatMap((place) => {
    const text = when[place];
    return text === undefined ? [] : [{ place, text }];
  });
}
