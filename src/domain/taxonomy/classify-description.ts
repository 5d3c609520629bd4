import type { Meaning } from './meaning.ts';

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

/** What a label's description says of its category; null when it says nothing of it. */
export function classifyDescription(description: string): Meaning | null {
  const value = cues.find(([, pattern]) => pattern.test(description))?.[0];
  return value ? { dimension: 'category', value, reason: `its description says ${value}` } : null;
}
