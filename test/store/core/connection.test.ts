import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../../src/store/core/connection.ts';
import { createPostgres, postgresUrl } from '../../support/databases.ts';
import { createTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

describe.skipIf(!postgresUrl)('a connection to PostgreSQL', () => {
  let proxy: TcpProxy;
  let connection: Connection;
  let viaProxy: string;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const created = await createPostgres();
    drop = created.drop;
    const url = new URL(created.url);
    proxy = await createTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    viaProxy = url.href;
    connection = await connect(viaProxy, { name: 'dispatchai-test', withinMs: 10_000 });
  });
  afterEach(async () => {
    await proxy.restore();
    await connection.close();
    await proxy.close();
    await drop();
  });

  it('is never made again once it is lost: what was sent fails, and what is sent later', async () => {
    let lost = 0;
    connection.onLost(() => {
      lost += 1;
    });
    // More than the driver sends at once: what it holds back must fail too.
    const sent = Array.from({ length: 300 }, (_, at) =>
      connection.query(at === 0 ? 'select pg_sleep(10)' : 'select $1::text', at === 0 ? [] : ['x']),
    );
    const outcomes = Promise.allSettled(sent);
    await proxy.cut();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'DatabaseError' } });
    await proxy.restore();
    expect(connection.isLost).toBe(true);
    expect(lost).toBe(1);
    await expect(connection.query('select 1')).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  });

  it('is given up when an answer is late', async () => {
    proxy.freeze();
    const started = performance.now();
    const statement = connection.query('select 1', [], { withinMs: 100 });
    await expect(statement).rejects.toMatchObject({ name: 'DatabaseError', code: 'CONNECTION_CLOSED' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(99);
    expect(connection.isLost).toBe(true);
  });

  it('takes leave even of a server that does not answer', async () => {
    proxy.freeze();
    await connection.close();
    expect(connection.isLost).toBe(true);
  });

  it('keeps what a statement was given out of the error', async () => {
    const error = await connection.query('select $1::int', ['a secret']).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'DatabaseError', code: '22P02' });
    for (const key of Object.getOwnPropertyNames(error))
      if (key !== 'message' && key !== 'stack')
        expect(JSON.stringify(Reflect.get(error as object, key))).not.toContain('a secret');
    expect(Object.getOwnPropertyNames(error)).not.toContain('parameters');
  });

  it('refuses more values than a statement can have, and goes on', async () => {
    const values = Array.from({ length: 65_534 }, () => '1');
    await expect(connection.query('select $1', values)).rejects.toMatchObject({ code: '54000' });
    expect((await connection.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('returns the rows of several statements one after another', async () => {
    const { rows, command } = await connection.query('begin; select 1 as a; select 2 as a; commit');
    expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
    expect(command).toBe('COMMIT');
  });
});

describe('a server that closes every connection at once', () => {
  it('is not tried again and again', async () => {
    let accepted = 0;
    const server = createServer((socket) => {
      accepted += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `postgres://nobody@127.0.0.1:${port}/nothing`;
    await expect(connect(url, { name: 'dispatchai-test', withinMs: 10_000 })).rejects.toMatchObject({
      name: 'DatabaseError',
      passing: true,
    });
    expect(accepted).toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });
});
