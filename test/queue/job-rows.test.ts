import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choreQueue, defaultRetry, jobQueue, startBoss } from '../../src/queue/boss.ts';
import { createChores } from '../../src/queue/chores.ts';
import { enqueue } from '../../src/queue/enqueue.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import type { Database } from '../../src/store/core/database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
import { databases } from '../support/databases.ts';
import { makeDelivery } from './make-delivery.ts';

/** `dispatch_enqueue` and `dispatch_ask_chore` write pg-boss's table themselves. A version of pg-boss that keeps jobs in another way shows here. */
describe.each(databases)('the rows of jobs, $name', ({ open }) => {
  let database: Database;
  let boss: PgBoss;
  beforeAll(async () => {
    database = await open();
    boss = await startBoss(database, { retry: defaultRetry, onProblem: () => undefined });
  });
  afterAll(async () => {
    await boss.stop({ graceful: false });
    await database.close();
  });

  /** Moments as seconds after the row was made; ids differ by nature. */
  const rowOf = async (deliveryId: string) => {
    const [found] = await database.statement<{ job: Record<string, unknown> }>(sql`
      select to_jsonb(j) || jsonb_build_object(
        'id', null, 'created_on', null,
        'start_after', round(extract(epoch from j.start_after - j.created_on)),
        'keep_until', round(extract(epoch from j.keep_until - j.created_on))) as job
      from queue.job j where j.data ->> 'deliveryId' = ${deliveryId}`);
    return found?.job;
  };
  const insertByBoss = (deliveryId: string, options: object) =>
    boss.insert(jobQueue, [
      { data: { deliveryId }, group: { id: 'r10/1' }, priority: 0, ...options },
    ] as Parameters<PgBoss['insert']>[1]);

  it('are those that pg-boss writes', async () => {
    const sent = makeDelivery();
    expect(await createInbox(database).accept(sent)).toBe('queued');
    await insertByBoss('by the library', {});
    const ours = await rowOf(sent.id);
    expect(ours).toBeDefined();
    const theirs = await rowOf('by the library');
    expect(ours).toEqual({ ...theirs, data: { deliveryId: sent.id } });
  });

  it('are those that pg-boss writes for a later start', async () => {
    const sent = makeDelivery();
    await createInbox(database).accept(sent);
    await database.system(async (tx) => {
      await tx.execute(sql`delete from queue.job where data ->> 'deliveryId' = ${sent.id}`);
      await enqueue(tx, [sent.id], 90);
    });
    await insertByBoss('later', { startAfter: 90 });
    expect(await rowOf(sent.id)).toEqual({ ...(await rowOf('later')), data: { deliveryId: sent.id } });
  });

  it('are those that pg-boss writes for chores, and for one that failed for good before', async () => {
    const chores = createChores(database, boss, () => undefined);
    const choreRow = async (id: string) => {
      const [found] = await database.statement<{ job: Record<string, unknown> }>(sql`
        select to_jsonb(j) || jsonb_build_object(
          'id', null, 'created_on', null,
          'start_after', round(extract(epoch from j.start_after - j.created_on)),
          'keep_until', round(extract(epoch from j.keep_until - j.created_on))) as job
        from queue.job j where j.name = ${choreQueue} and j.data ->> 'id' = ${id}`);
      return found?.job;
    };
    await chores.add('ours/1/2', 30);
    await boss.send(choreQueue, { id: 'theirs/1/2' }, { startAfter: 30 });
    const theirs = { ...(await choreRow('theirs/1/2')), data: { id: 'ours/1/2' } };
    expect(await choreRow('ours/1/2')).toEqual(theirs);
    await database.statement(sql`
      update queue.job set state = 'failed', retry_count = 3, started_on = now(), completed_on = now(), output = '{"message":"no"}'
      where data ->> 'id' = 'ours/1/2'`);
    await chores.add('ours/1/2', 30);
    expect(await choreRow('ours/1/2')).toEqual(theirs);
  });

  it('are in the order in which the deliveries came', async () => {
    const sent = Array.from({ length: 40 }, (_, number) => makeDelivery({ repositoryId: 77, number }));
    const inbox = createInbox(database);
    await Promise.all(sent.map((each) => inbox.accept(each)));
    const order = await database.statement<{ number: number }>(sql`
      select d.number from queue.job j join deliveries d on d.id = j.data ->> 'deliveryId'
      where d.repository_id = 77 order by j.created_on`);
    expect(order.map(({ number }) => number)).toEqual(sent.map(({ number }) => number));
  });

  it.each([
    [1, 0],
    [15, 0],
    [16, -1],
    [31, -1],
    [32, -2],
    [64, -3],
    [1_024, -7],
  ])('of an installation with %i waiting have priority %i', async (waiting, priority) => {
    const [row] = await database.system((tx) =>
      readRows<{ priority: number }>(tx, sql`select dispatch_job_priority(${waiting}) as priority`),
    );
    expect(row?.priority).toBe(priority);
  });

  it('are never fewer than the deliveries', async () => {
    const adding = database.system((tx) => enqueue(tx, ['never stored']));
    await expect(adding).rejects.toThrow('only 0 of 1 jobs could be added');
  });
});
