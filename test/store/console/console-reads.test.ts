import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecidedValue } from '../../../src/domain/issue/decision.ts';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import type { IssueFilter } from '../../../src/read/console.ts';
import { createBacklogReads } from '../../../src/store/console/backlog-reads.ts';
import { createConsoleReads } from '../../../src/store/console/console-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { decisions } from '../../../src/store/schema/record-schema.ts';
import { issues } from '../../../src/store/schema/repository-schema.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import { tide, tideLabels, triaged, value, waiting } from '../../console/situations.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels } from '../keep-read.ts';

const everything: IssueFilter = { text: '', state: 'all', label: null, outcome: null, days: null };
const other: RepositoryRef = { ...tide, installationId: 8, repositoryId: 80, owner: 'elsewhere' };

/** The same database with a count of the queries that are asked of tenants' tables. */
function countQueries(database: Database): { database: Database; queries: () => number } {
  let queries = 0;
  const withTenant: Database['withTenant'] = (installationId, work) =>
    database.withTenant(installationId, (tx) =>
      work(
        new Proxy(tx, {
          get(target, name) {
            if (name === 'select' || name === 'execute') queries++;
            const property: unknown = Reflect.get(target, name);
            return typeof property === 'function' ? property.bind(target) : property;
          },
        }),
      ),
    );
  return { database: { ...database, withTenant }, queries: () => queries };
}

describe.each(databases)('console reads on the $name database', ({ open }) => {
  let database: Database;
  let reads: ReturnType<typeof createConsoleReads>;

  const save = (number: number, minutesAgo: number, more: Partial<Issue> = {}, repository = tide) => {
    const at = new Date(Date.UTC(2026, 10, 22, 12) - minutesAgo * 60_000).toISOString();
    const { issue } = waiting(number, `Issue ${number}`, { createdAt: at, updatedAt: at, ...more });
    return createIssueStore(database).saveIssue(repository, {
      ...issue,
      repositoryId: repository.repositoryId,
    });
  };
  const decide = async (number: number, values: DecidedValue[]) => {
    const { triage } = triaged(waiting(number, ''), values);
    if (!triage || triage === 'unreadable') throw new Error('no triage');
    const { decision, opinions, tookMs, deliveryId } = triage;
    await createDecisionStore(database).record(tide, {
      number,
      inputHash: randomUUID(),
      deliveryId,
      decision,
      opinions,
      tookMs,
    });
  };
  const numbers = async (filter: Partial<IssueFilter>) =>
    (await reads.listIssues(tide, { ...everything, ...filter }, null, 50)).rows.map((row) => row.number);

  beforeAll(async () => {
    database = await open();
    reads = createConsoleReads(database);
    const repositories = createRepositoryStore(database, async () => undefined);
    for (const repository of [tide, other]) {
      await repositories.saveInstallation({
        id: repository.installationId,
        account: repository.owner,
        accountId: repository.installationId,
        kind: 'organization',
      });
      await repositories.saveRepository(repository);
    }
    await keepLabels(repositories, tide, tideLabels, []);
    await save(1, 60, { title: 'Crash in the Week view', labels: ['bug'] });
    await save(2, 50, { title: 'How to export', labels: ['question'] });
    await save(3, 40, { title: '100% CPU in week_view', state: 'closed', stateReason: 'completed' });
    await save(4, 30);
    await save(5, 20, { labels: ['bug', 'area: sync'] });
    await save(1, 60, { title: 'Of another tenant' }, other);
    await decide(1, [value(), value({ dimension: 'priority', autonomy: 'suggest' })]);
    await decide(2, [value({ autonomy: 'suggest' })]);
    await decide(3, [value({ autonomy: 'observe' })]);
    await decide(4, []);
  });
  afterAll(() => database.close());

  it('lists the newest change first, with what the triage came to', async () => {
    const { rows, older } = await reads.listIssues(tide, everything, null, 50);
    expect(rows.map((row) => [row.number, row.outcome])).toEqual([
      [5, 'waiting'],
      [4, 'unsure'],
      [3, 'recorded'],
      [2, 'suggested'],
      [1, 'applied'],
    ]);
    expect(older).toBeNull();
    expect(rows.at(-1)).toMatchObject({
      title: 'Crash in the Week view',
      labels: ['bug'],
      author: { login: 'mirela-k', id: 100, kind: 'person' },
      createdAt: '2026-11-22T11:00:00.000000Z',
      values: [
        { dimension: 'category', value: 'bug', confidence: 0.94, label: 'bug', autonomy: 'apply' },
        { dimension: 'priority', autonomy: 'suggest' },
      ],
    });
  });

  it('shows the newest of several triages', async () => {
    await save(6, 10);
    await decide(6, [value()]);
    await decide(6, [value({ autonomy: 'suggest', value: 'feature' })]);
    const [row] = await reads.rows(tide, [6]);
    expect(row).toMatchObject({ outcome: 'suggested', values: [{ value: 'feature' }] });
    await createIssueStore(database).forgetIssue(tide, 6);
  });

  it.each<[Partial<IssueFilter>, number[]]>([
    [{ state: 'open' }, [5, 4, 2, 1]],
    [{ state: 'closed' }, [3]],
    [{ label: 'bug' }, [5, 1]],
    [{ label: 'bug', outcome: 'applied' }, [1]],
    [{ outcome: 'waiting' }, [5]],
    [{ outcome: 'past' }, [5]],
    [{ outcome: 'unsure' }, [4]],
    [{ text: 'WEEK view' }, [3, 1]],
    [{ text: '100%' }, [3]],
    [{ text: 'week_view' }, [3]],
    [{ text: '#2' }, [2]],
    [{ text: "'; drop table issues; --" }, []],
  ])('filters by %j', async (filter, expected) => {
    expect(await numbers(filter)).toEqual(expected);
  });

  it('lists what was triaged within so many days', async () => {
    await database.withTenant(tide.installationId, (tx) =>
      tx.execute(sql`update decisions set created_at = now() - interval '30 hours' where number = 2`),
    );
    expect(await numbers({ days: 1 })).toEqual([4, 3, 1]);
    expect(await numbers({ days: 2 })).toEqual([4, 3, 2, 1]);
    expect(await numbers({ days: 1, outcome: 'unsure' })).toEqual([4]);
    expect(await numbers({ outcome: 'unanswered' })).toEqual([4, 2]);
    expect(await numbers({ days: 1, outcome: 'unanswered' })).toEqual([4]);
  });

  it('pages without a gap or a repetition, also where times are equal', async () => {
    await save(7, 60);
    await save(8, 60);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await reads.listIssues(tide, everything, cursor, 2);
      seen.push(...page.rows.map((row) => row.number));
      cursor = page.older;
    } while (cursor);
    expect(seen).toEqual([5, 4, 3, 2, 8, 7, 1]);
    const first = await reads.listIssues(tide, everything, 'not a cursor', 2);
    expect(first.rows.map((row) => row.number)).toEqual([5, 4]);
    await createIssueStore(database).forgetIssue(tide, 7);
    await createIssueStore(database).forgetIssue(tide, 8);
  });

  it('reads rows by number and leaves out those that are gone or of another tenant', async () => {
    expect((await reads.rows(tide, [1, 5, 99])).map((row) => row.number)).toEqual([5, 1]);
    const asOther = { ...tide, installationId: other.installationId };
    expect(await reads.rows(asOther, [1, 5])).toEqual([]);
    expect(await reads.issue(asOther, 1)).toBeNull();
  });

  it('counts what is from before the App as not triaged, the same as the list behind it and the backlog', async () => {
    await save(23, 30);
    await database.withTenant(tide.installationId, (tx) =>
      tx
        .update(issues)
        .set({ outcome: 'past' })
        .where(and(eq(issues.repositoryId, tide.repositoryId), eq(issues.number, 23))),
    );
    const [counts] = await reads.counts([tide]);
    const listed = await reads.listIssues(tide, { ...everything, state: 'open', outcome: 'past' }, null, 50);
    const backlog = await createBacklogReads(database).count(tide);
    expect([counts?.waiting, listed.rows.length, backlog]).toEqual([2, 2, 2]);
    await createIssueStore(database).forgetIssue(tide, 23);
  });

  it('counts open issues, suggestions and what waits, by repository', async () => {
    const counts = await reads.counts([tide, other]);
    expect(counts.toSorted((a, b) => a.repositoryId - b.repositoryId)).toEqual([
      {
        repositoryId: 70,
        open: 4,
        suggested: 1,
        waits: 2,
        waiting: 1,
        settingsProblems: [],
        paused: false,
        fallback: null,
      },
      {
        repositoryId: 80,
        open: 1,
        suggested: 0,
        waits: 0,
        waiting: 1,
        settingsProblems: [],
        paused: false,
        fallback: null,
      },
    ]);
  });

  it('tells since when the newest triages go without a better source, until one has it again', async () => {
    const repository = { ...tide, repositoryId: 79, name: 'degraded' };
    await createRepositoryStore(database, async () => undefined).saveRepository(repository);
    const record = (number: number, fallback: string | null) =>
      createDecisionStore(database).record(repository, {
        ...{ number, inputHash: randomUUID(), deliveryId: null, opinions: [], tookMs: 1 },
        decision: { values: [], similar: [], missing: [], fallback },
      });
    const fallback = async () => (await reads.counts([repository]))[0]?.fallback;
    for (const number of [31, 32, 33, 34]) await save(number, 5, {}, repository);
    await record(31, null);
    expect(await fallback()).toBeNull();
    await record(32, 'openai: circuit open');
    const first = await fallback();
    await record(33, 'openai: timeout');
    expect(await fallback()).toEqual({ words: 'openai: timeout', since: first?.since });
    await record(34, null);
    expect(await fallback()).toBeNull();
  });

  it('reads the labels in the order of their names', async () => {
    const labels = await reads.labels(tide);
    expect(labels).toHaveLength(tideLabels.length);
    expect(labels.find((label) => label.name === 'bug')).toEqual(tideLabels[0]);
  });

  it('reads one issue with its decision, writes and timeline', async () => {
    const delivery = {
      kind: 'delivered' as const,
      actor: null,
      deliveryId: 'd-1',
      detail: { event: 'issues' },
    };
    await createTimelineStore(database).append(tide, 5, [delivery]);
    await decide(5, [value()]);
    const effects = createEffectStore(database);
    const bot = { login: 'dispatch', id: null, kind: 'bot' as const };
    const by = { deliveryId: 'd-1', actor: bot, models: ['local v3'] };
    const action = { kind: 'label.add' as const, label: 'bug', labelId: 1, why: 'sure' };
    const [effect] = await effects.intend(tide, 5, 'cause', [action], by);
    if (!effect) throw new Error('nothing was intended');
    await effects.complete(tide, 5, [{ id: effect.id, githubId: null }]);

    const detail = await reads.issue(tide, 5);
    expect(detail?.issue).toMatchObject({ number: 5, labels: ['bug', 'area: sync'] });
    expect(detail?.triage).toMatchObject({ tookMs: 84, decision: { values: [{ value: 'bug' }] } });
    expect(detail?.writes).toMatchObject([
      { kind: 'label.add', label: 'bug', status: 'done', models: ['local v3'], why: 'sure' },
    ]);
    expect(detail?.timeline.map((entry) => entry.kind)).toEqual(['delivered', 'decided', 'written']);
    expect(await reads.issue(tide, 404)).toBeNull();
    expect(detail?.duplicateOf).toBeNull();
    const mona = { login: 'mona', id: 1, kind: 'person' as const };
    const links = createDuplicateLinks(database);
    const linked = await links.link(tide, 5, 1, {
      by: mona,
      source: 'command',
      cause: 'comment:1:0',
    });
    expect(linked).toMatchObject({ ok: true });
    expect((await reads.issue(tide, 5))?.duplicateOf).toMatchObject({ number: 1, state: 'linked', by: mona });
    expect((await reads.issue(tide, 5))?.duplicateOf?.title).toBe((await reads.issue(tide, 1))?.issue.title);
  });

  it('asks a fixed number of queries, whatever there is to read', async () => {
    const counting = countQueries(database);
    const counted = createConsoleReads(counting.database);
    const asked = async (read: () => Promise<unknown>) => {
      const before = counting.queries();
      await read();
      return counting.queries() - before;
    };
    expect(await asked(() => counted.listIssues(tide, everything, null, 50))).toBe(1);
    // A search says beforehand how it is to be read.
    expect(
      await asked(() => counted.listIssues(tide, { ...everything, label: 'bug', text: 'x' }, null, 50)),
    ).toBe(2);
    expect(await asked(() => counted.rows(tide, [1, 2, 3, 4, 5]))).toBe(1);
    expect(await asked(() => counted.labels(tide))).toBe(1);
    expect(await asked(() => counted.counts([tide, { ...tide, repositoryId: 71 }, other]))).toBe(2);
    expect(await asked(() => counted.issue(tide, 5))).toBe(7);
    expect(await asked(() => counted.issue(tide, 404))).toBe(1);
  });

  it('calls a record of another form unreadable', async () => {
    await save(9, 5);
    await database.withTenant(tide.installationId, (tx) =>
      tx.insert(decisions).values({
        id: randomUUID(),
        installationId: tide.installationId,
        repositoryId: tide.repositoryId,
        number: 9,
        inputHash: 'x',
        decision: { values: 'of long ago' },
        opinions: [],
        tookMs: 1,
      }),
    );
    expect((await reads.issue(tide, 9))?.triage).toBe('unreadable');
    await createIssueStore(database).forgetIssue(tide, 9);
  });
});
