import { type LabelWords, labelWords } from './label-words.ts';
import { fold } from './languages.ts';
import { type Meaning, workflow } from './meaning.ts';
import { meaningOfPrefix } from './meaning-of-prefix.ts';
import { categoryWords, isCriticalBug, kindWords, plainPriorities, wordedAs } from './vocabulary.ts';
import { isWorkflowName } from './workflow.ts';

/** What a label's name alone says, the whole of it before its prefix; null when it says nothing beyond being a topic. */
export function classifyName(words: LabelWords, name: string): Meaning | null {
  const known = meaningOfWhole(words.all) ?? meaningOfPrefix(words, name) ?? meaningBeforeBrackets(name);
  if (known) return known;
  if (isKind(words.all)) {
    return { dimension: 'none', value: '', reason: 'it is a kind of problem or of work, not a topic' };
  }
  return isWorkflowName(words.all) ? workflow('its words are of the workflow') : null;
}

/** `question (usage)`, `Bug [UI]`: what stands in brackets at the end only tells more of it. */
function meaningBeforeBrackets(name: string): Meaning | null {
  const before = /^([^([]{2,40})\s*[([][^)\]]{1,40}[)\]]$/.exec(name)?.[1];
  return before === undefined ? null : meaningOfWhole(labelWords(before).all);
}

/** `regression`, and `regression-from-stable-to-beta` or `regression:17` too. */
const isKind = (all: string) => kindWords.has(all) || kindWords.has(fold(all)) || /^regression /.test(all);

function meaningOfWhole(all: string): Meaning | null {
  const priority =
    plainPriorities.get(all) ??
    plainPriorities.get(fold(all)) ??
    (isCriticalBug(all) ? 'critical' : undefined);
  if (priority)
    return { dimension: 'priority', value: priority, reason: `its name says ${priority} priority` };
  const category = wordedAs(categoryWords, all);
  return category === null
    ? null
    : { dimension: 'category', value: category, reason: `its name says ${category}` };
}
