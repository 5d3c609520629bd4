import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DuplicateLink } from '../../domain/duplicates/duplicate-link.ts';
import type { LinkTarget } from '../../domain/duplicates/judge-link.ts';
import { withoutIssue } from '../../domain/duplicates/without-issue.ts';
import type { Tx } from '../core/transaction.ts';
import { issues } from '../schema/repository-schema.ts';
import { duplicateLinks } from '../schema/search-schema.ts';

export interface LinkPlace {
  installationId: number;
  repositoryId: number;
}

export const ofRepository = (place: LinkPlace) =>
  and(
    eq(duplicateLinks.installationId, place.installationId),
    eq(duplicateLinks.repositoryId, place.repositoryId),
  );

export const ofNumber = (place: LinkPlace, number: number) =>
  and(ofRepository(place), eq(duplicateLinks.number, number));

/** Held until the transaction ends. */
export async function lockLinks(tx: Tx, { repositoryId }: LinkPlace): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('dispatch.duplicates', ${repositoryId}))`,
  );
}

/** Of each linked issue the one it is linked to. */
export async function readParents(tx: Tx, place: LinkPlace): Promise<Map<number, number>> {
  const rows = await tx
    .select({ number: duplicateLinks.number, canonical: duplicateLinks.canonical })
    .from(duplicateLinks)
    .where(and(ofRepository(place), eq(duplicateLinks.state, 'linked')));
  return new Map(rows.map(({ number, canonical }) => [number, canonical]));
}

/** Those of the issues that are known here. */
export async function readTargets(
  tx: Tx,
  place: LinkPlace,
  numbers: number[],
): Promise<Map<number, LinkTarget>> {
  const rows = await tx
    .select({ number: issues.number, state: issues.state, stateReason: issues.stateReason })
    .from(issues)
    .where(
      and(
        eq(issues.installationId, place.installationId),
        eq(issues.repositoryId, place.repositoryId),
        inArray(issues.number, numbers),
      ),
    );
  return new Map(rows.map(({ number, ...target }) => [number, target]));
}

export function toLink(row: typeof duplicateLinks.$inferSelect): DuplicateLink {
  const { number, canonical, state, source, by, cause, look, keptOpen, linkedAt } = row;
  return { number, canonical, state, source, by, cause, look, keptOpen, at: linkedAt.toISOString() };
}

/** An issue left for good: what was linked to it finds a new root, and nothing else is kept of it. */
export async function forgetLinks(tx: Tx, place: LinkPlace, number: number): Promise<void> {
  await lockLinks(tx, place);
  const changed = withoutIssue(number, await readParents(tx, place));
  for (const [child, parent] of changed) {
    const row = and(ofNumber(place, child), eq(duplicateLinks.state, 'linked'));
    if (parent === null) await tx.delete(duplicateLinks).where(row);
    else {
      // A veto of the very pair stands in the way, and wins.
      const vetoed = await tx
        .select({ state: duplicateLinks.state })
        .from(duplicateLinks)
        .where(and(ofNumber(place, child), eq(duplicateLinks.canonical, parent)));
      if (vetoed.length > 0) await tx.delete(duplicateLinks).where(row);
      else await tx.update(duplicateLinks).set({ canonical: parent }).where(row);
    }
  }
  await tx.delete(duplicateLinks).where(ofNumber(place, number));
  await tx.delete(duplicateLinks).where(and(ofRepository(place), eq(duplicateLinks.canonical, number)));
}
