import type { Meaning } from './meaning.ts';
import { effortWords, priorityWords, wordedAs } from './vocabulary.ts';

/** Phrases by which descriptions tell a category, as GitHub's own defaults and many repositories word them. */
const cues: readonly [string, RegExp][] = [
  [
    'bug',
    /something (?:isn['’]?t|is not) working|\bis a (?:confirmed )?bug\b|\b(?:bug|defect) reports?\b|unexpected or wrong behaviou?r/i,
  ],
  [
    'feature',
    /new features? or requests?|\bfeature requests?\b|\brequests? (?:for )?(?:a )?new (?:feature|functionality)\b/i,
  ],
  [
    'question',
    /further information is requested|\bis a (?:usage )?question\b|\bsupport (?:request|question)s?\b/i,
  ],
  [
    'documentation',
    /improvements or additions to documentation|\b(?:issues?|problems?) (?:with|in|about) the (?:docs|documentation)\b/i,
  ],
];

/** `High priority level`, `Severity: low`, `Small effort`. */
const priorityFirst =
  /\b(critical|urgent|high(?:est)?|medium|normal|low(?:est)?)[- ](?:priority|severity|urgency|importance)\b/i;
const priorityLast =
  /\b(?:priority|severity|urgency)(?: level)?(?: is|:| =)? (critical|urgent|high(?:est)?|medium|normal|low(?:est)?)\b/i;
const effortFirst = /\b(small|low|little|medium|large|big|high)(?: amount of)? (?:effort|work)\b/i;

/** What the description of a label that is called like a step (`high`, `small`) says it is a step of; null where it says nothing. */
export function classifyStep(all: string, description: string): Meaning | null {
  const priority = wordedAs(priorityWords, all);
  const urgency = priorityFirst.exec(description)?.[1] ?? priorityLast.exec(description)?.[1];
  if (priority && urgency)
    return { dimension: 'priority', value: priority, reason: `its description says ${priority} priority` };
  const effort = wordedAs(effortWords, all);
  if (effort && effortFirst.test(description))
    return { dimension: 'effort', value: effort, reason: `its description says ${effort} effort` };
  return null;
}

/** What a label's description says of its category; null when it says nothing of it. */
export function classifyDescription(description: string): Meaning | null {
  const value = cues.find(([, pattern]) => pattern.test(description))?.[0];
  return value ? { dimension: 'category', value, reason: `its description says ${value}` } : null;
}
