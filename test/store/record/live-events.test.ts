import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Change } from '../../../src/read/console.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createLiveEvents } from '../../../src/store/record/live-events.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { tide } from '../../console/situations.ts';
import { databases } from '../../support/databases.ts';

const other = { ...tide, repositoryId: 71 };

describe.each(databases)('live events on the $name database', ({ open }) => {
  let database: Database;
  let live: Awaited<ReturnType<typeof createLiveEvents>>;
  const happen = (number: number, repository = tide) =>
    createTimelineStore(database).append(repository, number, [
      { kind: 'edited', actor: null, deliveryId: null, detail: {} },
    ]);

  beforeAll(async () => {
    database = await open();
    live = await createLiveEvents(database, (error) => {
      throw error;
    });
  });
  afterAll(() => database.close());

  it('tells subscribers of their own repository, with ids of the database', async () => {
    const heard: Change[] = [];
    const leave = live.subscribe(
      tide,
      (change) => heard.push(change),
      () => undefined,
    );
    await happen(1, other);
    await happen(2);
    await expect.poll(() => heard.map((change) => change.numbers)).toEqual([[2]]);
    expect(heard[0]?.lastId).toBe(await live.latest(tide));
    leave();
    const after: Change[] = [];
    live.subscribe(
      tide,
      (change) => after.push(change),
      () => undefined,
    );
    await happen(3);
    await expect.poll(() => after).toHaveLength(1);
    expect(heard).toHaveLength(1);
  });

  it('tells what was missed since an event, once an issue', async () => {
    const from = await live.latest(tide);
    await happen(5);
    await happen(6, other);
    await happen(5);
    await happen(7);
    const change = await live.since(tide, from);
    expect(change).toEqual({ repositoryId: 70, numbers: [5, 7], lastId: await live.latest(tide) });
    expect(await live.since(tide, change?.lastId ?? 0)).toMatchObject({
      numbers: [],
      lastId: change?.lastId,
    });
  });

  it('asks to load again when too much was missed', async () => {
    const from = await live.latest(other);
    const many = Array.from({ length: 301 }, () => ({
      kind: 'edited' as const,
      actor: null,
      deliveryId: null,
      detail: {},
    }));
    await createTimelineStore(database).append(other, 8, many);
    expect(await live.since(other, from)).toBeNull();
  });

  it('ends what is open when it closes', async () => {
    const closed = vi.fn();
    live.subscribe(tide, () => undefined, closed);
    await live.close();
    expect(closed).toHaveBeenCalledOnce();
  });
});
