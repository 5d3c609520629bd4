import { and, desc, eq } from 'drizzle-orm';
import { namedIssues } from '../../domain/comment/comment-parts.ts';
import { keptParts } from '../../domain/comment/read-parts.ts';
import type { Tx } from '../core/transaction.ts';
import { effects } from '../schema/record-schema.ts';
import type { LinkPlace } from './duplicate-rows.ts';

/** A line of the list of related issues in a comment whose row has no parts: comment/related-block.ts. */
const relatedLine = /^- #(\d{1,9}) \(/gm;

/** The issues that the living comment names as possibly related to this one, as it last stood. */
export async function readShownRelated(
  tx: Tx,
  { installationId, repositoryId }: LinkPlace,
  number: number,
): Promise<number[]> {
  const [row] = await tx
    .select({ action: effects.action })
    .from(effects)
    .where(
      and(
        eq(effects.installationId, installationId),
        eq(effects.repositoryId, repositoryId),
        eq(effects.number, number),
        eq(effects.kind, 'comment.upsert'),
        eq(effects.status, 'done'),
      ),
    )
    .orderBy(desc(effects.doneAt))
    .limit(1);
  const { body, parts } = (row?.action ?? {}) as { body?: unknown; parts?: unknown };
  const kept = keptParts(parts);
  if (kept) return namedIssues(kept);
  return typeof body === 'string' ? [...body.matchAll(relatedLine)].map(([, digits]) => Number(digits)) : [];
}
