import type { LabelWords } from './label-words.ts';
import { fold } from './languages.ts';
import { type Meaning, workflow } from './meaning.ts';
import {
  categoryWords,
  effortWords,
  filingWords,
  plainPriorities,
  prefixes,
  priorityWords,
  wordedAs,
} from './vocabulary.ts';
import { isWorkflowName } from './workflow.ts';

/** What a label's prefix makes of the rest of its name; null when the prefix is not known. */
export function meaningOfPrefix({ prefix, rest, clear }: LabelWords, name: string): Meaning | null {
  const word = fold(prefix.replace(/ ?[0-9]$/, ''));
  if (word === '') return null;
  const filed = filingWords.has(word) ? wordedAs(categoryWords, rest) : null;
  if (filed) return { dimension: 'category', value: filed, reason: `its name says ${filed}` };
  // `question / support`: both say it.
  const said = wordedAs(categoryWords, word);
  if (clear && said !== null && wordedAs(categoryWords, rest) === said)
    return { dimension: 'category', value: said, reason: `its name says ${said}` };
  if (prefixes.category.has(word)) return category(word, rest);
  if (prefixes.priority.has(word)) return priority(word, rest, name, clear);
  if (prefixes.effort.has(word)) return effort(word, rest);
  if (prefixes.team.has(word)) return unknown(`"${word}" names a team: routing decides`);
  if (prefixes.workflow.has(word) || (!clear && prefixes.hyphenWorkflow.has(word))) {
    return workflow(`"${word}" is a word of the workflow`);
  }
  if (word === 'bug') return { dimension: 'category', value: 'bug', reason: 'its name says bug' };
  if (word === 'enhancement')
    return { dimension: 'category', value: 'feature', reason: 'its name says feature' };
  return prefixes.area.has(word) ? area(word, rest, name, clear) : null;
}

function category(prefix: string, rest: string): Meaning {
  const value = wordedAs(categoryWords, rest) ?? anyWordedAs(categoryWords, rest);
  if (value) return { dimension: 'category', value, reason: `its name says ${value}` };
  if (/^(?:duplicate|invalid|wont ?fix|stale|tracking issue|meta|future (?:in)?compatibility)/.test(rest)) {
    return workflow('its words are of the workflow');
  }
  const urgency = plainPriorities.get(rest);
  if (urgency) return { dimension: 'priority', value: urgency, reason: `its name says ${urgency} priority` };
  if (prefix === 't') return unknown('"t" may mean a team, a tool or a type');
  return { dimension: 'category', value: rest, reason: `"${prefix}" makes it a category of this repository` };
}

function priority(prefix: string, rest: string, name: string, clear: boolean): Meaning | null {
  const value = wordedAs(priorityWords, rest) ?? wordedAs(priorityWords, rest.replace(/^[0-9] /, ''));
  if (value) return { dimension: 'priority', value, reason: `its name says ${value} priority` };
  // `p: camera` is a package.
  if (prefix === 'p') return clear ? area(prefix, rest, name, clear) : null;
  return unknown(`"${rest}" is no known step of a priority`);
}

function effort(prefix: string, rest: string): Meaning {
  const value = wordedAs(effortWords, rest) ?? anyWordedAs(effortWords, rest);
  return value
    ? { dimension: 'effort', value, reason: `its name says ${value} effort` }
    : unknown(`"${rest}" is no known step of "${prefix}"`);
}

/** `I-nominated`, `api-approved` and `feature: votes required` say what is done with an issue; `area/review` is an area all the same. */
function area(prefix: string, rest: string, name: string, clear: boolean): Meaning {
  const doubtful = !clear || prefix.length === 1 || prefix === 'feature';
  if (doubtful && (isWorkflowName(rest) || isWorkflowName(`${prefix} ${rest}`))) {
    return workflow('its words are of the workflow');
  }
  return { dimension: 'area', value: name, reason: `its name begins with "${prefix}"` };
}

function anyWordedAs(vocabulary: Record<string, readonly string[]>, phrase: string): string | null {
  for (const word of phrase.split(' ')) {
    const value = wordedAs(vocabulary, word);
    if (value) return value;
  }
  return null;
}

function unknown(reason: string): Meaning {
  return { dimension: 'none', value: '', reason };
}
