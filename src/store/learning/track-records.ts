import { and, asc, eq, notInArray } from 'drizzle-orm';
import type {
  LabelTrackRecord,
  StoredTrackRecord,
  TrackRecordDetail,
} from '../../domain/autonomy/label-track-record.ts';
import type { Trust } from '../../domain/decide/trust.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { type OwnerTrackRecord, ownerKey } from '../../domain/routing/owner-track-record.ts';
import type { TrackRecordStore } from '../../triage/ports/track-records.ts';
import type { Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { appendAudit } from '../record/audit.ts';
import { openNotice, settleNotices } from '../record/notices.ts';
import { sourceTrusts, standings } from '../schema/people-schema.ts';

type Row = typeof standings.$inferSelect;
const ours = { login: 'dispatch', id: null, kind: 'bot' };

/** Each label's place on the ladder, and whom to believe. */
export function createTrackRecordStore(tenants: Tenants): TrackRecordStore {
  return {
    list: (repository) =>
      tenants.withTenant(repository.installationId, async (tx) =>
        (await readAll(tx, repository)).map(toStanding),
      ),

    listOwners: (repository) =>
      tenants.withTenant(repository.installationId, (tx) => readOwners(tx, repository)),

    save: (repository, next, trust, owners) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const ownersBefore = await readOwners(tx, repository);
        await saveTrust(tx, repository, trust, owners);
        const steppedOwners = await tellOwners(tx, repository, owners, ownersBefore);
        const before = new Map((await readAll(tx, repository)).map((row) => [row.label, row]));
        const stepped: string[] = [];
        for (const standing of next) {
          const old = before.get(standing.label.toLowerCase());
          await saveStanding(tx, repository, standing, old);
          if ((old?.autonomy ?? 'suggest') === standing.autonomy) continue;
          stepped.push(standing.label);
          await tellStep(tx, repository, standing, old, before.size === 0);
        }
        const labels = next.map(({ label }) => label.toLowerCase());
        await tx
          .delete(standings)
          .where(and(of(repository), labels.length > 0 ? notInArray(standings.label, labels) : undefined));
        return [...stepped, ...steppedOwners];
      }),

    learnedState: (repository) =>
      tenants.withTenant(repository.installationId, async (tx) => {
        const rows = await tx
          .select({
            label: standings.label,
            autonomy: standings.autonomy,
            why: standings.why,
            threshold: standings.threshold,
          })
          .from(standings)
          .where(of(repository));
        const [believed] = await tx.select().from(sourceTrusts).where(ofTrust(repository));
        return {
          thresholds: Object.fromEntries(rows.map(({ label, threshold }) => [label, threshold])),
          ladder: Object.fromEntries(rows.map(({ label, autonomy, why }) => [label, { autonomy, why }])),
          trust: believed?.trust ?? {},
          ...(believed ? { sharpness: believed.sharpness } : {}),
          ...(believed && believed.owners.length > 0 ? { owners: toLadder(believed.owners) } : {}),
        };
      }),
  };
}

const of = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(standings.installationId, installationId), eq(standings.repositoryId, repositoryId));
const ofTrust = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(sourceTrusts.installationId, installationId), eq(sourceTrusts.repositoryId, repositoryId));

const toLadder = (owners: readonly OwnerTrackRecord[]) =>
  Object.fromEntries(
    owners.map(({ kind, name, autonomy, why }) => [ownerKey(kind, name), { autonomy, why }]),
  );

const readAll = (tx: Tx, repository: RepositoryKey): Promise<Row[]> =>
  tx.select().from(standings).where(of(repository)).orderBy(asc(standings.label));

async function saveTrust(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  { trust, sharpness, lessons }: Trust & { lessons: number },
  owners: readonly OwnerTrackRecord[],
): Promise<void> {
  const row = { trust, sharpness, lessons, owners: storableJson([...owners]), computedAt: new Date() };
  // The row's lock also keeps two computations of one repository apart.
  await tx
    .insert(sourceTrusts)
    .values({ installationId, repositoryId, ...row })
    .onConflictDoUpdate({ target: [sourceTrusts.installationId, sourceTrusts.repositoryId], set: row });
}

/** What people and teams have earned, those with most outcomes first. */
export async function readOwners(tx: Tx, repository: RepositoryKey): Promise<OwnerTrackRecord[]> {
  const [row] = await tx
    .select({ owners: sourceTrusts.owners })
    .from(sourceTrusts)
    .where(ofTrust(repository));
  return row?.owners ?? [];
}

/** Audits each step of a person or a team; returns who stepped. Nothing else is told: an assignment is seen on the issue. */
async function tellOwners(
  tx: Tx,
  repository: RepositoryKey,
  owners: readonly OwnerTrackRecord[],
  ownersBefore: readonly OwnerTrackRecord[],
): Promise<string[]> {
  const before = new Map(ownersBefore.map((each) => [ownerKey(each.kind, each.name), each.autonomy]));
  const stepped = owners
    .map((each) => ({ ...each, from: before.get(ownerKey(each.kind, each.name)) ?? 'suggest' }))
    .filter(({ from, autonomy }) => from !== autonomy);
  const rows = stepped.map(({ kind, name, from, autonomy, why, record, lowerBound }) => ({
    kind: 'autonomy',
    ...{ number: null, actor: ours, deliveryId: null, effectId: null },
    detail: { owner: `@${name}`, ownerKind: kind, from, to: autonomy, why, ...record, lowerBound },
  }));
  if (rows.length > 0) await appendAudit(tx, repository, rows);
  return stepped.map(({ name }) => `@${name}`);
}

async function saveStanding(
  tx: Tx,
  repository: RepositoryKey,
  standing: LabelTrackRecord,
  old: Row | undefined,
): Promise<void> {
  const { installationId, repositoryId } = repository;
  const { label, record, detail, ...rest } = storableJson(standing);
  const now = new Date();
  const row = {
    ...rest,
    ...record,
    detail: { ...detail, label },
    changedAt: old && old.autonomy === standing.autonomy ? old.changedAt : now,
    computedAt: now,
  };
  await tx
    .insert(standings)
    .values({ installationId, repositoryId, label: label.toLowerCase(), ...row })
    .onConflictDoUpdate({
      target: [standings.installationId, standings.repositoryId, standings.label],
      set: row,
    });
}

/** Audits a step on the ladder, and says so in the console where people are used to another. */
async function tellStep(
  tx: Tx,
  repository: RepositoryKey,
  { label, autonomy, why, threshold, record, detail }: LabelTrackRecord,
  old: Row | undefined,
  first: boolean,
): Promise<void> {
  const from = old?.autonomy ?? 'suggest';
  const figures = { label, from, to: autonomy, why, threshold, ...record, lowerBound: detail.lowerBound };
  await appendAudit(tx, repository, [
    {
      kind: 'autonomy',
      ...{ number: null, actor: ours, deliveryId: null, effectId: null, detail: figures },
    },
  ]);
  const notice = { subject: label.toLowerCase(), number: null, private: false, detail: figures };
  if (from === 'apply') {
    await settleNotices(tx, repository, { kind: 'promoted', subject: notice.subject }, null);
    const reason = { code: 'stepped_down' as const, label, why };
    await openNotice(tx, repository, { ...notice, kind: 'drift', reason });
  } else if (autonomy === 'apply') {
    await settleNotices(tx, repository, { kind: 'drift', subject: notice.subject }, null);
    const reason = { code: 'promoted' as const, label, why };
    if (!first) await openNotice(tx, repository, { ...notice, kind: 'promoted', reason });
  }
}

function toStanding(row: Row): StoredTrackRecord {
  const { dimension, value, autonomy, why, threshold, right, wrong, seen, covered } = row;
  const { label, ...detail } = row.detail as unknown as TrackRecordDetail & { label: string };
  return {
    ...{ label, value, autonomy, why, threshold, seen, covered, detail },
    dimension: dimension as LabelTrackRecord['dimension'],
    record: { right, wrong },
    changedAt: row.changedAt.toISOString(),
    computedAt: row.computedAt.toISOString(),
  };
}
