import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFailureActions } from '../../src/queue/failure-actions.ts';
import { createInbox, type Inbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { deliveries } from '../../src/store/schema/delivery-schema.ts';
import { audit } from '../../src/store/schema/record-schema.ts';
import { makeRepository } from '../store/make-repository.ts';
import { databases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { makeDelivery } from './make-delivery.ts';

const mona = { login: 'mona', id: 7, kind: 'person' as const };

describe.each(databases)('what failed in a repository, $name', ({ open }) => {
  let database: Database;
  let queue: Queue;
  let inbox: Inbox;
  let desk: ReturnType<typeof createFailureActions>;
  const repo = makeRepository();
  const other = makeRepository();
  let failing = true;
  const worked: string[] = [];

  const start = async (limit: number, delaySeconds: number) => {
    queue = await startQueue(database, { retry: { limit, delaySeconds, maxDelaySeconds: delaySeconds } });
    inbox = createInbox(database);
    desk = createFailureActions(database, queue);
    await queue.work(async ({ deliveryId }) => {
      if (failing) throw new Error('GitHub answered 502');
      worked.push(deliveryId);
    });
  };
  const send = async (where: typeof repo, number: number) => {
    const { installationId, repositoryId } = where;
    const delivery = makeDelivery({ installationId, repositoryId, number });
    await inbox.accept(delivery);
    return delivery.id;
  };
  const failed = (where: typeof repo, count: number) =>
    until(async () => (await desk.list(where, 10)).filter(({ attempts }) => attempts > 0).length === count);
  const log = (where: typeof repo) =>
    database.withTenant(where.installationId, (tx) =>
      tx
        .select({ kind: audit.kind, actor: audit.actor, deliveryId: audit.deliveryId, detail: audit.detail })
        .from(audit)
        .where(
          and(eq(audit.installationId, where.installationId), eq(audit.repositoryId, where.repositoryId)),
        ),
    );

  beforeEach(async () => {
    failing = true;
    worked.length = 0;
    database = await open();
    const repositories = createRepositoryStore(database, async () => undefined);
    for (const { installationId, owner, ...rest } of [repo, other]) {
      const account = { account: owner, accountId: installationId, kind: 'organization' as const };
      await repositories.saveInstallation({ id: installationId, ...account });
      await repositories.saveRepository({ installationId, owner, ...rest });
    }
  });
  afterEach(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });

  it('is listed with its reason, tries and next try, and never shown to another repository', async () => {
    await start(5, 600);
    const id = await send(repo, 4);
    await failed(repo, 1);
    const [failure] = await desk.list(repo, 10);
    expect(failure).toMatchObject({ deliveryId: id, number: 4, status: 'retrying', attempts: 1 });
    expect(failure?.reason).toBe('GitHub answered 502');
    expect(Date.parse(failure?.nextAt ?? '')).toBeGreaterThan(Date.now());
    expect(await desk.list(other, 10)).toEqual([]);
    expect(await desk.list({ ...repo, installationId: other.installationId }, 10)).toEqual([]);
  });

  it('one that waits for its next try is tried at once when asked, and it is logged', async () => {
    await start(5, 600);
    const id = await send(repo, 4);
    await failed(repo, 1);
    failing = false;
    expect(await desk.retry(repo, [id], mona)).toBe(1);
    await until(() => worked.includes(id));
    expect(await log(repo)).toMatchObject([
      { kind: 'failure.retry', actor: { login: 'mona' }, deliveryId: id },
    ]);
  });

  it('a dead one is queued again; one of another repository is not touched', async () => {
    await start(0, 0);
    const [own, foreign] = [await send(repo, 4), await send(other, 5)];
    await failed(repo, 1);
    await failed(other, 1);
    await until(async () => (await desk.list(other, 1))[0]?.status === 'dead');
    await until(async () => (await desk.list(repo, 1))[0]?.status === 'dead');
    failing = false;
    expect(await desk.retry(repo, [own, foreign, 'unknown'], mona)).toBe(1);
    expect(await desk.drop(repo, [foreign], 'not mine', mona)).toBe(0);
    await until(() => worked.includes(own));
    expect(worked).toEqual([own]);
    expect((await desk.list(other, 1))[0]?.status).toBe('dead');
    expect(await log(other)).toEqual([]);
  });

  it('a dropped one is gone for good, with who and why', async () => {
    await start(5, 600);
    const id = await send(repo, 4);
    await failed(repo, 1);
    expect(await desk.drop(repo, [id], 'the fork is gone', mona)).toBe(1);
    expect(await desk.drop(repo, [id], 'again', mona)).toBe(0);
    expect(await desk.list(repo, 10)).toEqual([]);
    expect((await queue.depth()).retrying).toBe(0);
    const [row] = await database.system((tx) => tx.select().from(deliveries).where(eq(deliveries.id, id)));
    expect(row).toMatchObject({ status: 'ignored', reason: 'dropped by mona: the fork is gone' });
    expect(await log(repo)).toMatchObject([{ kind: 'failure.drop', detail: { reason: 'the fork is gone' } }]);
  });
});
