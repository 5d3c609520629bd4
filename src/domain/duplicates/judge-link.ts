import type { LinkRefusal } from '../issue/write-refusal.ts';
import { findRoot, type Parents } from './find-root.ts';

/** What is known of the issue that a link would lead to. */
export interface LinkTarget {
  state: 'open' | 'closed';
  stateReason: string | null;
}

/** To which issue a link leads, or why there can be none. */
export type LinkVerdict = { ok: true; canonical: number } | { ok: false; problem: LinkRefusal };

/**
 * Whether an issue may be linked as a duplicate of another. The link leads to the root of what the other is linked to,
 * so that no chain grows; never to the issue itself, to one that is not known (any more), or to one that was
 * closed as a duplicate of nobody knows what.
 *
 * @param known what is known of an issue; null for one that never was here or left for good
 */
export function judgeLink(
  number: number,
  of: number,
  parents: Parents,
  known: (number: number) => LinkTarget | null,
): LinkVerdict {
  if (number === of) return no({ code: 'own_duplicate' });
  if (known(number) === null) return no({ code: 'unknown_issue', number });
  if (known(of) === null) return no({ code: 'unknown_issue', number: of });
  const canonical = findRoot(of, parents);
  if (canonical === number) return no({ code: 'linked_back', of });
  const target = known(canonical);
  if (target === null) return no({ code: 'canonical_gone', of, canonical });
  if (target.state === 'closed' && target.stateReason === 'duplicate')
    return no({ code: 'canonical_duplicate', canonical });
  return { ok: true, canonical };
}

const no = (problem: LinkRefusal): LinkVerdict => ({ ok: false, problem });
