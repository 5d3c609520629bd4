import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../demo/free-port.ts';
import { commandLine } from '../scripts/command-line.ts';
import { createOnServer } from './intake/bench-database.ts';
import { printReport } from './report.ts';

/**
 * How long the built App takes from its start until /readyz answers 200, and its memory five seconds later: each role alone and three
 * processes at once on a migrated PostgreSQL, and embedded on the first start and on the next. Memory is read from Linux's /proc.
 */
commandLine('bench:start', 'Time from the start until the App is ready, and its memory then.').parse();
const server = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;
const settled = 5_000;
const patience = 120_000;
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

interface Started {
  ready_ms: number;
  memory_mb: number;
}

/** Starts the App once, waits until it is ready and has settled, and stops it. */
async function start(environment: Record<string, string>): Promise<Started> {
  const port = await freePort(0, 'PORT');
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      ...{ APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret of the bench, long enough' },
      ...{ PORT: String(port), LOG_LEVEL: 'fatal', ...environment },
    },
  });
  const url = `http://127.0.0.1:${port}/readyz`;
  while ((await fetch(url).catch(() => null))?.status !== 200) {
    if (child.exitCode !== null || performance.now() - began > patience)
      throw new Error(`The App did not become ready (exit code ${child.exitCode}).`);
    await sleep(10);
  }
  const ready = performance.now() - began;
  await sleep(settled);
  const memory = memoryOf(child);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
  return { ready_ms: Math.round(ready), memory_mb: memory };
}

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
}

execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { stdio: 'inherit' });
const results = new Map<string, Started>();
const folder = await mkdtemp(join(tmpdir(), 'dispatch-start-'));
try {
  if (server) {
    const { address, drop } = await createOnServer(server);
    const DATABASE_URL = 'url' in address ? address.url : '';
    const environment = { DATABASE_URL, DATA_DIR: folder };
    await start(environment);
    for (const role of ['web', 'worker', 'both'])
      results.set(role, await start({ ...environment, ROLE: role }));
    const three = await Promise.all(['web', 'web', 'worker'].map((ROLE) => start({ ...environment, ROLE })));
    results.set('three at once, the slowest', {
      ready_ms: Math.max(...three.map(({ ready_ms }) => ready_ms)),
      memory_mb: Math.max(...three.map(({ memory_mb }) => memory_mb)),
    });
    await drop();
  }
  for (const name of ['embedded, first start', 'embedded, next start'])
    results.set(name, await start({ DATA_DIR: join(folder, 'embedded') }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
printReport({
  title: 'From the start of the built App until /readyz answers 200',
  columns: ['process', 'ready after (ms)', 'memory (MB)'],
  rows: [...results].map(([name, { ready_ms, memory_mb }]) => [name, ready_ms, memory_mb]),
  notes: server ? [] : ['PostgreSQL was left out: TEST_DATABASE_URL is not set.'],
  figures: Object.fromEntries([...results].map(([name, one]) => [name.replaceAll(/[ ,]+/g, '_'), one])),
});
