import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { Probot, Server } from 'probot';
import { ownBodyLimit } from '../../src/app/routes.ts';
import { createIntake } from '../../src/github/intake/intake.ts';
import { clientAddress } from '../../src/ops/client-address.ts';
import { createLogger } from '../../src/ops/logger.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import { createWebServer } from '../../src/ops/web-server.ts';
import { createGroupCommit } from '../../src/queue/group-commit.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { startQueue } from '../../src/queue/queue.ts';
import type { DatabaseAddress } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { secret } from './delivery.ts';

/** One receiver of webhooks in a process of its own; it says its address to its parent. */
export type ReceiverOrder =
  | { kind: 'floor' | 'probot' }
  | { kind: 'durable'; url: string }
  | { kind: 'ours'; address: DatabaseAddress; lanes?: number | undefined };

let stop = async () => {};

/** The least that can be done: read, check, keep (nothing by default), answer. */
function startFloor(keep: (body: Buffer) => Promise<unknown> = async () => {}): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      const digest = createHmac('sha256', secret).update(body).digest();
      const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
      const isSigned = given.length === digest.length && timingSafeEqual(given, digest);
      if (isSigned) await keep(body);
      response.statusCode = isSigned ? 202 : 401;
      response.end();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

/** The least that is durable: those that wait together are committed by one INSERT. Nothing is known of repeats, jobs or floods. */
async function startDurable(url: string): Promise<string> {
  const sql = postgres(url, { max: 2, onnotice: () => undefined });
  await sql`create table kept (id bigint generated always as identity primary key, body bytea not null)`;
  const commit = createGroupCommit<Buffer, null>({
    ...{ lanes: 2, size: 100 },
    commit: async (bodies) => {
      await sql`insert into kept ${sql(bodies.map((body) => ({ body })))}`;
      return bodies.map(() => null);
    },
  });
  stop = () => sql.end({ timeout: 1 });
  return startFloor(commit);
}

/** Probot's own server as `run` starts it, with a handler that does nothing. Nothing is kept. */
async function startProbot(): Promise<string> {
  const privateKey = 'unused';
  const server = new Server({
    Probot: Probot.defaults({ appId: 1, privateKey, secret }),
    host: '127.0.0.1',
    port: 0,
  });
  await server.load((app) => {
    app.on('issues', () => {});
  });
  await server.start();
  return `http://127.0.0.1:${server.port}`;
}

/** Our intake as the App has it: signature, delivery and job committed, log line, metric. No worker runs. */
async function startOurs(address: DatabaseAddress, lanes: number | undefined): Promise<string> {
  const log = createLogger({ level: 'info', secrets: [secret] });
  const metrics = createMetrics();
  const database = await openDatabase(address);
  const queue = await startQueue(database);
  const intake = createIntake({
    inbox: createInbox(database, lanes === undefined ? {} : { lanes }),
    secrets: [secret],
    log,
    tooMany: async () => false,
    addressOf: (request) => clientAddress(request, 0),
    observe: metrics.intake,
  });
  const server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [intake, metrics.routes],
    ownBodyLimit,
    onError: (err) => log.error({ err }, 'a request failed'),
  });
  stop = async () => {
    await server.close(1_000);
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  };
  return server.url;
}

function start(order: ReceiverOrder): Promise<string> {
  switch (order.kind) {
    case 'floor':
      return startFloor();
    case 'probot':
      return startProbot();
    case 'durable':
      return startDurable(order.url);
    case 'ours':
      return startOurs(order.address, order.lanes);
  }
}

process.on('message', async (order: ReceiverOrder | { kind: 'usage' } | { kind: 'end' }) => {
  if (order.kind === 'end') {
    await stop();
    process.exit(0);
  }
  if (order.kind === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
    return;
  }
  process.send?.({ url: await start(order) });
});
