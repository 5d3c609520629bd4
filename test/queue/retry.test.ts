import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Postponed } from '../../src/domain/issue/postponed.ts';
import { Unworkable } from '../../src/domain/issue/unworkable.ts';
import { createInbox, type Inbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Handle } from '../../src/queue/worker.ts';
import type { Database } from '../../src/store/core/database.ts';
import { databases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { makeDelivery } from './make-delivery.ts';

describe.each(databases)('retries, $name', ({ open }) => {
  let database: Database;
  let queue: Queue;
  let inbox: Inbox;
  const begin = async (
    retry: { limit: number; delaySeconds: number; maxDelaySeconds: number },
    capacity = 16,
  ) => {
    queue = await startQueue(database, { retry, capacity });
    inbox = createInbox(database);
  };
  beforeEach(async () => {
    database = await open();
  });
  afterEach(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });

  it('come later and later, count the tries, and end with the last reason', async () => {
    await begin({ limit: 2, delaySeconds: 1, maxDelaySeconds: 2 });
    const tries: { attempt: number; last: boolean; at: number }[] = [];
    await queue.work(async ({ attempt, last }) => {
      tries.push({ attempt, last, at: performance.now() });
      throw new AggregateError([new Error(`try ${attempt} failed`)], '');
    });
    const failing = makeDelivery();
    await inbox.accept(failing);
    await until(async () => (await queue.failures(5))[0]?.status === 'retrying');
    const [waiting] = await queue.failures(5);
    expect(waiting).toMatchObject({
      deliveryId: failing.id,
      status: 'retrying',
      installationId: 1,
      repositoryId: 10,
    });
    expect(Date.parse(waiting?.nextAt ?? '')).toBeGreaterThan(Date.parse(waiting?.receivedAt ?? ''));
    await until(async () => (await queue.depth()).dead === 1);
    expect(tries.map(({ attempt, last }) => [attempt, last])).toEqual([
      [0, false],
      [1, false],
      [2, true],
    ]);
    // Never sooner than a second after the last.
    for (const [index, { at }] of tries.slice(1).entries())
      expect(at - (tries[index]?.at ?? 0)).toBeGreaterThan(950);
    expect(await queue.failures(5)).toMatchObject([{ status: 'dead', reason: 'try 2 failed', attempts: 3 }]);
  });

  it('are not used up by waiting, and what waits is no failure', async () => {
    await begin({ limit: 1, delaySeconds: 0, maxDelaySeconds: 0 });
    const tries: { attempt: number; postponed: boolean; last: boolean; at: number }[] = [];
    await queue.work(async ({ attempt, postponed, last }) => {
      tries.push({ attempt, postponed, last, at: performance.now() });
      if (tries.length <= 3) throw new Postponed('GitHub asks to wait 1 s', 1);
      if (tries.length === 4) throw new Error('a passing fault');
    });
    await inbox.accept(makeDelivery());
    await until(async () => (await queue.depth()).retrying === 1);
    expect(await queue.failures(5)).toEqual([]);
    await until(async () => tries.length === 5 && (await queue.depth()).active === 0);
    expect(tries.map(({ attempt, postponed, last }) => [attempt, postponed, last])).toEqual([
      [0, false, false],
      [0, true, false],
      [0, true, false],
      [0, true, false],
      [1, true, true],
    ]);
    for (const [index, { at }] of tries.slice(1, 4).entries())
      expect(at - (tries[index]?.at ?? 0)).toBeGreaterThan(990);
    expect(await queue.depth()).toMatchObject({ waiting: 0, active: 0, retrying: 0, dead: 0 });
  });

  it('do not come for what can never be done: it is dead at once, with its reason', async () => {
    await begin({ limit: 5, delaySeconds: 60, maxDelaySeconds: 60 });
    const broken = ['malformed', 'out of range'];
    let tries = 0;
    await queue.work(async () => {
      tries += 1;
      const reason = broken.pop();
      if (reason === 'malformed') throw new AggregateError([new Unworkable('malformed at issue.user')], '');
      if (reason) await database.system((tx) => tx.execute(sql`select 99999999999::int`));
    });
    const sent = [makeDelivery({ number: 1 }), makeDelivery({ number: 2 })];
    for (const each of sent) await inbox.accept(each);
    await until(async () => (await queue.depth()).dead === 2);
    expect(tries).toBe(2);
    const failures = await queue.failures(5);
    expect(failures.map(({ attempts }) => attempts)).toEqual([1, 1]);
    expect(failures.map(({ reason }) => reason).toSorted()).toEqual([
      'integer out of range',
      'malformed at issue.user',
    ]);
    // A person may have it tried again.
    expect(await queue.redrive(sent[0]?.id ?? '')).toBe(true);
    await until(async () => (await queue.depth()).dead === 1 && tries === 3);
  });

  it('do not hold up the next job of the same issue', async () => {
    await begin({ limit: 3, delaySeconds: 60, maxDelaySeconds: 60 });
    const poison = makeDelivery({ number: 7 });
    const done: string[] = [];
    await queue.work(async ({ deliveryId }) => {
      if (deliveryId === poison.id) throw new Error('always');
      done.push(deliveryId);
    });
    await inbox.accept(poison);
    await until(async () => (await queue.depth()).retrying === 1);
    const next = makeDelivery({ number: 7 });
    await inbox.accept(next);
    await until(() => done.includes(next.id));
  });

  it('go on at once when a person asks, once', async () => {
    await begin({ limit: 0, delaySeconds: 0, maxDelaySeconds: 0 });
    let broken = true;
    const done: string[] = [];
    await queue.work(async ({ deliveryId }) => {
      if (broken) throw new Error('broken');
      done.push(deliveryId);
    });
    const sent = makeDelivery();
    await inbox.accept(sent);
    await until(async () => (await queue.depth()).dead === 1);
    broken = false;
    const asked = await Promise.all([
      queue.redrive(sent.id),
      queue.redrive(sent.id),
      queue.redrive('unknown'),
    ]);
    expect(asked.filter(Boolean)).toHaveLength(1);
    await until(() => done.length === 1);
    expect(await queue.redrive(sent.id)).toBe(false);
  });

  it('are handed back by a worker that stops, and done by another', async () => {
    await begin({ limit: 3, delaySeconds: 0, maxDelaySeconds: 0 });
    const done: string[] = [];
    let hanging = 0;
    await queue.work(() => {
      hanging += 1;
      return new Promise(() => undefined);
    });
    const sent = [makeDelivery({ number: 1 }), makeDelivery({ number: 2 })];
    await Promise.all(sent.map((each) => inbox.accept(each)));
    await until(() => hanging === 2);
    await queue.stop({ timeoutMs: 50 });
    await begin({ limit: 3, delaySeconds: 0, maxDelaySeconds: 0 });
    await queue.work(async ({ deliveryId }) => void done.push(deliveryId));
    await until(() => done.length === 2);
    expect(done.sort()).toEqual(sent.map(({ id }) => id).sort());
  });

  it('wait for what runs when the worker stops', async () => {
    await begin({ limit: 0, delaySeconds: 0, maxDelaySeconds: 0 });
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let running = false;
    const handle: Handle = async () => {
      running = true;
      await finished;
    };
    await queue.work(handle);
    await inbox.accept(makeDelivery());
    await until(() => running);
    const stopped = queue.stop({ timeoutMs: 20_000 });
    finish();
    await stopped;
    expect(queue.started).toBe(false);
    await begin({ limit: 0, delaySeconds: 0, maxDelaySeconds: 0 });
    expect(await queue.depth()).toMatchObject({ waiting: 0, active: 0, retrying: 0, dead: 0 });
  });

  it('a flood of one installation does not hold up the others', async () => {
    await begin({ limit: 0, delaySeconds: 0, maxDelaySeconds: 0 }, 2);
    const flood = Array.from({ length: 400 }, (_, number) =>
      makeDelivery({ installationId: 1, repositoryId: 1, number }),
    );
    for (let at = 0; at < flood.length; at += 50)
      await Promise.all(flood.slice(at, at + 50).map((each) => inbox.accept(each)));
    const others = Array.from({ length: 9 }, (_, index) =>
      makeDelivery({ installationId: 100 + index, repositoryId: 100 + index, number: 1 }),
    );
    await Promise.all(others.map((each) => inbox.accept(each)));
    const order: string[] = [];
    await queue.work(async ({ deliveryId }) => void order.push(deliveryId));
    await until(() => others.every(({ id }) => order.includes(id)));
    const last = Math.max(...others.map(({ id }) => order.indexOf(id)));
    // Behind the first class of the flood at most, not behind all of it.
    expect(last).toBeLessThan(60);
    await until(() => order.length === 409);
  });
});
