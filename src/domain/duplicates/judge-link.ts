import { findRoot, type Parents } from './find-root.ts';

/** What is known of the issue that a link would lead to. */
export interface LinkTarget {
  state: 'open' | 'closed';
  stateReason: string | null;
}

/** To which issue a link leads, or why there can be none, in words for a person. */
export type LinkVerdict = { ok: true; canonical: number } | { ok: false; problem: string };

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
  if (number === of) return no('An issue cannot be a duplicate of itself.');
  if (known(number) === null) return no(`Issue #${number} is not known here.`);
  if (known(of) === null) return no(`Issue #${of} is not known here.`);
  const canonical = findRoot(of, parents);
  if (canonical === number) return no(`Issue #${of} is already a duplicate of this one.`);
  const target = known(canonical);
  if (target === null) return no(`Issue #${of} is a duplicate of #${canonical}, which is gone.`);
  if (target.state === 'closed' && target.stateReason === 'duplicate')
    return no(
      `Issue #${canonical} was closed as a duplicate itself: name the issue that it is a duplicate of.`,
    );
  return { ok: true, canonical };
}

const no = (problem: string): LinkVerdict => ({ ok: false, problem });
