import type { LabelMeaning } from '../decision.ts';
import type { LabelWords } from './label-words.ts';
import { categoryWords, effortWords, plainPriorities, prefixes, priorityWords } from './vocabulary.ts';
import { isWorkflowName } from './workflow.ts';

export type Meaning = Pick<LabelMeaning, 'dimension' | 'value' | 'reason'>;

/** The value of a vocabulary that a phrase stands for, or null. */
export function wordedAs(vocabulary: Record<string, readonly string[]>, phrase: string): string | null {
  return Object.entries(vocabulary).find(([, phrases]) => phrases.includes(phrase))?.[0] ?? null;
}

/** What a label's name alone says; null when it says nothing beyond being a topic. */
export function classifyName(words: LabelWords, name: string): Meaning | null {
  return byPrefix(words, name) ?? byWhole(words, name);
}

function byPrefix({ prefix, rest, clear }: LabelWords, name: string): Meaning | null {
  const bare = prefix.replace(/ ?[0-9]$/, '');
  if (bare === '') return null;
  if (prefixes.category.has(bare)) return afterCategory(bare, rest, name);
  if (prefixes.priority.has(bare)) return afterPriority(bare, rest, name, clear);
  if (prefixes.effort.has(bare)) return afterEffort(bare, rest);
  if (prefixes.team.has(bare))
    return { dimension: 'none', value: '', reason: `"${bare}" names a team: routing decides` };
  if (prefixes.workflow.has(bare)) return workflow(`"${bare}" is a word of the workflow`);
  if (prefixes.area.has(bare) && (clear || bare.length > 1 || /^[a-z]-/i.test(name))) {
    // `feature: votes required` is about what is done with a request, `area/needs` is not.
    if (bare === 'feature' && isWorkflowName(`feature ${rest}`))
      return workflow('its words are of the workflow');
    return { dimension: 'area', value: name, reason: `its name begins with "${bare}"` };
  }
  return null;
}

function afterCategory(prefix: string, rest: string, name: string): Meaning {
  const value =
    wordedAs(categoryWords, rest) ??
    rest
      .split(' ')
      .map((word) => wordedAs(categoryWords, word))
      .find((each) => each !== null);
  if (value) return { dimension: 'category', value, reason: `its name says ${value}` };
  if (/^(?:duplicate|invalid|wont ?fix|stale|tracking issue|meta|future compatibility)/.test(rest))
    return workflow('its words are of the workflow');
  // A lone T may be a team or a tool, a lone C a consequence: only a spelt-out prefix makes a category of its own.
  if (prefix === 't')
    return { dimension: 'none', value: '', reason: '"t" may mean a team, a tool or a type' };
  return {
    dimension: 'category',
    value: rest,
    reason: `"${prefix}" makes it a category of this repository: ${name}`,
  };
}

function afterPriority(prefix: string, rest: string, name: string, clear: boolean): Meaning | null {
  const value = wordedAs(priorityWords, rest) ?? wordedAs(priorityWords, rest.replace(/^[0-9] /, ''));
  if (value) return { dimension: 'priority', value, reason: `its name says ${value} priority` };
  // `p: camera` is a package.
  if (prefix === 'p')
    return clear ? { dimension: 'area', value: name, reason: 'its name begins with "p"' } : null;
  return { dimension: 'none', value: '', reason: `"${rest}" is no known step of a priority` };
}

function afterEffort(prefix: string, rest: string): Meaning {
  const value =
    wordedAs(effortWords, rest) ??
    rest
      .split(' ')
      .map((word) => wordedAs(effortWords, word))
      .find((each) => each !== null);
  return value
    ? { dimension: 'effort', value, reason: `its name says ${value} effort` }
    : { dimension: 'none', value: '', reason: `"${rest}" is no known step of "${prefix}"` };
}

function byWhole({ all, prefix }: LabelWords, _name: string): Meaning | null {
  const priority = plainPriorities[all];
  if (priority)
    return { dimension: 'priority', value: priority, reason: `its name says ${priority} priority` };
  const category = wordedAs(categoryWords, all) ?? (prefix === 'bug' ? 'bug' : null);
  if (category) return { dimension: 'category', value: category, reason: `its name says ${category}` };
  const spaced = /^(type|kind|priority|prio|severity|effort|size|difficulty) (.+)$/.exec(all) ?? null;
  if (spaced) return byPrefix({ all, prefix: spaced[1] ?? '', rest: spaced[2] ?? '', clear: true }, all);
  if (isWorkflowName(all)) return workflow('its words are of the workflow');
  return null;
}

export function workflow(reason: string): Meaning {
  return { dimension: 'workflow', value: '', reason };
}
