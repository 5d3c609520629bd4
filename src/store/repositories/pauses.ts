import { and, eq, max, sql } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { PauseStore, Pauses } from '../../triage/ports/pauses.ts';
import type { Database, Tenants } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { whole } from '../core/values/literal.ts';
import { appendAudit } from '../record/audit.ts';
import { appState } from '../schema/api-schema.ts';
import { audit } from '../schema/record-schema.ts';
import { installations, repositories } from '../schema/repository-schema.ts';

/** Pauses of a repository, an installation and the whole App. */
export function createPauseStore(database: Database): PauseStore {
  return {
    async set(scope, paused, by) {
      if (scope.kind === 'app') return database.system((tx) => setApp(tx, paused, by));
      return database.withTenant(scope.installationId, (tx) =>
        scope.kind === 'installation'
          ? setInstallation(tx, scope.installationId, paused, by)
          : setRepository(tx, scope, paused, by),
      );
    },
    noteApp: (place, { paused, by, at }) =>
      database.withTenant(place.installationId, async (tx) => {
        const kind = paused ? 'pause' : 'resume';
        const [noted] = await tx
          .select({ seq: audit.seq })
          .from(audit)
          .where(and(ofLog(place, kind), sql`${audit.detail} ->> 'at' = ${at}`))
          .limit(1);
        if (!noted) await tell(tx, place, { scope: 'app', at }, paused, by);
      }),
    read: (place) => readPauses(database, place),
    readApp: () => readApp(database),
    async lastPaused(place) {
      const { at: whole } = await readApp(database);
      const own = await database.withTenant(place.installationId, async (tx) => {
        const [row] = await tx
          .select({ at: max(audit.createdAt) })
          .from(audit)
          // Of the whole App the log tells only afterwards.
          .where(and(ofLog(place, 'pause'), sql`${audit.detail} ->> 'scope' <> 'app'`));
        return row?.at?.toISOString() ?? null;
      });
      return (
        [whole, own]
          .filter((at) => at !== null)
          .sort()
          .at(-1) ?? null
      );
    },
  };
}

/** Whether anything pauses a repository. Asked before an issue is decided and before each write: one statement. */
export function createPauseCheck(tenants: Tenants) {
  return async (place: RepositoryKey): Promise<boolean> =>
    Object.values(await readPauses(tenants, place)).includes(true);
}

async function readApp(database: Database) {
  const [row] = await database.system((tx) => tx.select().from(appState).limit(1));
  return {
    paused: row?.paused ?? false,
    by: row?.pausedBy ?? null,
    at: row?.pausedAt?.toISOString() ?? null,
  };
}

function readPauses(tenants: Tenants, { installationId, repositoryId }: RepositoryKey): Promise<Pauses> {
  return tenants.withTenant(installationId, async (tx) => {
    const [row] = await readRows<Pauses>(
      tx,
      sql`
      select coalesce(r.paused, false) as repository, coalesce(i.paused, false) as installation,
             coalesce(i.suspended, false) as suspended, dispatch_app_paused() as app
      from (select) one
      left join installations i on i.installation_id = ${whole(installationId)}
      left join repositories r on r.installation_id = ${whole(installationId)} and r.repository_id = ${whole(repositoryId)}`,
    );
    return row ?? { repository: false, installation: false, suspended: false, app: false };
  });
}

async function setApp(tx: Tx, paused: boolean, by: Account): Promise<boolean> {
  // Once resumed, it still says who paused it last and when.
  const row = { id: 1, paused, ...(paused ? { pausedBy: by.login, pausedAt: new Date() } : {}) };
  const changed = await tx
    .insert(appState)
    .values(row)
    .onConflictDoUpdate({ target: appState.id, set: row, setWhere: eq(appState.paused, !paused) })
    .returning({ id: appState.id });
  return changed.length > 0;
}

async function setInstallation(
  tx: Tx,
  installationId: number,
  paused: boolean,
  by: Account,
): Promise<boolean> {
  const changed = await tx
    .update(installations)
    .set({ paused })
    .where(and(eq(installations.installationId, installationId), eq(installations.paused, !paused)))
    .returning({ id: installations.installationId });
  if (changed.length === 0) return false;
  const all = await tx
    .select({ repositoryId: repositories.repositoryId })
    .from(repositories)
    .where(eq(repositories.installationId, installationId))
    .orderBy(repositories.repositoryId);
  for (const { repositoryId } of all)
    await tell(tx, { installationId, repositoryId }, { scope: 'installation' }, paused, by);
  return true;
}

async function setRepository(tx: Tx, place: RepositoryKey, paused: boolean, by: Account): Promise<boolean> {
  const changed = await tx
    .update(repositories)
    .set({ paused })
    .where(and(at(place), eq(repositories.paused, !paused)))
    .returning({ id: repositories.repositoryId });
  if (changed.length > 0) await tell(tx, place, { scope: 'repository' }, paused, by);
  return changed.length > 0;
}

const tell = (tx: Tx, place: RepositoryKey, detail: Record<string, unknown>, paused: boolean, by: Account) =>
  appendAudit(tx, place, [
    {
      kind: paused ? 'pause' : 'resume',
      ...{ number: null, actor: by, deliveryId: null, effectId: null, detail },
    },
  ]);

const ofLog = ({ installationId, repositoryId }: RepositoryKey, kind: 'pause' | 'resume') =>
  and(eq(audit.installationId, installationId), eq(audit.repositoryId, repositoryId), eq(audit.kind, kind));

const at = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, repositoryId));
