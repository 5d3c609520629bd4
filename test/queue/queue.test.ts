import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox, type Inbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { databases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { makeDelivery } from './make-delivery.ts';

const once = { limit: 0, delaySeconds: 0, maxDelaySeconds: 0 };

describe.each(databases)('queue, $name', ({ open }) => {
  let database: Database;
  let queue: Queue;
  let inbox: Inbox;
  const problems: string[] = [];

  beforeEach(async () => {
    database = await open();
    queue = await startQueue(database, { retry: once, onProblem: (problem) => problems.push(problem) });
    inbox = createInbox(database);
  });
  afterEach(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
    expect(problems.splice(0)).toEqual([]);
  });

  it('hands every delivery to a worker once', async () => {
    const worked: string[] = [];
    await queue.work(async ({ deliveryId }) => void worked.push(deliveryId));
    const sent = Array.from({ length: 200 }, (_, number) => makeDelivery({ number }));
    const answers = await Promise.all(sent.map((each) => inbox.accept(each)));
    expect(new Set(answers)).toEqual(new Set(['queued']));
    await until(async () => (await queue.depth()).waiting + (await queue.depth()).active === 0);
    expect(worked.sort()).toEqual(sent.map(({ id }) => id).sort());
  });

  it('never runs two jobs of one issue at once, and others meanwhile', async () => {
    const running = new Map<number, number>();
    let overlaps = 0;
    let together = 0;
    const numberOf = new Map<string, number>();
    const handle = async ({ deliveryId }: { deliveryId: string }) => {
      const number = numberOf.get(deliveryId) ?? -1;
      running.set(number, (running.get(number) ?? 0) + 1);
      if ((running.get(number) ?? 0) > 1) overlaps += 1;
      together = Math.max(
        together,
        [...running.values()].reduce((sum, each) => sum + each, 0),
      );
      await new Promise((resolve) => setTimeout(resolve, 2));
      running.set(number, (running.get(number) ?? 0) - 1);
    };
    // Two workers, as two processes would be.
    const other = await startQueue(database, { retry: once });
    await queue.work(handle);
    await other.work(handle);
    const sent = Array.from({ length: 120 }, (_, index) => makeDelivery({ number: index % 6 }));
    for (const { id, number } of sent) numberOf.set(id, number ?? -1);
    await Promise.all(sent.map((each) => inbox.accept(each)));
    await until(async () => (await queue.depth()).waiting + (await queue.depth()).active === 0);
    await other.stop({ timeoutMs: 1_000 });
    expect(overlaps).toBe(0);
    expect(together).toBeGreaterThan(1);
  });

  it('keeps what failed for good with its reason, and tries it again when it is sent again', async () => {
    let broken = true;
    let attempts = 0;
    await queue.work(async () => {
      attempts += 1;
      if (broken) throw new Error('GitHub answered 500\nwith a page');
    });
    const failing = makeDelivery();
    await inbox.accept(failing);
    await until(async () => (await queue.depth()).dead === 1);
    expect(await queue.failures(10)).toMatchObject([
      { deliveryId: failing.id, status: 'dead', reason: 'GitHub answered 500', attempts: 1, nextAt: null },
    ]);
    broken = false;
    expect(await inbox.accept(failing)).toBe('requeued');
    await until(async () => attempts === 2);
    await until(async () => (await queue.failures(10)).length === 0);
    expect(await inbox.accept(failing)).toBe('seen');
  });
});
