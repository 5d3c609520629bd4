import { gzipSync } from 'node:zlib';
import { commandLine, wholeNumber } from '../scripts/command-line.ts';
import { createPagePorts } from '../src/app/create-page-ports.ts';
import { createServices } from '../src/app/services.ts';
import { startQueue } from '../src/queue/queue.ts';
import { createConsoleReads } from '../src/store/console/console-reads.ts';
import { createInboxReads } from '../src/store/console/inbox-reads.ts';
import { openDatabase } from '../src/store/core/open-database.ts';
import { readRepositories, signedIn } from './console/bench-console.ts';
import { countQueries } from './console/count-queries.ts';
import { fillConsole } from './console/fill-console.ts';
import { fillRecord, rare, recordDays } from './console/fill-record.ts';
import { createEmbedded, createOnServer, keepOnServer } from './intake/bench-database.ts';
import { printReport, short } from './report.ts';
import { vacuum } from './similarity/vacuum.ts';

const options = commandLine(
  'bench:console',
  "Server time of the console's pages in a repository with many issues: the whole answer, from the request to the last byte.",
)
  .option('--issues <n>', 'of the repository', wholeNumber(100), 100_000)
  .option('--answerable <n>', 'of the newest so many a quarter waits for a person', wholeNumber(), 30_000)
  .option('--rounds <n>', 'how often each page is asked', wholeNumber(1), 40)
  .option(
    '--keep',
    'leave the filled database on the server for the next run, which then measures at once',
    false,
  )
  .option('--only <name>', 'only pages whose name begins so', '')
  .parse()
  .opts();
const [repo] = readRepositories();
/** A page so named is asked of a console that has just started, which keeps no figures of earlier pages. */
const anew = ', nothing kept';
const server = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;
if (server === null) console.log('No TEST_DATABASE_URL or DATABASE_URL: measured on the embedded database.');
const keptName = `dispatch_bench_console_${options.issues}`;
const kept = server !== null && options.keep ? await keepOnServer(server, keptName) : null;
const bench = kept ?? (server === null ? await createEmbedded() : await createOnServer(server));
const opened = await openDatabase(bench.address);
const queue = await startQueue(opened);
try {
  const count = options.issues;
  if (kept === null || kept.made) {
    await fillConsole(opened, repo, {
      ...{ count, decided: count, answerable: options.answerable, days: recordDays },
    });
    await fillRecord(opened, repo, count);
    await vacuum(opened);
    console.log(`Filled with ${count} issues; now the pages are asked for.`);
  }
  const { database, queries } = countQueries(opened);
  const begin = () =>
    signedIn({
      reads: createConsoleReads(database),
      inbox: createInboxReads(database),
      pages: createPagePorts(createServices({ database, queue }), queue),
    });
  const get = await begin();
  const list = `/${repo.owner}/${repo.name}`;
  const older = async () => {
    const html = await (await get(`${list}/issues`)).text();
    return (/href="([^"]*older=[^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
  };
  const pages: [name: string, path: string][] = [
    ['issues, open', `${list}/issues`],
    ['issues, all', `${list}/issues?state=all`],
    ['issues, second page', await older()],
    ['issues, suggested', `${list}/issues?done=suggested`],
    ['issues, a common label', `${list}/issues?label=bug`],
    ['issues, triaged today', `${list}/issues?state=all&days=1`],
    ['issues, unanswered', `${list}/issues?done=unanswered`],
    ['issues, a label that none has', `${list}/issues?state=all&label=nobody`],
    ['search, a common word', `${list}/issues?state=all&q=ba`],
    ['search, a rare word', `${list}/issues?state=all&q=zawivetu`],
    ['search, without a hit', `${list}/issues?state=all&q=qqqxx`],
    ['search, three words without a hit', `${list}/issues?state=all&q=co+du+qqqxx`],
    ['one issue', `${list}/issues/${options.issues - 5}`],
    ['inbox', `${list}/inbox`],
    ['overview', list],
    [`overview${anew}`, list],
    ['labels', `${list}/labels`],
    [`labels${anew}`, `${list}/labels`],
    ['themes', `${list}/themes`],
    ['one theme', `${list}/themes/7`],
    ['duplicates', `${list}/duplicates`],
    ['activity', `${list}/activity`],
    ['activity, a common label', `${list}/activity?label=bug`],
    ['activity, a rare person', `${list}/activity?who=${rare.who}`],
    ['activity, a rare label', `${list}/activity?label=${rare.label}`],
    ['activity, a rare model', `${list}/activity?model=${rare.model}`],
    ['activity, a rare kind', `${list}/activity?kind=other`],
    ['activity, nobody', `${list}/activity?who=nobody&label=none&model=none&kind=written`],
    ['received', `${list}/received`],
    ['failures', `${list}/failures`],
    ['settings', `${list}/settings`],
    ['backlog', `${list}/backlog`],
    ['backtest', `${list}/backtest`],
  ];
  const rows: (string | number)[][] = [];
  const p95: Record<string, number> = {};
  const pinned: Record<string, number> = {};
  let heaviest = 0;
  for (const [name, path] of pages.filter(([name]) => name.startsWith(options.only))) {
    for (let warm = 0; warm < 3; warm++) await (await get(path)).text();
    const times: number[] = [];
    let asked = 0;
    let bytes = 0;
    for (let round = 0; round < options.rounds; round++) {
      const ask = name.endsWith(anew) ? await begin() : get;
      const before = queries();
      const started = performance.now();
      const answer = await ask(path);
      const html = await answer.text();
      times.push(performance.now() - started);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      asked = queries() - before;
      bytes = gzipSync(html).byteLength;
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
    p95[name] = at(0.95);
    pinned[name] = asked;
    heaviest = Math.max(heaviest, bytes);
    rows.push([name, short(at(0.5)), short(at(0.95)), asked, short(bytes / 1024)]);
  }
  printReport({
    title: `The console's pages at ${options.issues} issues, ${opened.kind}, ms`,
    columns: ['page', 'p50', 'p95', 'queries', 'KB gzipped'],
    rows,
    notes: [
      'Queries of the counts in the frame are asked once in five seconds, those of weeks that are over once in thirty: they are not among them but where nothing is kept.',
    ],
    figures: {
      database: opened.kind,
      issues: options.issues,
      p95_ms: Math.max(...Object.values(p95)),
      by_page: p95,
      queries: pinned,
      kb_gzipped: heaviest / 1024,
    },
  });
} finally {
  await queue.stop({ timeoutMs: 1_000 });
  await opened.close();
  await bench.drop();
}
