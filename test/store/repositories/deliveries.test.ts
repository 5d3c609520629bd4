import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { cleanDeliveries, createDeliveryStore } from '../../../src/store/repositories/deliveries.ts';
import { deliveries } from '../../../src/store/schema/delivery-schema.ts';
import { databases } from '../../support/databases.ts';

describe.each(databases)('deliveries, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const keep = (id: string, status: 'queued' | 'done' | 'ignored' | 'dead', days: number) =>
    database.system((tx) =>
      tx.insert(deliveries).values({
        ...{
          id,
          status,
          event: 'issues',
          action: null,
          installationId: null,
          repositoryId: null,
          number: null,
        },
        body: Buffer.from([0, 255, 10]),
        bodySha256: Buffer.from(id),
        receivedAt: sql`now() - ${`${days} days`}::interval`,
      }),
    );

  it('gives back the bytes, and nothing for an unknown id', async () => {
    const store = createDeliveryStore(database);
    await keep('a', 'queued', 0);
    const kept = await store.getDelivery('a');
    expect(kept).toMatchObject({ id: 'a', event: 'issues' });
    expect([...(kept?.body ?? [])]).toEqual([0, 255, 10]);
    expect(Math.abs((kept?.receivedAt.getTime() ?? 0) - Date.now())).toBeLessThan(120_000);
    expect(await store.getDelivery('b')).toBeNull();
  });

  it('cleans what is done after 7 days and dead after 30, never what waits', async () => {
    await keep('done-6', 'done', 6.9);
    await keep('done-8', 'done', 8);
    await keep('ignored-8', 'ignored', 8);
    await keep('dead-8', 'dead', 8);
    await keep('dead-31', 'dead', 31);
    await keep('queued-90', 'queued', 90);
    expect(await cleanDeliveries(database)).toBe(3);
    const left = await database.system((tx) => tx.select({ id: deliveries.id }).from(deliveries));
    expect(left.map(({ id }) => id).sort()).toEqual(['a', 'dead-8', 'done-6', 'queued-90']);
  });
});
