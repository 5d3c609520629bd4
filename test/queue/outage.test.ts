import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { makeDelivery } from './make-delivery.ts';

describe.skipIf(!postgresUrl)('when PostgreSQL is away', () => {
  let proxy: TcpProxy;
  let database: Database;
  let queue: Queue;
  let direct: string;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const created = await createPostgres();
    direct = created.url;
    drop = created.drop;
    const url = new URL(direct);
    proxy = await createTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    database = await openDatabase({ url: url.href });
    queue = await startQueue(database);
  });
  afterEach(async () => {
    await proxy.restore();
    await queue.stop({ timeoutMs: 500 });
    await database.close();
    await proxy.close();
    await drop();
  });

  const recovers = () =>
    until(async () => {
      const answer = await createInbox(database)
        .accept(makeDelivery())
        .catch(() => null);
      return answer === 'queued';
    });

  it('cut off: refuses, loses nothing acknowledged, and goes on by itself', async () => {
    const worked: string[] = [];
    let heard = 0;
    const stop = await database.listen('outage_test', () => {
      heard += 1;
    });
    await queue.work(async ({ deliveryId }) => void worked.push(deliveryId));
    const inbox = createInbox(database);
    const acknowledged: string[] = [];
    const send = async () => {
      const sent = makeDelivery();
      await inbox.accept(sent).then(
        () => acknowledged.push(sent.id),
        () => undefined,
      );
    };
    await Promise.all(Array.from({ length: 10 }, send));
    await proxy.cut();
    await expect(inbox.accept(makeDelivery())).rejects.toMatchObject({ name: 'DatabaseError' });
    await expect(database.ping()).rejects.toThrow();
    // Long enough for several vain tries to listen again.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await proxy.restore();
    await recovers();
    await Promise.all(Array.from({ length: 10 }, send));
    expect(acknowledged).toHaveLength(20);
    await until(() => acknowledged.every((id) => worked.includes(id)));
    // The listening connection is back too, by itself.
    await until(async () => {
      await database.system((tx) => tx.execute(sql`select pg_notify('outage_test', '')`));
      return heard > 0;
    });
    await stop();
  });

  it('silent: refuses in time, and goes on when it is back', async () => {
    const inbox = createInbox(database);
    await inbox.accept(makeDelivery());
    proxy.freeze();
    await expect(database.ping()).rejects.toMatchObject({ name: 'DatabaseError' });
    await proxy.restore();
    await recovers();
  });

  it('killing our sessions: the process lives, listeners and workers come back', async () => {
    let heard = 0;
    const stop = await database.listen('outage_test', () => {
      heard += 1;
    });
    const worked: string[] = [];
    await queue.work(async ({ deliveryId }) => void worked.push(deliveryId));
    const server = postgres(direct, { max: 1 });
    for (let round = 0; round < 3; round += 1) {
      await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      await recovers();
    }
    await until(async () => {
      await server`select pg_notify('outage_test', '')`;
      return heard > 0;
    });
    const last = makeDelivery();
    await createInbox(database).accept(last);
    await until(() => worked.includes(last.id));
    await stop();
    await server.end();
  });

  it('read-only: refuses, and takes again after', async () => {
    const name = new URL(direct).pathname.slice(1);
    const server = postgres(direct, { max: 1 });
    const setReadOnly = async (on: boolean) => {
      await server.unsafe(`alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}`);
      await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    };
    await setReadOnly(true);
    // `ping` asks whether the database can be written to; a read shows that it is reached again.
    await until(() =>
      database.missingMigrations().then(
        () => true,
        () => false,
      ),
    );
    const inbox = createInbox(database);
    await expect(inbox.accept(makeDelivery())).rejects.toMatchObject({ code: '25006' });
    await server.unsafe('set default_transaction_read_only = off');
    await setReadOnly(false);
    await recovers();
    await server.end();
  });

  it('all connections taken: refuses what waits too long, without writing it later', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let started = 0;
    const hogs = Array.from({ length: 4 }, () =>
      database.system(async (tx) => {
        started += 1;
        await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
        await released;
      }),
    );
    await until(() => started === 4);
    const late = makeDelivery();
    await expect(createInbox(database).accept(late)).rejects.toMatchObject({ code: 'DA503' });
    release();
    await Promise.all(hogs);
    expect(await createInbox(database).accept(late)).toBe('queued');
  });
});
