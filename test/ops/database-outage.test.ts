import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { issueOpened, send, sign } from '../github/webhook-sender.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

/** How soon a load balancer, and GitHub, are told: milliseconds. */
const soon = 2_000;

describe.skipIf(!postgresUrl)('while PostgreSQL cannot keep anything', () => {
  let proxy: TcpProxy;
  let running: RunningDispatch;
  let direct: string;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    ({ url: direct, drop } = await createPostgres());
    const url = new URL(direct);
    proxy = await createTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    running = await runDispatch({ name: 'postgres', open: () => openDatabase({ url: url.href }) });
  });
  afterEach(async () => {
    await proxy.restore();
    await running.close();
    await proxy.close();
    await drop();
  });

  const timed = async (request: () => Promise<{ status: number }>) => {
    const started = performance.now();
    const { status } = await request();
    return { status, tookMs: performance.now() - started };
  };
  const ready = () => timed(() => fetch(`${running.dispatch.url}/readyz`));
  const deliver = () =>
    timed(async () => {
      const body = issueOpened();
      const signature = await sign(body, running.github.app.webhookSecret);
      return send(`${running.dispatch.url}/api/github/webhooks`, { body, signature });
    });
  const isReady = async () => (await ready()).status === 200;

  /** Several at once and one after the other: none may queue behind another. */
  const refusesSoon = async () => {
    const since = performance.now();
    await until(async () => !(await isReady()));
    expect(performance.now() - since).toBeLessThan(soon);
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all([ready(), deliver(), ready(), deliver(), deliver()]);
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
      expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(soon);
    }
  };
  const problems = () =>
    running.log.filter(({ level }) => level === 'error').map(({ msg, problem }) => problem ?? msg);

  it('frozen: says so within two seconds, and is ready again when it goes on', async () => {
    await until(isReady);
    proxy.freeze();
    await refusesSoon();
    await proxy.restore();
    await until(isReady);
    await until(async () => (await deliver()).status === 202);
  });

  it('cut off: says so within two seconds, tells each trouble once, and is ready again after', async () => {
    await until(isReady);
    await proxy.cut();
    const cutAt = performance.now();
    await refusesSoon();
    // As long as it takes for everything that is tried regularly to fail several times.
    await until(() => performance.now() > cutAt + 8_000);
    await proxy.restore();
    await until(isReady);
    expect(problems()).toContain('jobs not fetched');
    expect(problems()).toEqual([...new Set(problems())]);
  });

  it('read-only: is not ready, though every question is answered, and is ready again after', async () => {
    await until(isReady);
    const name = new URL(direct).pathname.slice(1);
    const server = postgres(direct, { max: 1 });
    const setReadOnly = async (on: boolean) => {
      await server.unsafe(`set default_transaction_read_only = off`);
      await server.unsafe(`alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}`);
      await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    };
    await setReadOnly(true);
    await refusesSoon();
    await setReadOnly(false);
    await until(isReady);
    await server.end();
  });
});
