import type { Issue } from '../issue/issue.ts';
import type { Settings } from '../settings/settings.ts';
import { createMatcher, matchesAny } from '../text/glob.ts';

/** The label that keeps DispatchAI away from an issue, in any case. */
export const handsOffLabel = 'no-triage';

/** Why nothing may be written on an issue, whoever asks. */
export type HandsOff = 'locked' | 'no_triage_label';

/** Why DispatchAI leaves an issue alone. `author`, `label`, `title`: the settings ignore it by that. */
export type SkipReason = HandsOff | 'closed' | 'bot' | 'author' | 'label' | 'title';

/** Why nothing may be written on an issue, whoever asks; null where something may. */
export function handsOffReason({ locked, labels }: Pick<Issue, 'locked' | 'labels'>): HandsOff | null {
  if (locked) return 'locked';
  return labels.some((label) => label.toLowerCase() === handsOffLabel) ? 'no_triage_label' : null;
}

/**
 * Why nothing may be written on an issue, or null. Locked issues and those labeled `no-triage` are left alone
 * whoever asks; the rest (bots, ignore rules, closed issues) gives way to a person with the right who asked for it.
 */
export function skipReason(issue: Issue, settings: Settings, asked: true): HandsOff | null;
export function skipReason(issue: Issue, settings: Settings, asked?: boolean): SkipReason | null;
export function skipReason(issue: Issue, settings: Settings, asked = false): SkipReason | null {
  const off = handsOffReason(issue);
  if (off !== null) return off;
  if (asked) return null;
  if (issue.state === 'closed') return 'closed';
  if (issue.author.kind === 'bot' && !settings.bots) return 'bot';
  const { authors, labels, titles } = settings.ignore;
  if (matchesAny(authors, issue.author.login)) return 'author';
  if (issue.labels.some(createMatcher(labels))) return 'label';
  if (matchesAny(titles, issue.title)) return 'title';
  return null;
}
