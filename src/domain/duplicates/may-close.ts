import type { Stored } from '../issue/autonomy-reason.ts';
import type { Account, Issue } from '../issue/issue.ts';
import type { DuplicateLink } from './duplicate-link.ts';
import type { KeptOpen, Objection } from './kept-open.ts';
import { relationTo } from './relation.ts';

/** What stands on GitHub at the moment of writing. */
export interface LastLook {
  issue: Issue;
  /** Null where it is gone. */
  canonical: Issue | null;
  /** What people did on the issue since it was linked; bots' doings are left out. */
  since: readonly { kind: Objection; by: Account }[];
}

/** `wait` until so many milliseconds since 1970; `keep` open for good, with why. */
export type CloseVerdict =
  | { do: 'close' }
  | { do: 'wait'; until: number }
  | { do: 'keep'; why: Stored<KeptOpen> };

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
  if (link.state !== 'linked' || link.by?.kind !== 'person') return keep({ code: 'no_person' });
  if (link.keptOpen !== null) return keep(link.keptOpen);
  if (look.issue.state === 'closed') return keep({ code: 'closed' });
  if (look.issue.locked) return keep({ code: 'locked' });
  const { canonical } = link;
  if (look.canonical === null) return keep({ code: 'canonical_gone', canonical });
  if (look.canonical.state === 'closed' && look.canonical.stateReason === 'duplicate')
    return keep({ code: 'canonical_duplicate', canonical });
  const relation = relationTo(look.canonical, look.issue.createdAt);
  if (relation !== 'duplicate') return keep({ code: 'canonical_closed', canonical, relation });
  const [first] = look.since;
  if (first) return keep({ code: 'objection', login: first.by.login, did: first.kind });
  if (look.issue.assignees.length > 0) return keep({ code: 'assigned' });
  const until = Date.parse(link.at) + afterDays * day;
  return now < until ? { do: 'wait', until } : { do: 'close' };
}

const keep = (why: Stored<KeptOpen>): CloseVerdict => ({ do: 'keep', why });
