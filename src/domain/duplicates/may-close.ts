import type { Account, Issue } from '../issue/issue.ts';
import type { DuplicateLink } from './duplicate-link.ts';
import { type Relation, relationTo } from './relation.ts';

/** What stands on GitHub at the moment of writing. */
export interface LastLook {
  issue: Issue;
  /** Null where it is gone. */
  canonical: Issue | null;
  /** What people did on the issue since it was linked; bots' doings are left out. */
  since: readonly { kind: 'commented' | 'reopened' | 'assigned' | 'thumbs down'; by: Account }[];
}

/** `wait` until so many milliseconds since 1970; `keep` open for good, with why. */
export type CloseVerdict = { do: 'close' } | { do: 'wait'; until: number } | { do: 'keep'; why: string };

const day = 86_400_000;

/**
 * Whether an issue that a person linked as a duplicate may be closed: only after the days that the settings name, and
 * never once a person commented, vetoed, reopened or assigned it since, or somebody is assigned at all, and only while the
 * other one is open: closed as solved, the problem may have come back, and a person decides.
 */
export function mayClose(
  link: Pick<DuplicateLink, 'state' | 'by' | 'at' | 'keptOpen' | 'canonical'>,
  look: LastLook,
  afterDays: number,
  now: number,
): CloseVerdict {
  if (link.state !== 'linked' || link.by?.kind !== 'person') return keep('No person linked it.');
  if (link.keptOpen !== null) return keep(link.keptOpen);
  if (look.issue.state === 'closed') return keep('It is closed already.');
  if (look.issue.locked) return keep('It is locked.');
  if (look.canonical === null) return keep(`Issue #${link.canonical} is gone.`);
  if (look.canonical.state === 'closed' && look.canonical.stateReason === 'duplicate')
    return keep(`Issue #${link.canonical} was closed as a duplicate itself.`);
  const relation = relationTo(look.canonical, look.issue.createdAt);
  if (relation !== 'duplicate') return keep(`Issue #${link.canonical} ${closedWords[relation]}`);
  const [first] = look.since;
  if (first) return keep(`${first.by.login} ${words[first.kind]} after it was linked.`);
  if (look.issue.assignees.length > 0) return keep('Somebody is assigned.');
  const until = Date.parse(link.at) + afterDays * day;
  return now < until ? { do: 'wait', until } : { do: 'close' };
}

const words = {
  commented: 'commented',
  reopened: 'reopened it',
  assigned: 'assigned it',
  'thumbs down': 'gave a thumbs down',
} as const;

const closedWords: Record<Exclude<Relation, 'duplicate'>, string> = {
  'solved in': 'was closed meanwhile: it is solved there.',
  'regression?': 'was closed before this one was filed: it may have come back.',
  'not planned': 'was closed as not planned.',
};

const keep = (why: string): CloseVerdict => ({ do: 'keep', why });
