import { type ChildProcess, fork } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, wholeNumber } from '../scripts/command-line.ts';
import { printReport, short } from './report.ts';

/** What open pages cost: so many live Issues lists on one process while issues change, beside a bare server of events. */
const { pages, rate, seconds } = commandLine(
  'bench:live',
  'What open pages cost, beside a bare server of events.',
)
  .option('--pages <n>', 'live lists that are open', wholeNumber(1), 200)
  .option('--rate <n>', 'changes a second', wholeNumber(1), 20)
  .option('--seconds <n>', 'how long is measured', wholeNumber(1), 15)
  .parse()
  .opts();

interface Measured {
  p50: number;
  p95: number;
  /** Of one core, 0 to 1. */
  cpu: number;
  /** The same without pages: what the changes alone cost. */
  cpuAlone: number;
  rssMb: number;
  pageKb: number;
  messages: number;
  bytes: number;
}

const console_ = await measure('console', {});
const bare = await measure('bare', { BARE_LENGTH: String(Math.round(console_.bytes / console_.messages)) });
const kind = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL ? 'postgres' : 'embedded';
const row = (name: string, each: Measured) => [
  name,
  short(each.p50),
  short(each.p95),
  short(100 * each.cpu),
  short(100 * each.cpuAlone),
  short(each.rssMb),
  short(each.pageKb),
  each.messages,
];
printReport({
  title: `${pages} live pages, ${rate} changes a second for ${seconds} s, ${kind}`,
  columns: [
    'server',
    'p50 ms',
    'p95 ms',
    'CPU %',
    'CPU % without pages',
    'MB resident',
    'KB a page',
    'messages',
  ],
  rows: [row('the console', console_), row('bare events', bare)],
  notes: [
    'Latency is from before the change is written to its arrival; the console gathers changes for 40 ms and reads the database.',
    'The bare server writes one message a change, as long as the console’s on average, to each connection.',
  ],
  figures: {
    database: kind,
    ...{ pages, rate },
    console: console_,
    bare,
    cpu_of_pages: console_.cpu - console_.cpuAlone,
    cpu_times_bare: (console_.cpu - console_.cpuAlone) / Math.max(0.001, bare.cpu - bare.cpuAlone),
  },
});

async function measure(what: 'console' | 'bare', environment: Record<string, string>): Promise<Measured> {
  const child = fork(new URL('live/serve.ts', import.meta.url), [what], {
    env: { ...process.env, ...environment },
  });
  const { cookie } = await hear<{ cookie: string }>(child, 'ready');
  const alone = await run(child);
  await sleep(1_000);
  const before = await stats(child);
  const latencies: number[] = [];
  let bytes = 0;
  let messages = 0;
  const open = await Promise.all(
    Array.from({ length: pages }, () =>
      openPage(before.path, cookie, (text) => {
        const now = Date.now();
        bytes += text.length;
        if (text.includes('hx-partial') || text.includes('changed at')) messages++;
        for (const [, at] of text.matchAll(/changed at (\d{13})/g)) latencies.push(now - Number(at));
      }),
    ),
  );
  await sleep(2_000);
  latencies.length = 0;
  bytes = 0;
  messages = 0;
  const opened = await stats(child);
  const cpu = await run(child);
  await sleep(500);
  const after = await stats(child);
  for (const page of open) page.destroy();
  child.send({ stop: true });
  await new Promise((resolve) => child.once('exit', resolve));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * latencies.length)] ?? Number.NaN;
  return {
    ...{ p50: at(0.5), p95: at(0.95), cpu, cpuAlone: alone, messages, bytes },
    rssMb: after.rss / 2 ** 20,
    pageKb: Math.max(0, opened.rss - before.rss) / 1024 / pages,
  };
}

/** Changes things at the rate; the answer is the share of a core that the server used meanwhile. */
async function run(child: ChildProcess): Promise<number> {
  const before = await stats(child);
  const started = performance.now();
  for (let change = 0; change < rate * seconds; change++) {
    const due = started + (change * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    child.send({ change: Date.now() });
  }
  const after = await stats(child);
  const used = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  return used / 1000 / (performance.now() - started);
}

async function stats(child: ChildProcess) {
  const heard = hear<{ cpu: NodeJS.CpuUsage; rss: number; path: string }>(child, 'cpu');
  child.send({ stats: true });
  return heard;
}

function hear<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const listen = (message: object) => {
      if (!(key in message)) return;
      child.off('message', listen);
      resolve(message as T);
    };
    child.on('message', listen);
    child.once('exit', (code) => code && reject(new Error(`the server ended with ${code}`)));
  });
}

function openPage(path: string, cookie: string, heard: (text: string) => void) {
  return new Promise<{ destroy: () => void }>((resolve, reject) => {
    const request = get(
      path,
      { agent: false, headers: { cookie, accept: 'text/event-stream' } },
      (answer) => {
        answer.setEncoding('utf8');
        answer.on('data', heard);
        answer.on('error', () => undefined);
        if (answer.statusCode !== 200) reject(new Error(`a page answered ${answer.statusCode}`));
        resolve(request);
      },
    );
    request.on('error', reject);
  });
}
