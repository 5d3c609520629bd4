import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { TrackRecordDetail } from '../../domain/autonomy/label-track-record.ts';
import type { Dimension } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../domain/settings/settings.ts';
import { explainNotice } from '../../domain/words/explain-notice.ts';
import type { LabelStanding, Overview, OverviewReads } from '../../read/overview.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { backfills } from '../schema/history-schema.ts';
import { notices, standings } from '../schema/people-schema.ts';
import { repositories } from '../schema/repository-schema.ts';
import { spending } from '../schema/spending-schema.ts';
import { readLatencies, readReceived, readToday } from './read-today.ts';
import { createTrustCache } from './trust-cache.ts';

const maxNotices = 20;
const moneyDays = 14;

/** What the Overview shows. The number of queries is fixed: a test counts them. */
export function createOverviewReads(database: Database): OverviewReads {
  const trust = createTrustCache();
  return {
    async overview(repository, withPrivate, now) {
      const read = await database.withTenant(repository.installationId, async (tx) => {
        const { settings, source } = await readSettings(tx, repository);
        return {
          decided: await readToday(tx, repository, now),
          ...(await trust(tx, repository, now)),
          standings: await readTrackRecords(tx, repository),
          notices: await readNotices(tx, repository, withPrivate),
          spending: await readSpending(tx, repository, now),
          backfill: await readBackfill(tx, repository),
          settings,
          settingsSource: source,
        };
      });
      const { decided, ...rest } = read;
      const [received, latencies] = await database.system(async (tx) => [
        await readReceived(tx, repository, now),
        await readLatencies(tx, decided.newest),
      ]);
      return { ...rest, latencies, today: { ...received, ...decided.counts } };
    },

    async today(repository, now) {
      const { counts } = await database.withTenant(repository.installationId, (tx) =>
        readToday(tx, repository, now),
      );
      return { ...(await database.system((tx) => readReceived(tx, repository, now))), ...counts };
    },

    backfill: (repository) =>
      database.withTenant(repository.installationId, (tx) => readBackfill(tx, repository)),
  };
}

/** The settings in force and where they come from; the defaults where none were read yet or they are of another form. */
export async function readSettings(
  tx: Tx,
  repository: RepositoryRef,
): Promise<{ settings: Settings; source: string }> {
  const [row] = await tx
    .select({ settings: repositories.settings, source: repositories.settingsSource })
    .from(repositories)
    .where(at(repositories, repository));
  const read = settingsSchema.safeParse(row?.settings ?? {});
  return read.success
    ? { settings: read.data, source: row?.source ?? 'defaults' }
    : { settings: defaultSettings, source: 'defaults' };
}

/** Where each label stands, by name. */
export async function readTrackRecords(tx: Tx, repository: RepositoryRef): Promise<Overview['standings']> {
  const rows = await tx.select().from(standings).where(at(standings, repository)).orderBy(standings.label);
  return rows.map(({ label, dimension, value, autonomy, why, threshold, changedAt, ...row }) => ({
    ...{ label, value, autonomy, why, threshold },
    ...{ right: row.right, wrong: row.wrong, seen: row.seen, covered: row.covered },
    dimension: dimension as Dimension,
    changedAt: changedAt.toISOString(),
    ...pickVouched(row.detail),
  }));
}

function pickVouched(detail: unknown): Pick<LabelStanding, 'vouched'> {
  const { vouched } = detail as Partial<TrackRecordDetail>;
  return vouched ? { vouched } : {};
}

async function readNotices(
  tx: Tx,
  repository: RepositoryRef,
  withPrivate: boolean,
): Promise<Overview['notices']> {
  const rows = await tx
    .select()
    .from(notices)
    .where(
      and(
        at(notices, repository),
        isNull(notices.settledAt),
        withPrivate ? undefined : eq(notices.private, false),
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(maxNotices);
  return rows.map(({ id, kind, number, private: hidden, reason, createdAt }) => ({
    ...{ id, kind, number, words: explainNotice(reason) },
    private: hidden,
    createdAt: createdAt.toISOString(),
  }));
}

async function readSpending(tx: Tx, repository: RepositoryRef, now: Date): Promise<Overview['spending']> {
  const from = new Date(now.getTime() - (moneyDays - 1) * 86_400_000).toISOString().slice(0, 10);
  const rows = await tx
    .select({
      day: spending.day,
      microUsd: sql<string>`sum(${spending.microUsd})`,
      calls: sql<string>`sum(${spending.calls})`,
    })
    .from(spending)
    .where(and(at(spending, repository), sql`${spending.day} >= ${from}`))
    .groupBy(spending.day)
    .orderBy(spending.day);
  return rows.map(({ day, microUsd, calls }) => ({ day, microUsd: Number(microUsd), calls: Number(calls) }));
}

async function readBackfill(tx: Tx, repository: RepositoryRef): Promise<Overview['backfill']> {
  const [row] = await tx.select().from(backfills).where(at(backfills, repository));
  if (!row) return null;
  const { stage, pagesRead, pagesTotal, issuesRead, problem } = row;
  return {
    ...{ stage, pagesRead, pagesTotal, issuesRead, problem },
    startedAt: row.startedAt.toISOString(),
    stageStartedAt: row.stageStartedAt.toISOString(),
    restsUntil: row.restsUntil?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

type Table = typeof standings | typeof notices | typeof spending | typeof backfills | typeof repositories;

const at = (table: Table, { installationId, repositoryId }: RepositoryRef) =>
  and(eq(table.installationId, installationId), eq(table.repositoryId, repositoryId));
