import { createHash } from 'node:crypto';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { canonicalJson } from '../core/values/canonical-json.ts';
import { whole } from '../core/values/literal.ts';
import { storableJson } from '../core/values/storable.ts';
import { audit, auditHeads } from '../schema/record-schema.ts';

interface Repository {
  installationId: number;
  repositoryId: number;
}

export interface AuditEntry {
  number: number | null;
  /** What was done, for example `label.add`. */
  kind: string;
  actor: unknown;
  deliveryId: string | null;
  effectId: string | null;
  detail: Record<string, unknown>;
}

type AuditRow = Required<typeof audit.$inferInsert>;

/** What stands before the first row of a repository. */
const genesis = '0'.repeat(64);

/**
 * Adds rows to the repository's log: hash = sha256(previous hash, newline, canonical JSON of the row), so that a row that
 * is changed or taken out breaks every later one. Rows of one repository are added one transaction at a time; in a
 * transaction that also writes events, call this first (events hold the database-wide lock).
 */
export async function appendAudit(tx: Tx, repo: Repository, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const [last] = await readRows<{ seq: number | null; hash: string | null }>(
    tx,
    sql`select seq::float8 as seq, hash from dispatch_audit_head(${whole(repo.installationId)}, ${whole(repo.repositoryId)})`,
  );
  let seq = last?.seq ?? 0;
  let hash = last?.hash ?? genesis;
  const rows: AuditRow[] = [];
  for (const entry of entries) {
    const { installationId, repositoryId } = repo;
    const row = { ...storableJson(entry), installationId, repositoryId, seq: ++seq, createdAt: new Date() };
    const previousHash = hash;
    hash = hashRow(previousHash, row);
    rows.push({ ...row, previousHash, hash });
  }
  await tx.insert(audit).values(rows);
}

export interface AuditLog {
  /**
   * Walks the chain from its first row. `brokenAt` is the first row that does not fit or is missing, null when all are
   * there: how far the log has come is kept apart from it, so that a tail that was cut off or written anew shows too.
   */
  verify(repo: Repository): Promise<{ rows: number; brokenAt: number | null }>;
}

const pageSize = 1_000;

export function createAuditLog(database: Database): AuditLog {
  return {
    async verify(repo) {
      const head = await readHead(database, repo);
      let previous = { seq: 0, hash: genesis };
      for (;;) {
        const page = await readAfter(database, repo, previous.seq);
        for (const row of page) {
          const fits = row.seq === previous.seq + 1 && row.previousHash === previous.hash;
          if (!fits || row.hash !== hashRow(previous.hash, row))
            return { rows: previous.seq, brokenAt: row.seq };
          if (row.seq === head?.seq && row.hash !== head.hash)
            return { rows: previous.seq, brokenAt: row.seq };
          previous = row;
        }
        if (page.length < pageSize) {
          const cut = head !== null && previous.seq < head.seq;
          return { rows: previous.seq, brokenAt: cut ? previous.seq + 1 : null };
        }
      }
    },
  };
}

/** Read before the rows: what is added meanwhile is past it. Null for a log from before heads were kept. */
function readHead(database: Database, repo: Repository): Promise<{ seq: number; hash: string } | null> {
  return database.withTenant(repo.installationId, async (tx) => {
    const [head] = await tx
      .select({ seq: auditHeads.seq, hash: auditHeads.hash })
      .from(auditHeads)
      .where(
        and(
          eq(auditHeads.installationId, repo.installationId),
          eq(auditHeads.repositoryId, repo.repositoryId),
        ),
      );
    return head ?? null;
  });
}

function readAfter(database: Database, repo: Repository, seq: number): Promise<AuditRow[]> {
  return database.withTenant(repo.installationId, (tx) =>
    tx
      .select()
      .from(audit)
      .where(
        and(
          eq(audit.installationId, repo.installationId),
          eq(audit.repositoryId, repo.repositoryId),
          gt(audit.seq, seq),
        ),
      )
      .orderBy(asc(audit.seq))
      .limit(pageSize),
  );
}

function hashRow(previousHash: string, row: Omit<AuditRow, 'previousHash' | 'hash'>): string {
  const { installationId, repositoryId, seq, number, kind, actor, deliveryId, effectId, detail } = row;
  const said = canonicalJson({
    ...{ installationId, repositoryId, seq, number, kind, actor, deliveryId, effectId, detail },
    createdAt: row.createdAt.toISOString(),
  });
  return createHash('sha256').update(`${previousHash}\n${said}`).digest('hex');
}
