import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInbox, type Inbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
import { databases } from '../support/databases.ts';
import { makeDelivery } from './make-delivery.ts';

describe.each(databases)('inbox, $name', ({ open }) => {
  let database: Database;
  let queue: Queue;
  let inbox: Inbox;
  let statements = 0;
  beforeAll(async () => {
    database = await open();
    queue = await startQueue(database);
    const counted: Database = {
      ...database,
      statement: (query, options) => {
        statements += 1;
        return database.statement(query, options);
      },
    };
    inbox = createInbox(counted);
  });
  afterAll(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });

  const stored = () =>
    database.system((tx) =>
      readRows<{ id: string; status: string; jobs: number; size: number }>(
        tx,
        sql`select d.id, d.status, length(d.body) as size,
              (select count(*)::int from queue.job j where j.data = jsonb_build_object('deliveryId', d.id)) as jobs
            from deliveries d order by d.received_at, d.id`,
      ),
    );
  const storedAs = async (ids: string[]) => (await stored()).filter(({ id }) => ids.includes(id));

  it('commits what waits together, deliveries and jobs in one statement', async () => {
    const sent = Array.from({ length: 60 }, (_, number) => makeDelivery({ number }));
    const before = statements;
    const answers = await Promise.all(sent.map((each) => inbox.accept(each)));
    expect(answers).toEqual(sent.map(() => 'queued'));
    expect(statements - before).toBeLessThan(6);
    for (const { status, jobs } of await storedAs(sent.map(({ id }) => id)))
      expect({ status, jobs }).toEqual({ status: 'queued', jobs: 1 });
  });

  it('takes a delivery once however often it comes, at once or later', async () => {
    const sent = makeDelivery();
    const answers = await Promise.all(Array.from({ length: 5 }, () => inbox.accept(sent)));
    expect(answers.sort()).toEqual(['queued', 'seen', 'seen', 'seen', 'seen']);
    expect(await inbox.accept(sent)).toBe('seen');
    expect(await storedAs([sent.id])).toMatchObject([{ jobs: 1 }]);
  });

  it('takes the same body once, under whatever id', async () => {
    const body = Buffer.from(randomUUID());
    const ids = Array.from({ length: 4 }, () => randomUUID());
    const answers = await Promise.all(ids.map((id) => inbox.accept(makeDelivery({ id, body }))));
    expect(answers.sort()).toEqual(['queued', 'seen', 'seen', 'seen']);
    expect(await inbox.accept(makeDelivery({ body }))).toBe('seen');
    expect(await storedAs(ids)).toHaveLength(1);
  });

  it('keeps what is ignored without its body, and without a job', async () => {
    const sent = makeDelivery({ ignored: 'no handler for star' });
    expect(await inbox.accept(sent)).toBe('ignored');
    expect(await inbox.accept(sent)).toBe('seen');
    expect(await storedAs([sent.id])).toEqual([{ id: sent.id, status: 'ignored', jobs: 0, size: 0 }]);
  });

  it('lets one that cannot be kept fail alone', async () => {
    const good = Array.from({ length: 5 }, () => makeDelivery());
    const bad = makeDelivery({ number: 2 ** 40 });
    const answers = await Promise.allSettled([...good, bad].map((each) => inbox.accept(each)));
    expect(answers.map(({ status }) => status)).toEqual([...good.map(() => 'fulfilled'), 'rejected']);
    expect(await storedAs(good.map(({ id }) => id))).toHaveLength(5);
  });

  it('survives two replicas that take the same deliveries in other orders', async () => {
    const other = createInbox(database);
    for (let round = 0; round < 5; round += 1) {
      const sent = Array.from({ length: 20 }, () => makeDelivery());
      const twins = sent.map((each) => makeDelivery({ body: each.body })).reverse();
      const answers = await Promise.all([
        ...sent.map((each) => inbox.accept(each)),
        ...twins.map((each) => other.accept(each)),
      ]);
      expect(answers.filter((each) => each === 'queued')).toHaveLength(20);
    }
  });

  it('keeps 25 MB as it came', async () => {
    const body = Buffer.alloc(25 * 1024 * 1024, 'ü');
    const sent = makeDelivery({ body });
    expect(await inbox.accept(sent)).toBe('queued');
    expect(await storedAs([sent.id])).toMatchObject([{ size: body.length }]);
  });
});
