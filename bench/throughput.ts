import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from '../demo/free-port.ts';
import { SMALL_SEED } from '../demo/local-github/world/seed.ts';
import { commandLine, wholeNumber } from '../scripts/command-line.ts';
import type { DatabaseAddress } from '../src/store/core/database.ts';
import { createCountingProxy } from '../test/support/counting-proxy.ts';
import { type BenchDatabase, createEmbedded, createOnServer } from './intake/bench-database.ts';
import { type BenchProcess, startProcess } from './intake/process.ts';
import { printReport, short } from './report.ts';
import type { AppOrder, Usage } from './throughput/app.ts';
import type { FloorOrder } from './throughput/floor.ts';
import type { GitHubOrder } from './throughput/github.ts';
import { readStory } from './walk/read-story.ts';

/**
 * Issues a second, from their delivery until their labels are on, with everything in processes of its own: the local GitHub,
 * which answers at once, the web role, and one worker or two. Beside it a floor of the same run: the same calls to GitHub
 * and one committed row, no triage. What is sent to PostgreSQL is counted in a run of its own, through a proxy.
 */
const { issues: count, only } = commandLine(
  'bench:throughput',
  'Issues triaged a second by one worker and by two, on PostgreSQL and embedded, and what an issue costs.',
)
  .option('--issues <n>', 'delivered at once', wholeNumber(10), 300)
  .option('--only <names>', 'some of these', 'counts,one,two,embedded,floor')
  .parse()
  .opts();
const server = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;
const wanted = only.split(',');
const repository = 'acme/widgets';
const warmUp = 20;

/** Each author reports one issue: several by one stranger would be held for a person. */
const authors = Array.from({ length: count + warmUp }, (_, i) => `reporter-${i}`);
const labels = ['bug', 'enhancement', 'question', 'documentation'];
const seed = {
  ...SMALL_SEED,
  users: [...SMALL_SEED.users, ...authors.map((login) => ({ login, name: login }))],
  repositories: SMALL_SEED.repositories.map((one) => ({
    ...one,
    files: {
      '.github/dispatch.yml': `mode: apply\nlabels:\n  thresholds:\n${labels.map((name) => `    ${name}: 0.5\n`).join('')}`,
    },
  })),
};
const story = readStory();
const texts = authors.map((author, i) => {
  const { title, body } = story[i % story.length] ?? { title: '', body: '' };
  return { title: `${title} (${i})`, body, author };
});

interface Measured {
  issues_per_s: number;
  /** Milliseconds of processor time an issue. */
  worker_cpu_ms: number;
  web_cpu_ms: number | null;
  worker_memory_mb: number;
  labeled: number;
  requests: number;
}

/** `direct` is the database past the proxy: asking how far it has come is not counted. */
async function measure(address: DatabaseAddress, workers: number, direct = address): Promise<Measured> {
  const github = startProcess('../throughput/github.ts');
  const apps: BenchProcess[] = [];
  const sql = 'url' in direct ? postgres(direct.url, { max: 1, onnotice: () => undefined }) : null;
  const gitHub = <Answer>(order: GitHubOrder) => github.ask<Answer>(order);
  try {
    const environment = await gitHub<Record<string, string>>({ kind: 'start', seed });
    const start = async (role: string) => {
      const app = startProcess('../throughput/app.ts');
      apps.push(app);
      const port = String(await freePort(0, 'PORT'));
      const own = { ...environment, ROLE: role, PORT: port, EDIT_WAIT_SECONDS: '0' };
      const { url } = await app.ask<{ url: string }>({
        ...{ kind: 'start', address },
        environment: { ...own, SESSION_SECRET: 'a session secret of the bench, long enough' },
      } satisfies AppOrder);
      return { app, url };
    };
    const web = await start(workers === 0 ? 'both' : 'web');
    const working =
      workers === 0 ? [web] : await Promise.all(Array.from({ length: workers }, () => start('worker')));
    await gitHub({ kind: 'deliver', to: `${web.url}/api/github/webhooks` });
    const usage = async () => {
      const all = await Promise.all(working.map(({ app }) => app.ask<Usage>({ kind: 'usage' })));
      return {
        cpuMs: all.reduce((sum, one) => sum + one.cpuMs, 0),
        memoryMb: Math.max(...all.map((one) => one.memoryMb)),
      };
    };
    const run = async (some: typeof texts) => {
      await gitHub({ kind: 'open', repository, issues: some });
      for (;;) {
        // Delivered first, then asked how much waits, and only then what was labeled: what was labeled last counts too.
        await gitHub({ kind: 'delivered' });
        const [row] = sql
          ? await sql`select count(*)::int as depth from deliveries where status = 'queued'`
          : [];
        const { depth } = row ?? (await web.app.ask<{ depth: number }>({ kind: 'depth' }));
        if (depth === 0) return gitHub<{ labeled: number; requests: number }>({ kind: 'labeled' });
        await sleep(50);
      }
    };
    const first = await run(texts.slice(0, warmUp));
    const before = { working: await usage(), web: await web.app.ask<Usage>({ kind: 'usage' }) };
    counted?.begin();
    const began = performance.now();
    const last = await run(texts.slice(warmUp));
    const seconds = (performance.now() - began) / 1_000;
    counted?.end();
    const after = { working: await usage(), web: await web.app.ask<Usage>({ kind: 'usage' }) };
    return {
      issues_per_s: short(count / seconds),
      worker_cpu_ms: short((after.working.cpuMs - before.working.cpuMs) / count),
      web_cpu_ms: workers === 0 ? null : short((after.web.cpuMs - before.web.cpuMs) / count),
      worker_memory_mb: Math.round(after.working.memoryMb),
      labeled: last.labeled - first.labeled,
      requests: short((last.requests - first.requests) / count),
    };
  } finally {
    for (const app of apps) await app.end();
    await github.end();
    await sql?.end();
  }
}

/** Set while what is sent to PostgreSQL is counted. */
let counted: { begin(): void; end(): void } | null = null;

async function countWire(
  url: string,
): Promise<{ transactions: number; statements: number; writes: number; bytes: number }> {
  const direct = new URL(url);
  const proxy = await createCountingProxy({ host: direct.hostname, port: Number(direct.port || 5432) });
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(proxy.port);
  let taken = { transactions: 0, statements: 0, writes: 0, bytes: 0 };
  counted = {
    begin: () => void proxy.takeAll(),
    end: () => {
      taken = proxy.takeAll();
    },
  };
  try {
    await measure({ url: through.href }, 1, { url });
  } finally {
    counted = null;
    await proxy.close();
  }
  const { transactions, statements, writes, bytes } = taken;
  return {
    transactions: short(transactions / count),
    statements: short(statements / count),
    writes: short(writes / count),
    bytes: Math.round(bytes / count),
  };
}

async function measureFloor(url: string): Promise<{ issues_per_s: number; worker_cpu_ms: number }> {
  const github = startProcess('../throughput/github.ts');
  const floor = startProcess('../throughput/floor.ts');
  try {
    const environment = await github.ask<Record<string, string>>({
      kind: 'start',
      seed,
    } satisfies GitHubOrder);
    const repo = await github.ask<FloorOrder['repo']>({
      kind: 'repository',
      repository,
    } satisfies GitHubOrder);
    await github.ask({ kind: 'open', repository, issues: texts } satisfies GitHubOrder);
    const numbers = texts.map((_, i) => i + 1);
    const run = (some: number[]) =>
      floor.ask<{ seconds: number; cpuMs: number }>({
        ...{ kind: 'run', environment, database: url, repo },
        numbers: some,
      } satisfies FloorOrder);
    await run(numbers.slice(0, warmUp));
    const { seconds, cpuMs } = await run(numbers.slice(warmUp));
    return { issues_per_s: short(count / seconds), worker_cpu_ms: short(cpuMs / count) };
  } finally {
    await floor.end();
    await github.end();
  }
}

async function on<T>(
  created: Promise<BenchDatabase>,
  work: (address: DatabaseAddress) => Promise<T>,
): Promise<T> {
  const database = await created;
  try {
    return await work(database.address);
  } finally {
    await database.drop();
  }
}
const urlOf = (address: DatabaseAddress) => ('url' in address ? address.url : '');

const figures: Record<string, Partial<Measured & Awaited<ReturnType<typeof countWire>>>> = {};
if (server) {
  const wire = wanted.includes('counts')
    ? await on(createOnServer(server), (address) => countWire(urlOf(address)))
    : null;
  if (wanted.includes('one'))
    figures.one = { ...(await on(createOnServer(server), (address) => measure(address, 1))), ...wire };
  else if (wire) figures.one = wire;
  if (wanted.includes('two'))
    figures.two = await on(createOnServer(server), (address) => measure(address, 2));
  if (wanted.includes('floor'))
    figures.floor = await on(createOnServer(server), (address) => measureFloor(urlOf(address)));
}
if (wanted.includes('embedded'))
  figures.embedded = await on(createEmbedded(), (address) => measure(address, 0));

printReport({
  title: `${count} issues delivered at once, the local model, GitHub answering at once`,
  columns: [
    '',
    'issues/s',
    'worker ms',
    'web ms',
    'transactions',
    'statements',
    'writes',
    'bytes',
    'requests',
    'labeled',
    'MB',
  ],
  rows: Object.entries(figures).map(([name, one]) => [
    name,
    one.issues_per_s,
    one.worker_cpu_ms,
    one.web_cpu_ms,
    one.transactions,
    one.statements,
    one.writes,
    one.bytes,
    one.requests,
    one.labeled,
    one.worker_memory_mb,
  ]),
  notes: [
    'All but the first, the labeled and the memory an issue; milliseconds are of processor time.',
    ...(server ? [] : ['PostgreSQL was left out: TEST_DATABASE_URL is not set.']),
  ],
  figures,
});
