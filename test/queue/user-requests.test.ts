import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { startQueue } from '../../src/queue/queue.ts';
import { createUserRequests, requestEvent } from '../../src/queue/user-requests.ts';
import { createDeliveryStore } from '../../src/store/repositories/deliveries.ts';
import { databases } from '../support/databases.ts';
import { until } from '../support/until.ts';

describe.each(databases)('request box, $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start() {
    const database = await open();
    const queue = await startQueue(database);
    closing.push(
      () => database.close(),
      () => queue.stop({ timeoutMs: 1_000 }),
    );
    const worked: string[] = [];
    await queue.work(async ({ deliveryId }) => void worked.push(deliveryId));
    return { box: createUserRequests(database, queue), store: createDeliveryStore(database), worked };
  }

  const request = () => ({
    ...{ id: randomUUID(), installationId: 7, repositoryId: 71, number: 3 },
    asked: { kind: 'approve' },
    words: 'a\u0000b',
  });

  it('keeps a request with its job, once however often it is sent', async () => {
    const { box, store, worked } = await start();
    const asked = request();
    await box.add([asked]);
    await box.add([asked]);
    await until(() => worked.length > 0);
    const kept = await store.getDelivery(asked.id);
    expect(kept?.event).toBe(requestEvent);
    expect(JSON.parse(Buffer.from(kept?.body ?? []).toString())).toEqual({ ...asked, words: 'ab' });
    await box.add([request()]);
    await until(() => worked.length > 1);
    expect(worked.filter((id) => id === asked.id)).toHaveLength(1);
  });

  it('lets a request wait', async () => {
    const { box, worked } = await start();
    const [later, now] = [request(), request()];
    await box.add([later], 3_600);
    await box.add([now]);
    await until(() => worked.length > 0);
    expect(worked).toEqual([now.id]);
  });
});
