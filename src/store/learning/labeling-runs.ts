import { randomUUID } from 'node:crypto';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { LabelingStage } from '../../domain/weak-labels/labeling-run.ts';
import type { LabelingWork } from '../../triage/ports/weak-labels.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableText } from '../core/values/storable.ts';
import { appendAudit } from '../record/audit.ts';
import { labelingBatches, labelingRuns, weakLabels } from '../schema/weak-labels-schema.ts';

/** Weak labels in one statement. */
const atOnce = 2_000;
const over: LabelingStage[] = ['priced', 'done', 'cancelled', 'failed'];

/** Each repository's run over its past issues, with its batches and what it gave. */
export function createLabelingRuns(database: Database): LabelingWork {
  type Change = Partial<typeof labelingRuns.$inferInsert>;
  const inside = <Value>(repository: RepositoryKey, work: (tx: Tx) => Promise<Value>) =>
    database.withTenant(repository.installationId, work);
  /** Moves a run on from one of these stages; false where it is at another, or is another one. */
  const move = async (tx: Tx, repository: RepositoryKey, run: string, from: LabelingStage[], set: Change) => {
    const moved = await tx
      .update(labelingRuns)
      .set(set)
      .where(and(ofRun(repository), eq(labelingRuns.id, run), inArray(labelingRuns.stage, from)))
      .returning({ id: labelingRuns.id });
    return moved.length > 0;
  };
  const changeBatch = (
    repository: RepositoryKey,
    batch: string,
    set: Partial<typeof labelingBatches.$inferInsert>,
  ) =>
    inside(repository, async (tx) => {
      await tx.update(labelingBatches).set(set).where(ofBatch(repository, batch));
    });
  return {
    read: (repository) =>
      inside(repository, async (tx) => {
        const [row] = await tx.select().from(labelingRuns).where(ofRun(repository));
        if (!row) return null;
        const [asked] = await tx
          .select({ issues: sql<number>`coalesce(sum(cardinality(${labelingBatches.numbers})), 0)::int` })
          .from(labelingBatches)
          .where(and(inBatches(repository), eq(labelingBatches.closed, true)));
        const [given] = await tx.select({ labels: count() }).from(weakLabels).where(inLabels(repository));
        const { installationId: _, repositoryId: __, startedAt, finishedAt, ...run } = row;
        return {
          ...run,
          asked: asked?.issues ?? 0,
          labels: given?.labels ?? 0,
          startedAt: startedAt.toISOString(),
          finishedAt: finishedAt?.toISOString() ?? null,
        };
      }),

    ask: (repository, by) =>
      inside(repository, async (tx) => {
        const { installationId, repositoryId } = repository;
        const id = randomUUID();
        const begun = await tx
          .insert(labelingRuns)
          .values({ installationId, repositoryId, id, stage: 'pricing' })
          .onConflictDoNothing()
          .returning({ id: labelingRuns.id });
        if (begun.length > 0) await tell(tx, repository, 'labeling.price', by, {});
        return begun.length > 0;
      }),

    confirm: (repository, run, by) =>
      inside(repository, async (tx) => {
        const moved = await move(tx, repository, run, ['priced'], {
          stage: 'running',
          startedAt: new Date(),
        });
        if (!moved) return false;
        const [row] = await tx.select().from(labelingRuns).where(ofRun(repository));
        const { model = null, issues = 0, estimateMicroUsd = 0 } = row ?? {};
        await tell(tx, repository, 'labeling.start', by, { model, issues, estimateMicroUsd });
        return true;
      }),

    cancel: (repository, run, by) =>
      inside(repository, async (tx) => {
        const moved = await move(tx, repository, run, ['running'], { stage: 'cancelling', waiting: false });
        if (moved) await tell(tx, repository, 'labeling.cancel', by, {});
        return moved;
      }),

    drop: (repository, run, by) =>
      inside(repository, async (tx) => {
        const gone = await tx
          .delete(labelingRuns)
          .where(and(ofRun(repository), eq(labelingRuns.id, run), inArray(labelingRuns.stage, over)))
          .returning({ stage: labelingRuns.stage });
        if (gone.length === 0) return false;
        const labels = await tx
          .delete(weakLabels)
          .where(inLabels(repository))
          .returning({ number: weakLabels.number });
        await tx.delete(labelingBatches).where(inBatches(repository));
        await tell(tx, repository, 'labeling.drop', by, { labels: labels.length });
        return true;
      }),

    weakLabels: (repository) =>
      inside(repository, async (tx) => {
        const [run] = await tx.select({ id: labelingRuns.id }).from(labelingRuns).where(ofRun(repository));
        if (!run) return null;
        const labels = await tx
          .select({
            number: weakLabels.number,
            value: weakLabels.value,
            confidence: weakLabels.confidence,
          })
          .from(weakLabels)
          .where(inLabels(repository));
        return labels.length > 0 ? { run: run.id, labels } : null;
      }),

    descriptions: (repository) =>
      inside(repository, async (tx) => {
        const [run] = await tx
          .select({ descriptions: labelingRuns.descriptions })
          .from(labelingRuns)
          .where(ofRun(repository));
        return new Map(run?.descriptions.map(({ label, description }) => [label, description]));
      }),

    price: (repository, { id, ...priced }) =>
      inside(repository, async (tx) => {
        await move(tx, repository, id, ['pricing'], { ...priced, stage: 'priced' });
      }),

    wait: (repository, waiting) =>
      inside(repository, async (tx) => {
        await tx.update(labelingRuns).set({ waiting }).where(ofRun(repository));
      }),

    stop: (repository, run, problem) =>
      inside(repository, async (tx) => {
        await move(tx, repository, run, ['running'], { stage: 'cancelling', waiting: false, problem });
      }),

    end: (repository, run, end) =>
      inside(repository, async (tx) => {
        const [row] = await tx
          .select({ problem: labelingRuns.problem })
          .from(labelingRuns)
          .where(and(ofRun(repository), eq(labelingRuns.id, run)));
        const problem = end.stage === 'failed' ? end.problem : (row?.problem ?? null);
        const stage = problem === null ? end.stage : 'failed';
        const set = { stage, problem, waiting: false, finishedAt: new Date() };
        await move(tx, repository, run, ['pricing', 'running', 'cancelling'], set);
      }),

    askedNumbers: (repository) =>
      inside(repository, async (tx) => {
        const rows = await tx
          .select({ numbers: labelingBatches.numbers })
          .from(labelingBatches)
          .where(inBatches(repository));
        return new Set(rows.flatMap(({ numbers }) => numbers));
      }),

    openBatch: (repository) =>
      inside(repository, async (tx) => {
        const [row] = await tx
          .select()
          .from(labelingBatches)
          .where(and(inBatches(repository), eq(labelingBatches.closed, false)));
        if (!row) return null;
        const { id, numbers, describes, model, heldDay, heldMicroUsd, submittedAt, providerId } = row;
        return {
          ...{ id, numbers, describes, model, providerId },
          held: { day: heldDay, microUsd: heldMicroUsd },
          submittedAt: submittedAt?.toISOString() ?? null,
        };
      }),

    plan: ({ installationId, repositoryId }, { held, ...batch }) =>
      inside({ installationId, repositoryId }, async (tx) => {
        await tx.insert(labelingBatches).values({
          ...{ installationId, repositoryId, ...batch },
          ...{ heldDay: held.day, heldMicroUsd: held.microUsd },
        });
      }),

    unplan: (repository, batch) =>
      inside(repository, async (tx) => {
        const gone = await tx
          .delete(labelingBatches)
          .where(and(ofBatch(repository, batch), eq(labelingBatches.closed, false)))
          .returning({ id: labelingBatches.id });
        return gone.length > 0;
      }),

    keepSubmitting: (repository, batch) => changeBatch(repository, batch, { submittedAt: new Date() }),
    keepSent: (repository, batch, providerId) =>
      changeBatch(repository, batch, { providerId: storableText(providerId).slice(0, 200) }),

    close: (repository, batch, { labels, descriptions }) =>
      inside(repository, async (tx) => {
        const { installationId, repositoryId } = repository;
        const closed = await tx
          .update(labelingBatches)
          .set({ closed: true })
          .where(and(ofBatch(repository, batch), eq(labelingBatches.closed, false)))
          .returning({ numbers: labelingBatches.numbers });
        const asked = new Set(closed.flatMap(({ numbers }) => numbers));
        if (closed.length === 0) return false;
        const rows = labels
          .filter(({ number }) => asked.has(number))
          .map((label) => ({ installationId, repositoryId, ...label }));
        for (let from = 0; from < rows.length; from += atOnce)
          await tx
            .insert(weakLabels)
            .values(rows.slice(from, from + atOnce))
            .onConflictDoNothing();
        if (descriptions.length > 0)
          await tx.update(labelingRuns).set({ descriptions }).where(ofRun(repository));
        return true;
      }),

    spent: (repository, microUsd) =>
      inside(repository, async (tx) => {
        await tx
          .update(labelingRuns)
          .set({ spentMicroUsd: sql`${labelingRuns.spentMicroUsd} + ${microUsd}` as never })
          .where(ofRun(repository));
      }),
  };
}

const tell = (
  tx: Tx,
  repository: RepositoryKey,
  kind: string,
  actor: Account,
  detail: Record<string, unknown>,
) => appendAudit(tx, repository, [{ kind, number: null, actor, deliveryId: null, effectId: null, detail }]);

const ofRun = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(labelingRuns.installationId, installationId), eq(labelingRuns.repositoryId, repositoryId));
const inBatches = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(labelingBatches.installationId, installationId), eq(labelingBatches.repositoryId, repositoryId));
const ofBatch = (repository: RepositoryKey, batch: string) =>
  and(inBatches(repository), eq(labelingBatches.id, batch));
const inLabels = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(weakLabels.installationId, installationId), eq(weakLabels.repositoryId, repositoryId));
