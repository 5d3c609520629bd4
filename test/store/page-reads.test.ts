import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/issue/issue.ts';
import type { NewLesson } from '../../src/domain/issue/lesson.ts';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { ActivityFilter } from '../../src/read/pages.ts';
import { createActivityReads } from '../../src/store/console/activity-reads.ts';
import { createLabelReads } from '../../src/store/console/label-reads.ts';
import { createOverviewReads } from '../../src/store/console/overview-reads.ts';
import { createReceivedReads } from '../../src/store/console/received-reads.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createLessonStore } from '../../src/store/lessons/lessons.ts';
import { createDecisionStore } from '../../src/store/record/decisions.ts';
import { createEffectStore } from '../../src/store/record/effects.ts';
import { createNoticeStore } from '../../src/store/record/notices.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { createSettingsActions } from '../../src/store/repositories/settings-reads.ts';
import { deliveries } from '../../src/store/schema/delivery-schema.ts';
import { standings } from '../../src/store/schema/people-schema.ts';
import { tideLabels, triaged, value, waiting } from '../console/situations.ts';
import { databases } from '../support/databases.ts';
import { keepLabels } from './keep-read.ts';
import { makeRepository } from './make-repository.ts';

const mona: Account = { login: 'mona', id: 7, kind: 'person' };
const bot: Account = { login: 'dispatch', id: null, kind: 'bot' };

/** The same database with a count of the queries that are asked. */
function countQueries(database: Database): { database: Database; queries: () => number } {
  let queries = 0;
  const counted = <T extends object>(tx: T): T =>
    new Proxy(tx, {
      get(target, name) {
        if (name === 'select' || name === 'execute') queries++;
        const property: unknown = Reflect.get(target, name);
        return typeof property === 'function' ? property.bind(target) : property;
      },
    });
  return {
    database: {
      ...database,
      withTenant: (id, work) => database.withTenant(id, (tx) => work(counted(tx))),
      system: (work, options) => database.system((tx) => work(counted(tx)), options),
    },
    queries: () => queries,
  };
}

describe.each(databases)('what the pages read on the $name database', ({ open }) => {
  let database: Database;
  const repo = makeRepository();
  const other = makeRepository();
  const now = new Date();

  const decide = async (repository: RepositoryRef, number: number) => {
    const { triage } = triaged(waiting(number, ''), [value()]);
    if (!triage || triage === 'unreadable') throw new Error('no triage');
    const { decision, opinions } = triage;
    const deliveryId = `d-${repository.repositoryId}-${number}`;
    await database.system((tx) =>
      tx.insert(deliveries).values({
        ...{ id: deliveryId, event: 'issues', action: 'opened', body: Buffer.from(deliveryId) },
        bodySha256: Buffer.from(deliveryId.padEnd(32)),
        installationId: repository.installationId,
        repositoryId: repository.repositoryId,
        ...{ number, status: 'done' as const, receivedAt: new Date(now.getTime() - 250) },
      }),
    );
    await createDecisionStore(database).record(repository, {
      ...{ number, inputHash: randomUUID(), deliveryId, decision, opinions, tookMs: 5 },
    });
  };
  const lesson = (number: number, verdict: NewLesson['verdict'], confidence: number | null): NewLesson => ({
    number,
    subject: { kind: 'label', label: 'bug', labelId: 1, dimension: 'category', value: 'bug' },
    ...{ verdict, source: 'label', by: mona, cause: randomUUID(), deliveryId: null, at: now.toISOString() },
    said:
      confidence === null ? null : { confidence, threshold: 0.8, autonomy: 'apply', models: ['local v3'] },
  });

  beforeAll(async () => {
    database = await open();
    const repositories = createRepositoryStore(database, async () => undefined);
    for (const repository of [repo, other]) {
      const { installationId, owner } = repository;
      await repositories.saveInstallation({
        ...{ id: installationId, account: owner, accountId: installationId, kind: 'organization' },
      });
      await repositories.saveRepository(repository);
      await keepLabels(
        repositories,
        repository,
        tideLabels,
        tideLabels.map((label) => ({ label, dimension: 'category', value: label.name, reason: 'its name' })),
      );
      for (const number of [1, 2, 3]) {
        const { issue } = waiting(number, `Issue ${number}`, {
          ...{ repositoryId: repository.repositoryId, labels: number < 3 ? ['bug'] : [] },
        });
        await createIssueStore(database).saveIssue(repository, issue);
        await decide(repository, number);
      }
      const effects = createEffectStore(database);
      const action = { kind: 'label.add' as const, label: 'bug', labelId: 1, why: 'sure' };
      const by = { deliveryId: null, actor: bot, models: ['local v3'] };
      const [effect] = await effects.intend(repository, 1, 'triage:1', [action], by);
      await effects.complete(repository, 1, [{ id: effect?.id ?? '', githubId: null }]);
    }
    await createLessonStore(database).teach(repo, [
      lesson(1, 'accepted', 0.94),
      lesson(2, 'rejected', 0.91),
      lesson(3, 'missed', null),
    ]);
    await database.withTenant(repo.installationId, (tx) =>
      tx.insert(standings).values({
        installationId: repo.installationId,
        repositoryId: repo.repositoryId,
        ...{
          label: 'bug',
          dimension: 'category',
          value: 'bug',
          autonomy: 'apply' as const,
          why: 'it was right',
        },
        ...{ threshold: 0.8, right: 9, wrong: 1, seen: 12, covered: 9, detail: {} },
        ...{ changedAt: now, computedAt: now },
      }),
    );
    const notice = { kind: 'secret', subject: '#1', number: 1, reason: 'A token stands there.', detail: {} };
    await createNoticeStore(database).open(repo, { ...notice, private: true });
  });
  afterAll(() => database.close());

  it('the Overview tells today, the weeks, calibration and latency of this repository alone', async () => {
    const overview = await createOverviewReads(database).overview(repo, false, new Date());
    expect(overview.today).toEqual({ received: 3, triaged: 3, written: 1, leftToPeople: 0, failed: 0 });
    expect(overview.weeks).toHaveLength(12);
    expect(overview.weeks.at(-1)).toMatchObject({
      accepted: 1,
      rejected: 1,
      missed: 1,
      triaged: 3,
      applied: 3,
    });
    expect(overview.weeks.at(-2)).toMatchObject({ accepted: 0, triaged: 0 });
    expect(overview.calibration).toEqual([{ said: expect.closeTo(0.925), right: 1, wrong: 1 }]);
    expect(overview.latencies).toHaveLength(3);
    expect(overview.latencies[0]?.ms).toBeGreaterThanOrEqual(250);
    expect(overview.standings).toMatchObject([{ label: 'bug', right: 9, wrong: 1 }]);
    const elsewhere = await createOverviewReads(database).overview(other, true, new Date());
    expect(elsewhere.weeks.at(-1)).toMatchObject({ accepted: 0, triaged: 3 });
    expect(elsewhere.notices).toEqual([]);
  });

  it('what GitHub delivered today is listed, as many as the Overview counts, and pages without a gap', async () => {
    const reads = createReceivedReads(database);
    const { rows: all } = await reads.received(repo, new Date(), null, 50);
    const { received } = await createOverviewReads(database).today(repo, new Date());
    expect(all).toHaveLength(received);
    expect(all[0]).toMatchObject({ event: 'issues', status: 'done' });
    const first = await reads.received(repo, new Date(), null, 2);
    const second = await reads.received(repo, new Date(), first.older, 2);
    expect([...first.rows, ...second.rows].map(({ deliveryId }) => deliveryId)).toEqual(
      all.map(({ deliveryId }) => deliveryId),
    );
    expect(second.older).toBeNull();
    const none = await reads.received(repo, new Date(), '2026-02-31T10:00:00.000000Z_x', 50);
    expect(none.rows).toHaveLength(received);
    const later = new Date(Date.now() + 25 * 3_600_000);
    expect((await reads.received(repo, later, null, 50)).rows).toEqual([]);
  });

  it('a person without write permission is told of no private notice, in the Overview or in the log', async () => {
    const reads = createOverviewReads(database);
    expect((await reads.overview(repo, false, now)).notices).toEqual([]);
    expect((await reads.overview(repo, true, now)).notices).toMatchObject([{ kind: 'secret', number: 1 }]);
    const { activity } = createActivityReads(database);
    const all: ActivityFilter = { kind: null, who: null, label: null, model: null, days: null };
    const kinds = async (withPrivate: boolean) =>
      (await activity(repo, all, null, 50, withPrivate)).rows.map(({ kind }) => kind);
    expect(await kinds(true)).toContain('notice.open');
    expect(await kinds(false)).not.toContain('notice.open');
  });

  it('what was triaged over a day ago, or taught twice, counts as it should', async () => {
    const reads = createOverviewReads(database);
    const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
    expect(await reads.today(repo, tomorrow)).toMatchObject({ received: 0, triaged: 0, written: 0 });
    // The same person changes their mind: the latest word on a subject of an issue is the one that counts.
    await createLessonStore(database).teach(repo, [
      { ...lesson(2, 'accepted', 0.91), at: new Date(now.getTime() + 1_000).toISOString() },
    ]);
    const { weeks } = await reads.overview(repo, false, new Date());
    expect(weeks.at(-1)).toMatchObject({ accepted: 2, rejected: 0, missed: 1 });
  });

  it('the Labels page has each label with its meaning, use, place and last wrong ones', async () => {
    const { labels, issues } = await createLabelReads(database).labels(repo, new Date());
    expect(issues).toBe(3);
    expect(labels).toHaveLength(tideLabels.length);
    const bug = labels.find(({ label }) => label.name === 'bug');
    expect(bug).toMatchObject({ used: 2, reason: 'its name', standing: { right: 9 } });
    expect(bug?.weeks).toHaveLength(12);
    expect(bug?.weeks.at(-1)).toEqual({ right: 2, wrong: 1 });
    expect(bug?.wrong).toMatchObject([
      { number: 3, verdict: 'missed', title: 'Issue 3', by: { login: 'mona' } },
    ]);
    expect(labels.find(({ label }) => label.name === 'question')).toMatchObject({ used: 0, standing: null });
  });

  it('the log is filtered by who, label, model, kind and time, and paged without a gap', async () => {
    const { activity, writes } = createActivityReads(database);
    const all: ActivityFilter = { kind: null, who: null, label: null, model: null, days: null };
    const count = async (filter: Partial<ActivityFilter>) =>
      (await activity(repo, { ...all, ...filter }, null, 50)).rows.length;
    expect(await count({})).toBe(5);
    expect(await count({ kind: 'written' })).toBe(1);
    expect(await count({ kind: 'taught' })).toBe(4);
    expect(await count({ kind: 'other' })).toBe(0);
    expect(await count({ who: 'MONA' })).toBe(4);
    expect(await count({ label: 'BUG' })).toBe(5);
    expect(await count({ model: 'local v3' })).toBe(1);
    expect(await count({ model: "'; drop table audit; --" })).toBe(0);
    expect(await count({ days: 1 })).toBe(5);
    const seen: number[] = [];
    for (let before: number | null = null; ; ) {
      const page = await activity(repo, all, before, 2);
      seen.push(...page.rows.map(({ seq }) => seq));
      before = page.older;
      if (before === null) break;
    }
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(new Set(seen).size).toBe(5);
    const { rows } = await activity(repo, { ...all, kind: 'written' }, null, 1);
    const ids = rows.map(({ effectId }) => effectId ?? '');
    const [added] = await writes(repo, ids);
    expect(added).toMatchObject({ number: 1, kind: 'label.add', title: 'Issue 1', takenBack: false });
    expect(await writes(other, ids)).toEqual([]);
  });

  it('a revoked lesson says so in the log', async () => {
    const lessons = createLessonStore(database);
    const [last] = await lessons.list(repo, {}, 1);
    await lessons.revoke(repo, { ids: [last?.id ?? ''] }, mona);
    const { rows } = await createActivityReads(database).activity(
      ...([repo, { kind: null, who: null, label: null, model: null, days: null }, null] as const),
      50,
    );
    expect(rows[0]).toMatchObject({ kind: 'lesson.revoked' });
    expect(rows.find(({ lesson: told }) => told?.id === last?.id)?.lesson).toMatchObject({
      revoked: true,
      byId: 7,
    });
  });

  it('a write that was taken back says so in the log, and the undo itself does not', async () => {
    const { activity } = createActivityReads(database);
    const written: ActivityFilter = { kind: 'written', who: null, label: null, model: null, days: null };
    const { rows } = await activity(other, written, null, 1);
    const effects = createEffectStore(database);
    const action = { kind: 'label.remove' as const, label: 'bug', labelId: 1, why: 'taken back' };
    const by = { deliveryId: null, actor: mona, models: [] };
    const [undo] = await effects.intend(other, 1, `undo:${rows[0]?.effectId}`, [action], by);
    const shown = async () =>
      (await activity(other, written, null, 9)).rows.map(({ takenBack }) => takenBack);
    expect(await shown()).toEqual([false]);
    await effects.complete(other, 1, [{ id: undo?.id ?? '', githubId: null }]);
    expect(await shown()).toEqual([false, true]);
  });

  it('what is taught after a page was opened counts on the next, though weeks that are over are kept', async () => {
    const [reads, labels] = [createOverviewReads(database), createLabelReads(database)];
    const old = new Date(now.getTime() - 15 * 86_400_000).toISOString();
    const teach = (number: number, more: Partial<NewLesson>) =>
      createLessonStore(database).teach(repo, [{ ...lesson(number, 'rejected', 0.7), ...more }]);
    const question = {
      kind: 'label',
      label: 'question',
      labelId: 2,
      dimension: 'category',
      value: 'question',
    };
    const subject = question as NewLesson['subject'];
    await teach(1, { subject, at: old });
    const shown = async () => {
      const { weeks, calibration } = await reads.overview(repo, false, new Date());
      const own = (await labels.labels(repo, new Date())).labels.find(
        ({ label }) => label.name === 'question',
      );
      return {
        before: weeks.slice(0, -1).reduce((sum, { rejected }) => sum + rejected, 0),
        rejected: weeks.at(-1)?.rejected ?? 0,
        said: calibration.find(({ said }) => said < 0.75),
        weeks: own?.weeks.map((week) => week.wrong).filter((count) => count > 0),
        wrong: own?.wrong.map(({ number }) => number),
      };
    };
    const first = await shown();
    expect(first).toMatchObject({ before: 1, said: { wrong: 1 }, weeks: [1], wrong: [1] });
    await teach(2, { subject });
    const then = await shown();
    expect(then).toMatchObject({ before: 1, rejected: first.rejected + 1 });
    expect(then).toMatchObject({ said: { wrong: 2 }, weeks: [1, 1], wrong: [2, 1] });
    const ids = (await createLessonStore(database).list(repo, { label: 'question' }, 9)).map(({ id }) => id);
    await createLessonStore(database).revoke(repo, { ids }, mona);
  });

  it('settings are shown as they stand, and marked to be read again with the labels', async () => {
    const desk = createSettingsActions(database, []);
    expect(await desk.read(repo)).toMatchObject({
      source: 'defaults',
      readAt: null,
      settings: { mode: 'auto' },
    });
    await desk.markStale(repo);
    expect((await createLabelReads(database).labels(repo, now)).readAt).toBeNull();
    expect((await createLabelReads(database).labels(other, now)).readAt).not.toBeNull();
  });

  it('asks a fixed number of queries, whatever there is to read', async () => {
    const counting = countQueries(database);
    const asked = async (read: () => Promise<unknown>) => {
      const before = counting.queries();
      await read();
      return counting.queries() - before;
    };
    const overview = createOverviewReads(counting.database);
    expect(await asked(() => overview.overview(repo, true, now))).toBe(10);
    // Weeks that are over were just read.
    expect(await asked(() => overview.overview(repo, true, now))).toBe(9);
    expect(await asked(() => overview.today(repo, now))).toBe(2);
    expect(await asked(() => overview.backfill(repo))).toBe(1);
    const labels = createLabelReads(counting.database);
    expect(await asked(() => labels.labels(repo, now))).toBe(7);
    expect(await asked(() => labels.labels(repo, now))).toBe(6);
    const all: ActivityFilter = { kind: null, who: null, label: null, model: null, days: null };
    expect(await asked(() => createActivityReads(counting.database).activity(repo, all, null, 50))).toBe(1);
    expect(await asked(() => createSettingsActions(counting.database, []).read(repo))).toBe(1);
  });
});
