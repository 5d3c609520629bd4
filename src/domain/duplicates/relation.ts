/** What a canonical issue is to one that has the same problem. */
export type Relation = 'duplicate' | 'solved in' | 'regression?' | 'not planned';

/**
 * A duplicate of an open issue is a duplicate. Where the canonical one was closed as solved it is named by that: solved
 * after this one was filed, it is "solved in"; solved before, the problem may have come back, or the author's version is older.
 */
export function relationTo(
  canonical: { state: 'open' | 'closed'; stateReason: string | null; closedAt: string | null },
  filedAt: string,
): Relation {
  if (canonical.state === 'open') return 'duplicate';
  if (canonical.stateReason === 'not_planned') return 'not planned';
  const closed = canonical.closedAt === null ? Number.NaN : Date.parse(canonical.closedAt);
  return closed < Date.parse(filedAt) ? 'regression?' : 'solved in';
}
