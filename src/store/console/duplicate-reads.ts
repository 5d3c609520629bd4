import { and, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { LinkState } from '../../domain/duplicates/duplicate-link.ts';
import { explainKeptOpen } from '../../domain/duplicates/kept-open.ts';
import type { DuplicateRow } from '../../read/similar.ts';
import type { Tx } from '../core/transaction.ts';
import { issues } from '../schema/repository-schema.ts';
import { duplicateLinks } from '../schema/search-schema.ts';
import { type LinkPlace, ofRepository } from '../similar/duplicate-rows.ts';

type Row = Omit<DuplicateRow, 'relation'> & { createdAt: string; canonicalClosedAt: string | null };

const named = (table: typeof issues) => ({
  number: table.number,
  title: table.title,
  state: table.state,
  stateReason: table.stateReason,
});

/** Links of one state with both issues, newest first. */
export async function readDuplicateRows(
  tx: Tx,
  place: LinkPlace,
  state: LinkState,
  most: number,
): Promise<Row[]> {
  const other = alias(issues, 'canonical_issue');
  const rows = await tx
    .select({
      issue: named(issues),
      canonical: named(other as unknown as typeof issues),
      link: duplicateLinks,
      createdAt: issues.createdAt,
      closedAt: other.closedAt,
    })
    .from(duplicateLinks)
    .innerJoin(
      issues,
      and(
        eq(issues.installationId, duplicateLinks.installationId),
        eq(issues.repositoryId, duplicateLinks.repositoryId),
        eq(issues.number, duplicateLinks.number),
      ),
    )
    .innerJoin(
      other,
      and(
        eq(other.installationId, duplicateLinks.installationId),
        eq(other.repositoryId, duplicateLinks.repositoryId),
        eq(other.number, duplicateLinks.canonical),
      ),
    )
    .where(and(ofRepository(place), eq(duplicateLinks.state, state)))
    .orderBy(desc(duplicateLinks.linkedAt), desc(duplicateLinks.number))
    .limit(most);
  return rows.map(({ issue, canonical, link, createdAt, closedAt }) => ({
    issue,
    canonical,
    ...{
      source: link.source,
      by: link.by,
      look: link.look,
      keptOpen: link.keptOpen && explainKeptOpen(link.keptOpen),
    },
    at: link.linkedAt.toISOString(),
    createdAt: createdAt.toISOString(),
    canonicalClosedAt: closedAt?.toISOString() ?? null,
  }));
}
