import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { eventsChannel } from '../../../src/store/record/events.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { events } from '../../../src/store/schema/record-schema.ts';
import type { TimelineEvent, TimelineStore } from '../../../src/triage/ports/core.ts';
import { databases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { makeRepository } from '../make-repository.ts';

const person = { login: 'maren', id: 4, kind: 'person' } as const;
const bot = { login: 'stale[bot]', id: 5, kind: 'bot' } as const;
let deliveries = 0;
const event = (kind: TimelineEvent['kind'], given: Partial<TimelineEvent> = {}): TimelineEvent => {
  deliveries += 1;
  return { kind, actor: person, deliveryId: `t-${deliveries}`, detail: {}, ...given };
};

describe.each(databases)('timeline, $name', ({ open }) => {
  let database: Database;
  let timeline: TimelineStore;
  beforeAll(async () => {
    database = await open();
    timeline = createTimelineStore(database);
  });
  afterAll(() => database.close());

  it('keeps one event of a kind a delivery', async () => {
    const repo = makeRepository();
    const [delivered, edited] = [event('delivered'), event('edited')];
    await timeline.append(repo, 1, [delivered]);
    await timeline.append(repo, 1, [delivered, edited]);
    await timeline.append(repo, 1, [
      event('edited', { deliveryId: null }),
      event('edited', { deliveryId: null }),
    ]);
    const kept = await database.withTenant(repo.installationId, (tx) =>
      tx.select().from(events).orderBy(events.id),
    );
    expect(kept.map(({ kind }) => kind)).toEqual(['delivered', 'edited', 'edited', 'edited']);
  });

  it('knows the labels that people took away and did not put back', async () => {
    const repo = makeRepository();
    const say = (kind: 'labeled' | 'unlabeled', label: string, actor: TimelineEvent['actor'] = person) =>
      timeline.append(repo, 1, [event(kind, { actor, detail: { label } })]);
    await say('labeled', 'bug');
    await say('unlabeled', 'bug');
    await say('unlabeled', 'ui');
    await say('labeled', 'UI');
    await say('unlabeled', 'docs');
    await say('labeled', 'docs', bot);
    await say('unlabeled', 'stale', bot);
    expect((await timeline.labelsTakenAway(repo, 1)).sort()).toEqual(['bug', 'docs']);
    expect(await timeline.labelsTakenAway(repo, 2)).toEqual([]);
  });

  it('is heard when it is committed, and not when it is not', async () => {
    const repo = makeRepository();
    const heard: { repository: number; number: number; id: number; installation: number }[] = [];
    const stop = await database.listen(eventsChannel, (payload) => heard.push(JSON.parse(payload)));
    await database
      .withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        await tx
          .insert(events)
          .values({ installationId, repositoryId, number: 8, kind: 'other', detail: {} });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await timeline.append(repo, 9, [event('closed'), event('reopened')]);
    await until(() => heard.length === 2);
    await stop();
    expect(heard.map(({ number }) => number)).toEqual([9, 9]);
    expect(heard[0]).toMatchObject({ installation: repo.installationId, repository: repo.repositoryId });
    expect(heard[1]?.id).toBeGreaterThan(heard[0]?.id ?? 0);
  });

  it('gives ids in the order of commit: who has seen one has seen all before it', async () => {
    const repo = makeRepository();
    // On the system's connections, which the writers do not take.
    const look = () =>
      database.system(async (tx) => {
        await tx.execute(
          sql`select set_config('dispatch.installation_id', ${String(repo.installationId)}, true)`,
        );
        const rows = await tx
          .select({ id: events.id })
          .from(events)
          .where(eq(events.installationId, repo.installationId))
          .orderBy(events.id);
        return rows.map(({ id }) => id);
      });
    let writing = true;
    const looks: number[][] = [];
    const looking = (async () => {
      while (writing) looks.push(await look());
    })();
    const write = (number: number) =>
      database.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        await tx.insert(events).values({ installationId, repositoryId, number, kind: 'other', detail: {} });
        // Time for another transaction to commit first, if it could.
        if (database.kind === 'postgres')
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      });
    for (let round = 0; round < 6; round += 1)
      await Promise.all(Array.from({ length: 8 }, (_, number) => write(number)));
    writing = false;
    await looking;
    const final = await look();
    expect(final).toHaveLength(48);
    expect(looks.some(({ length }) => length > 0 && length < 48)).toBe(true);
    // Every look was a beginning of the final list: nothing ever came in before what was already there.
    for (const seen of looks) expect(seen).toEqual(final.slice(0, seen.length));
  });
});
