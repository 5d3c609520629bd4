import type { Stored } from '../issue/autonomy-reason.ts';
import type { Relation } from './relation.ts';

/** What a person did on an issue after it was linked as a duplicate. */
export type Objection = 'commented' | 'reopened' | 'assigned' | 'thumbs down';

/** Why an issue stays open though it is linked as a duplicate. Codes are stored, and never renamed. */
export type KeptOpen =
  | { code: 'no_person' | 'closed' | 'locked' | 'assigned' }
  /** `canonical` does not exist (any more), or was closed as a duplicate itself. */
  | { code: 'canonical_gone' | 'canonical_duplicate'; canonical: number }
  /** `canonical` was closed. */
  | { code: 'canonical_closed'; canonical: number; relation: Exclude<Relation, 'duplicate'> }
  | { code: 'objection'; login: string; did: Objection };

const did: Readonly<Record<Objection, string>> = {
  commented: 'commented',
  reopened: 'reopened it',
  assigned: 'assigned it',
  'thumbs down': 'gave a thumbs down',
};

const closed: Readonly<Record<Exclude<Relation, 'duplicate'>, string>> = {
  'solved in': 'has been closed since, so the problem is solved there.',
  'regression?': 'was closed before this one was filed, so the problem may have come back.',
  'not planned': 'was closed as not planned.',
};

/** The reason as an English sentence; early versions kept one. The login in it is foreign text. */
export function explainKeptOpen(kept: Stored<KeptOpen>): string {
  if (typeof kept === 'string') return kept;
  switch (kept.code) {
    case 'no_person':
      return 'No person linked it.';
    case 'closed':
      return 'It is already closed.';
    case 'locked':
      return 'It is locked.';
    case 'assigned':
      return 'Someone is assigned.';
    case 'canonical_gone':
      return `Issue #${kept.canonical} no longer exists.`;
    case 'canonical_duplicate':
      return `Issue #${kept.canonical} was itself closed as a duplicate.`;
    case 'canonical_closed':
      return `Issue #${kept.canonical} ${closed[kept.relation]}`;
    case 'objection':
      return `${kept.login} ${did[kept.did]} after it was linked.`;
  }
}
