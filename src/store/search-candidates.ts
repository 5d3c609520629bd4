import { and, eq, inArray, lt, or } from 'drizzle-orm';
import type { Candidate } from '../domain/similarity/features.ts';
import { unpackText } from '../domain/similarity/pack-text.ts';
import { issues } from './schema.ts';
import { duplicateLinks, searchTexts } from './search-schema.ts';
import type { Tx } from './transaction.ts';

interface Place {
  installationId: number;
  repositoryId: number;
}

const day = 86_400_000;

/** What was known of indexed issues at a time; later closing and later links do not count. */
export async function readCandidates(
  tx: Tx,
  place: Place,
  numbers: number[],
  at: Date,
): Promise<Candidate[]> {
  if (numbers.length === 0) return [];
  const rows = await tx
    .select({
      number: searchTexts.number,
      packed: searchTexts.packed,
      createdAt: issues.createdAt,
      closedAt: issues.closedAt,
      stateReason: issues.stateReason,
    })
    .from(searchTexts)
    .innerJoin(
      issues,
      and(
        eq(issues.installationId, searchTexts.installationId),
        eq(issues.repositoryId, searchTexts.repositoryId),
        eq(issues.number, searchTexts.number),
      ),
    )
    .where(
      and(
        eq(searchTexts.installationId, place.installationId),
        eq(searchTexts.repositoryId, place.repositoryId),
        inArray(searchTexts.number, numbers),
      ),
    );
  const links = await readLinks(tx, place, numbers, at);
  return rows.map(({ number, packed, createdAt, closedAt, stateReason }) => {
    const closed = closedAt !== null && closedAt < at;
    return {
      number,
      ...unpackText(packed),
      ageDays: Math.max(0, (at.getTime() - createdAt.getTime()) / day),
      closed,
      links: links.filter(({ canonical }) => canonical === number).length,
      duplicate: (closed && stateReason === 'duplicate') || links.some((link) => link.number === number),
    };
  });
}

function readLinks(tx: Tx, place: Place, numbers: number[], at: Date) {
  return tx
    .select({ number: duplicateLinks.number, canonical: duplicateLinks.canonical })
    .from(duplicateLinks)
    .where(
      and(
        eq(duplicateLinks.installationId, place.installationId),
        eq(duplicateLinks.repositoryId, place.repositoryId),
        or(inArray(duplicateLinks.canonical, numbers), inArray(duplicateLinks.number, numbers)),
        lt(duplicateLinks.linkedAt, at),
      ),
    );
}
