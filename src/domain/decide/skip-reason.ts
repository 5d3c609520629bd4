import type { Issue } from '../issue/issue.ts';
import type { Settings } from '../settings/settings.ts';
import { createMatcher, matchesAny } from '../text/glob.ts';

/** The label that keeps DispatchAI away from an issue, in any case. */
export const handsOffLabel = 'no-triage';

/** Why nothing may be written on an issue, whoever asks, in words; null where something may. */
export function handsOffReason({ locked, labels }: Pick<Issue, 'locked' | 'labels'>): string | null {
  if (locked) return 'the issue is locked';
  if (labels.some((label) => label.toLowerCase() === handsOffLabel)) {
    return `the issue is labeled ${handsOffLabel}`;
  }
  return null;
}

/**
 * Why nothing may be written on an issue, in words, or null. Locked issues and those labeled `no-triage` are left alone
 * whoever asks; the rest (bots, ignore rules, closed issues) gives way to a person with the right who asked for it.
 */
export function skipReason(issue: Issue, settings: Settings, asked = false): string | null {
  const off = handsOffReason(issue);
  if (off !== null) return off;
  if (asked) return null;
  if (issue.state === 'closed') return 'the issue is closed';
  if (issue.author.kind === 'bot' && !settings.bots) return 'a bot opened the issue';
  const { authors, labels, titles } = settings.ignore;
  if (matchesAny(authors, issue.author.login)) return 'the settings ignore its author';
  if (issue.labels.some(createMatcher(labels))) return 'the settings ignore one of its labels';
  if (matchesAny(titles, issue.title)) return 'the settings ignore its title';
  return null;
}
