import { and, asc, eq, gt, gte, lt } from 'drizzle-orm';
import { explainAction } from '../../domain/actions/action-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { csvLine } from '../../domain/text/csv-line.ts';
import type { AuditExport, AuditFormat, AuditRange } from '../../triage/ports/audit.ts';
import type { Database } from '../core/database.ts';
import { audit } from '../schema/record-schema.ts';

type AuditRow = typeof audit.$inferSelect;

const pageSize = 500;

const head = [
  ...[
    'seq',
    'at',
    'number',
    'kind',
    'actor',
    'actor_kind',
    'why',
    'models',
    'cause',
    'delivery_id',
    'effect_id',
  ],
  ...['detail', 'previous_hash', 'hash'],
];

/** Reads the log page by page, so that a long one is never in memory as a whole. */
export function createAuditExport(database: Database): AuditExport {
  return {
    async *stream(repo, format, range = {}) {
      if (format === 'csv') yield csvLine(head);
      let after = 0;
      for (;;) {
        const page = await readPage(database, repo, range, after);
        if (page.length > 0) yield page.map((row) => told(row, format)).join('');
        const last = page.at(-1);
        if (!last || page.length < pageSize) return;
        after = last.seq;
      }
    },
  };
}

function readPage(
  database: Database,
  repo: RepositoryRef,
  { number, since, until }: AuditRange,
  after: number,
): Promise<AuditRow[]> {
  return database.withTenant(repo.installationId, (tx) =>
    tx
      .select()
      .from(audit)
      .where(
        and(
          eq(audit.installationId, repo.installationId),
          eq(audit.repositoryId, repo.repositoryId),
          gt(audit.seq, after),
          number === undefined ? undefined : eq(audit.number, number),
          since === undefined ? undefined : gte(audit.createdAt, new Date(since)),
          until === undefined ? undefined : lt(audit.createdAt, new Date(until)),
        ),
      )
      .orderBy(asc(audit.seq))
      .limit(pageSize),
  );
}

function told(row: AuditRow, format: AuditFormat): string {
  const { installationId, repositoryId, seq, number, kind, deliveryId, effectId, previousHash, hash } = row;
  const createdAt = row.createdAt.toISOString();
  const actor = row.actor as Partial<Account> | null;
  const detail = row.detail as { why?: unknown; models?: unknown; cause?: unknown };
  const why = explainAction(detail.why) || null;
  const models = Array.isArray(detail.models) ? detail.models.map(String) : [];
  if (format === 'jsonl') {
    const place = { seq, createdAt, installationId, repositoryId, number };
    const said = { kind, actor, why, models, deliveryId, effectId, detail };
    return `${JSON.stringify({ ...place, ...said, previousHash, hash })}\n`;
  }
  return csvLine([
    ...[seq, createdAt, number, kind, actor?.login ?? null, actor?.kind ?? null, why, models.join('; ')],
    ...[typeof detail.cause === 'string' ? detail.cause : null, deliveryId, effectId],
    ...[JSON.stringify(detail), previousHash, hash],
  ]);
}
