import { and, eq, lt, sql } from 'drizzle-orm';
import type { OldEvidence } from '../../triage/ports/follow-up.ts';
import type { Database } from '../core/database.ts';
import { decisions } from '../schema/record-schema.ts';

/** The part of decisions that quotes issues: opinions, reasons and similar issues. */
export function createOldEvidence(database: Database): OldEvidence {
  return {
    dropEvidence: (repo, before) =>
      database.withTenant(repo.installationId, async (tx) => {
        const bare = sql`jsonb_set(
          ${decisions.decision} || '{"similar": []}'::jsonb, '{values}',
          (select coalesce(jsonb_agg(each || '{"reasons": []}'::jsonb), '[]'::jsonb) from jsonb_array_elements(${decisions.decision} -> 'values') each))`;
        const dropped = await tx
          .update(decisions)
          .set({ opinions: [], decision: bare })
          .where(
            and(
              eq(decisions.installationId, repo.installationId),
              eq(decisions.repositoryId, repo.repositoryId),
              lt(decisions.createdAt, before),
              sql`${decisions.opinions} <> '[]'::jsonb`,
            ),
          )
          .returning({ id: decisions.id });
        return dropped.length;
      }),
  };
}
