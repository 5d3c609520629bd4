import { commandLine, wholeNumber } from '../scripts/command-line.ts';
import type { DatabaseAddress } from '../src/store/core/database.ts';
import { type BenchDatabase, createEmbedded, createOnServer } from './intake/bench-database.ts';
import { bodySize } from './intake/delivery.ts';
import type { LoadOrder, LoadResult } from './intake/load.ts';
import { startProcess } from './intake/process.ts';
import type { ReceiverOrder } from './intake/receiver.ts';
import { printReport, short } from './report.ts';

/**
 * Acknowledging webhooks: our intake, durable, on PostgreSQL and on the embedded database, beside Probot's own server
 * and a bare `node:http` receiver, which keep nothing, and one that keeps the body and nothing else. One run, one machine, the load from a process of its own.
 */
const {
  seconds,
  connections,
  only: wanted,
  lanes,
} = commandLine(
  'bench:intake',
  "Acknowledging webhooks, durably, on PostgreSQL and the embedded database, beside Probot's own server and a bare receiver.",
)
  .option('--seconds <n>', 'of each measurement', wholeNumber(1), 8)
  .option('--connections <n>', 'at once', wholeNumber(1), 64)
  .option('--only <names>', 'some of these; a comparison needs all', 'floor,probot,durable,postgres,embedded')
  .option(
    '--lanes <n>',
    'groups that our intake commits at once on PostgreSQL; 2 unless said',
    wholeNumber(1),
  )
  .parse()
  .opts();
const server = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;

interface Measured {
  /** Milliseconds of the receiver's own processor time for each request at capacity; the database server's are not in it. */
  cpuMs: number;
  capacity: LoadResult;
  steady: LoadResult;
  rate: number;
}

async function measure(order: ReceiverOrder, rate: number): Promise<Measured> {
  const receiver = startProcess('./receiver.ts');
  const load = startProcess('./load.ts');
  try {
    const { url } = await receiver.ask<{ url: string }>(order);
    const run = (rate: number | null, seconds: number) =>
      load.ask<LoadResult>({ url, seconds, rate, connections } satisfies LoadOrder);
    await run(null, 2);
    await run(rate, 1);
    const steady = await run(rate, seconds);
    const usage = () => receiver.ask<{ cpuMs: number }>({ kind: 'usage' });
    const before = await usage();
    const capacity = await run(null, seconds);
    const after = await usage();
    return { steady, capacity, rate, cpuMs: (after.cpuMs - before.cpuMs) / capacity.sent };
  } finally {
    await receiver.end();
    await load.end();
  }
}

async function measureOn(
  database: BenchDatabase,
  rate: number,
  order: (address: DatabaseAddress) => ReceiverOrder,
): Promise<Measured> {
  try {
    return await measure(order(database.address), rate);
  } finally {
    await database.drop();
  }
}

const only = wanted.split(',');
async function when<T>(name: string, run: () => Promise<T>): Promise<T | null> {
  if (!only.includes(name)) return null;
  console.error(`measuring ${name}`);
  return run();
}
const floor = await when('floor', () => measure({ kind: 'floor' }, 100));
const probot = await when('probot', () => measure({ kind: 'probot' }, 100));
const durable = server
  ? await when('durable', async () =>
      measureOn(await createOnServer(server), 100, (address) => ({
        kind: 'durable',
        url: 'url' in address ? address.url : '',
      })),
    )
  : null;
const onPostgres = server
  ? await when('postgres', async () =>
      measureOn(await createOnServer(server), 100, (address) => ({ kind: 'ours', address, lanes })),
    )
  : null;
const embedded = await when('embedded', async () =>
  measureOn(await createEmbedded(), 50, (address) => ({ kind: 'ours', address })),
);

const receivers: [string, Measured | null, string][] = [
  ['node:http + HMAC, keeps nothing', floor, 'floor'],
  ["Probot's own server, keeps nothing", probot, 'probot'],
  ['node:http + HMAC + one INSERT a group', durable, 'durable'],
  ['our intake, committed on PostgreSQL', onPostgres, 'postgres'],
  ['our intake, committed on PGlite', embedded, 'embedded'],
];
const figures = (measured: Measured | null) =>
  measured && {
    rps: Math.round(measured.capacity.rps),
    p50_ms: short(measured.capacity.p50),
    p99_ms: short(measured.capacity.p99),
    steady_rate: measured.rate,
    steady_p50_ms: short(measured.steady.p50),
    steady_p99_ms: short(measured.steady.p99),
    cpu_ms: short(measured.cpuMs),
    failed: measured.capacity.failed + measured.steady.failed,
  };
printReport({
  title: `Webhooks acknowledged: signed issues.opened of ${bodySize} bytes, each with its own id and body`,
  columns: ['receiver', 'steady/s', 'p50 ms', 'p99 ms', 'capacity/s', 'p50 ms', 'p99 ms', 'cpu ms', 'failed'],
  rows: receivers.map(([name, measured]) => {
    const one = figures(measured);
    if (!one) return [name, ...Array(8).fill(null)];
    return [
      name,
      one.steady_rate,
      one.steady_p50_ms,
      one.steady_p99_ms,
      one.rps,
      one.p50_ms,
      one.p99_ms,
      one.cpu_ms,
      one.failed,
    ];
  }),
  notes: [
    `Each figure over ${seconds} s. Steady: sent on time whatever is answered, latency from the moment it was due.`,
    `Capacity: ${connections} connections, as fast as the answers come. No worker runs beside it. Cpu: the receiver's own, a request.`,
    ...(server
      ? []
      : ['PostgreSQL is left out: set TEST_DATABASE_URL, for example to what .ci/postgres prints.']),
  ],
  figures: Object.fromEntries(receivers.map(([, measured, key]) => [key, figures(measured)])),
});
