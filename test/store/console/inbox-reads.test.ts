import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecidedValue } from '../../../src/domain/issue/decision.ts';
import type { NewLesson } from '../../../src/domain/issue/lesson.ts';
import { createUserRequests } from '../../../src/queue/user-requests.ts';
import type { InboxReads } from '../../../src/read/inbox.ts';
import { createConsoleReads } from '../../../src/store/console/console-reads.ts';
import { createInboxReads } from '../../../src/store/console/inbox-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createAuditLog } from '../../../src/store/record/audit.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createDismissalStore } from '../../../src/store/record/dismissals.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { tide, tideLabels, triaged, value, waiting } from '../../console/situations.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels } from '../keep-read.ts';

const mona = { login: 'mona', id: 1, kind: 'person' as const };
const other = { ...tide, installationId: 8, repositoryId: 80, owner: 'elsewhere' };

describe.each(databases)('what the Inbox reads, on the $name database', ({ open }) => {
  let database: Database;
  let inbox: InboxReads;

  const save = async (number: number, values: DecidedValue[] | null, more: object = {}, repo = tide) => {
    const { issue } = waiting(number, `Issue ${number}`, more);
    await createIssueStore(database).saveIssue(repo, { ...issue, repositoryId: repo.repositoryId });
    if (values) await decide(number, values, repo);
  };
  const decide = async (number: number, values: DecidedValue[], repo = tide) => {
    const { triage } = triaged(waiting(number, ''), values);
    if (!triage || triage === 'unreadable') throw new Error('no triage');
    const { decision, opinions, tookMs } = triage;
    const record = { number, inputHash: randomUUID(), deliveryId: null, decision, opinions, tookMs };
    await createDecisionStore(database).record(repo, record);
  };
  const teach = (
    number: number,
    verdict: NewLesson['verdict'],
    chosen = 'bug',
    cause: string = randomUUID(),
  ) =>
    createLessonStore(database).teach(tide, [
      {
        ...{ number, verdict, cause, by: mona, deliveryId: null, said: null },
        subject: { kind: 'value', dimension: 'category', value: chosen },
        source: 'console',
        at: new Date().toISOString(),
      },
    ]);
  const numbers = async () => (await inbox.waiting(tide, 50)).map(({ number }) => number);
  const suggests = [value({ autonomy: 'suggest' })];

  beforeAll(async () => {
    database = await open();
    inbox = createInboxReads(database);
    const repositories = createRepositoryStore(database, async () => undefined);
    for (const repo of [tide, other]) {
      await repositories.saveInstallation({
        ...{ id: repo.installationId, account: repo.owner, accountId: 1, kind: 'organization' as const },
      });
      await repositories.saveRepository(repo);
    }
    await keepLabels(repositories, tide, tideLabels, []);
    await save(1, suggests, { author: mona });
    await save(2, [value()]);
    await save(3, suggests, { state: 'closed' });
    await save(4, [], { author: mona });
    await save(5, null);
    await save(6, [value({ autonomy: 'suggest', label: 'bug' })], { labels: ['Bug'] });
    await save(7, suggests, {}, other);
  });
  afterAll(() => database.close());

  it('lists open issues with an unsettled suggestion, and those of which nothing could be said', async () => {
    expect(await numbers()).toEqual([4, 1]);
    expect(await inbox.waiting(tide, 1)).toHaveLength(1);
  });

  it('draws cards in the order asked for, and only of what waits in this repository', async () => {
    const cards = await inbox.cards(tide, [1, 4, 2, 3, 7, 99]);
    expect(cards.map(({ issue, values, firstIssue }) => [issue.number, values.length, firstIssue])).toEqual([
      [1, 1, true],
      [4, 0, false],
    ]);
    expect(cards[0]?.version).toBeGreaterThan(0);
    expect(cards[0]?.excerpt).toBe('It happens every time.');
  });

  it('is settled by a lesson, waits again once it is revoked, and after a new decision', async () => {
    const [lesson] = await teach(1, 'accepted');
    expect(await numbers()).toEqual([4]);
    await createLessonStore(database).revoke(tide, { ids: [lesson?.id ?? ''] }, mona);
    expect(await numbers()).toEqual([4, 1]);
    await teach(1, 'rejected');
    expect(await numbers()).toEqual([4]);
    await decide(1, [value({ autonomy: 'suggest', value: 'question', label: 'question' })]);
    expect(await numbers()).toEqual([4, 1]);
  });

  it('leaves out what a person dismissed, until the next decision or until it may be written on again', async () => {
    const dismissals = createDismissalStore(database);
    const counts = async () => (await createConsoleReads(database).counts([tide]))[0]?.waits;
    const dismiss = () => dismissals.set(tide, [4, 99], true, mona);
    const before = await counts();
    expect(await dismiss()).toEqual([4]);
    expect(await dismiss()).toEqual([]);
    expect([await numbers(), await inbox.cards(tide, [4]), await counts()]).toEqual([
      [1],
      [],
      (before ?? 0) - 1,
    ]);
    expect(await dismissals.set(other, [4], false, mona)).toEqual([]);
    expect(await dismissals.set(tide, [4], false, mona)).toEqual([4]);
    expect(await numbers()).toEqual([4, 1]);
    await dismiss();
    // A lesson is no decision.
    await teach(4, 'rejected', 'elsewhere');
    expect(await numbers()).toEqual([1]);
    await decide(4, suggests);
    expect(await numbers()).toEqual([4, 1]);
    for (const off of [{ locked: true }, { labels: ['No-Triage'] }]) {
      await save(4, null, { author: mona, ...off });
      await dismiss();
      await save(4, null, { author: mona, ...off });
      expect(await numbers()).toEqual([1]);
      await save(4, null, { author: mona });
      expect(await numbers()).toEqual([4, 1]);
    }
    expect(await createAuditLog(database).verify(tide)).toMatchObject({ brokenAt: null });
  });

  it('counts no issue any more that somebody gave the label that was suggested', async () => {
    const count = async () => (await createConsoleReads(database).counts([tide]))[0]?.waits;
    const before = (await count()) ?? 0;
    await save(8, [value({ autonomy: 'suggest', label: 'bug' })]);
    expect(await count()).toBe(before + 1);
    await save(8, null, { labels: ['bug'] });
    expect([await count(), (await numbers()).includes(8)]).toEqual([before, false]);
  });

  it('has a version that moves with what a card shows, and not with comments', async () => {
    const version = async () => (await inbox.cards(tide, [4]))[0]?.version ?? 0;
    const before = await version();
    const event = { actor: mona, deliveryId: null, detail: {} };
    await createTimelineStore(database).append(tide, 4, [{ ...event, kind: 'commented' }]);
    expect(await version()).toBe(before);
    await createTimelineStore(database).append(tide, 4, [
      { ...event, kind: 'labeled', detail: { label: 'x' } },
    ]);
    expect(await version()).toBeGreaterThan(before);
  });

  it('finds what a request led to', async () => {
    const id = randomUUID();
    await teach(2, 'accepted', 'bug', `request:${id}`);
    const done = await inbox.doneBy(tide, [2, 4], [id], mona.id);
    expect(done).toEqual([{ number: 2, effects: [], lessons: [expect.any(String)] }]);
    expect(await inbox.doneBy(tide, [2], [randomUUID()], mona.id)).toEqual([]);
    // Another person's lessons are not theirs to take back with an answer.
    expect(await inbox.doneBy(tide, [2], [id], 99)).toEqual([]);
    expect(await inbox.doneBy(other, [2], [id], mona.id)).toEqual([]);
  });

  it('tells the median of what was measured, and nothing where nothing was', async () => {
    const since = new Date(Date.now() - 60_000);
    expect(await inbox.medianOpenMs(tide, since)).toBeNull();
    const box = createUserRequests(database, { enqueue: async () => undefined });
    const request = (openMs: number | null) => ({
      ...{ id: randomUUID(), number: 1, openMs, door: 'console' as const, by: mona },
      ...{ installationId: tide.installationId, repositoryId: tide.repositoryId },
      asked: { kind: 'approve' as const, dimension: 'category' as const, value: 'bug' },
      at: new Date().toISOString(),
    });
    await box.add([request(4_000), request(9_000), request(5_000), request(null)]);
    expect(await inbox.medianOpenMs(tide, since)).toEqual({ median: 5_000, count: 3 });
    expect(await inbox.medianOpenMs(other, since)).toBeNull();
  });

  it('knows the labels by what they mean, and what was done alone', async () => {
    expect((await inbox.meanings(other)).length).toBe(0);
    expect((await inbox.doneAlone(tide, new Date(0))).applied).toBe(1);
    expect(await inbox.doneAlone(tide, new Date(Date.now() + 60_000))).toEqual({
      triaged: 0,
      applied: 0,
      newest: [],
    });
  });
});
