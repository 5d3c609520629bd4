import { loadavg } from 'node:os';
import { sql } from 'drizzle-orm';
import { commandLine, wholeNumber } from '../scripts/command-line.ts';
import { createServices } from '../src/app/services.ts';
import { createLocalEmbedder } from '../src/classify/embedding/local-embedder.ts';
import type { Issue } from '../src/domain/issue/issue.ts';
import { openDatabase } from '../src/store/core/open-database.ts';
import { readRows } from '../src/store/core/read-rows.ts';
import { createNearIndexes } from '../src/store/similar/near-indexes.ts';
import { createSimilarStore } from '../src/store/similar/similar.ts';
import { idleQueue } from '../test/support/idle-queue.ts';
import { createEmbedded, createOnServer } from './intake/bench-database.ts';
import { printReport, short } from './report.ts';
import { exactNearest } from './similarity/exact-nearest.ts';
import { fillRepository } from './similarity/fill-repository.ts';
import { createKept } from './similarity/kept-database.ts';
import { createIssueMaker } from './similarity/made-up-issues.ts';
import { standsAlready } from './similarity/stands-already.ts';
import { vacuum } from './similarity/vacuum.ts';

const {
  issues: bigCount,
  small: smallCount,
  queries,
  database: keptName,
} = commandLine(
  'bench:similarity',
  'How long a search for similar issues takes in one big repository beside many small ones, how many of the truly nearest vectors its vector stage finds, and whether a list is ever shorter than it could be.',
)
  .option('--issues <n>', 'issues of the big repository', wholeNumber(1), 100_000)
  .option('--small <n>', 'repositories beside it', wholeNumber(), 2_000)
  .option('--queries <n>', 'searches that are measured', wholeNumber(1), 200)
  .option('--database <name>', 'a database on the server that is kept, and measured on again the next time')
  .parse()
  .opts();
const limit = 5;
/** Searches before the clock. */
const warmUp = 100;
const installationId = 1;
const server = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;
if (server === null) console.log('No TEST_DATABASE_URL or DATABASE_URL: measured on the embedded database.');

const bench =
  server === null
    ? await createEmbedded()
    : await (keptName === undefined ? createOnServer(server) : createKept(server, keptName));
const database = await openDatabase(bench.address);
try {
  const make = createIssueMaker(7);
  const embedder = createLocalEmbedder();
  const vectors = createSimilarStore(database);
  // As the App is wired, vetoes, rankers and settings read too; an index that is written tells nobody.
  const similar = createServices({ database, queue: idleQueue }).similar;
  const repoOf = (repositoryId: number) => ({
    installationId,
    repositoryId,
    owner: 'bench',
    name: `r${repositoryId}`,
    private: false,
  });

  const big = Array.from({ length: bigCount }, (_, i) => make(i + 1));
  const small = Array.from({ length: smallCount }, (_, i) => ({
    repo: repoOf(2 + i),
    issues: Array.from({ length: 1 + (i % 19) }, (_, k) => make(k + 1)),
  }));
  const stood =
    keptName !== undefined && (await standsAlready(database, [big, ...small.map((s) => s.issues)]));
  const started = performance.now();
  if (!stood) await fillRepository(database, repoOf(1), big);
  const perIssue = (performance.now() - started) / big.length;
  if (!stood) for (const each of small) await fillRepository(database, each.repo, each.issues);
  console.log(
    stood
      ? `The issues stand in the database ${keptName} already.`
      : `Filled in ${Math.round((performance.now() - started) / 1000)} s. The index of the vectors takes minutes.`,
  );
  const indexStarted = performance.now();
  const near = await createNearIndexes(database).keep(repoOf(1), embedder.model);
  const indexSeconds = Math.round((performance.now() - indexStarted) / 1000);
  if (!stood || near === 'built') await vacuum(database);

  const asked = Array.from(
    { length: queries },
    (_, i) => big[Math.floor(((i + 0.5) * big.length) / queries)] as Issue,
  );
  const ask = async (repositoryId: number, issue: Issue) => {
    const [embedding] = await embedder.embed([issue]);
    if (!embedding) throw new Error('no embedding');
    const before = performance.now();
    const near = await vectors.findSimilar(repoOf(repositoryId), issue.number, embedding, limit);
    const vectorMs = performance.now() - before;
    const found = await similar.findSimilar(repoOf(repositoryId), issue.number, embedding, limit);
    return { vectorMs, wholeMs: performance.now() - before - vectorMs, near, found, embedding };
  };
  // An App that runs has searched before: others are asked first.
  for (let i = 0; i < Math.min(warmUp, big.length); i++) await ask(1, big[(i * 997) % big.length] as Issue);

  const results = [];
  const loads = [loadavg()[0] ?? 0];
  for (const issue of asked) results.push({ issue, ...(await ask(1, issue)) });
  loads.push(loadavg()[0] ?? 0);

  const [memory] = await database.system((tx) =>
    readRows<{ kept: string }>(tx, sql`select current_setting('shared_buffers') as kept`),
  );

  // After the clock: a hundred thousand vectors a question leave no processor and no memory alone.
  const all = (await embedder.embed(big)).map(({ vector }) => vector);
  let hits = 0;
  for (const { issue, near, embedding } of results) {
    const exact = exactNearest(all, embedding.vector, issue.number - 1, limit);
    // Of equal distances either may be named.
    const least = exact.at(-1)?.similarity ?? 0;
    hits += near.filter(({ similarity }) => similarity >= least - 1e-4).length / limit;
  }
  let shortRows = results.filter(({ found }) => found.length < limit).length;
  for (const { repo, issues: some } of small.slice(0, queries)) {
    const { found } = await ask(repo.repositoryId, some[0] as Issue);
    if (found.length < Math.min(limit, some.length - 1)) shortRows++;
  }

  const at = (times: number[], share: number) =>
    short(times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? 0);
  const whole = results.map(({ wholeMs }) => wholeMs);
  const vector = results.map(({ vectorMs }) => vectorMs);
  const recall = short(hits / asked.length);
  printReport({
    title: `Similar issues: ${big.length} issues beside ${small.length} small repositories, ${server === null ? 'embedded' : 'PostgreSQL'}`,
    columns: ['', 'p50 ms', 'p95 ms'],
    rows: [
      ['whole search', at(whole, 0.5), at(whole, 0.95)],
      ['vector stage', at(vector, 0.5), at(vector, 0.95)],
    ],
    notes: [
      `Vector stage, recall@${limit} against an exact search: ${recall}. Lists shorter than they could be: ${shortRows}. ${stood ? 'The issues stood from an earlier run.' : `Indexing took ${short(perIssue)} ms an issue.`} Vectors are searched ${near === 'exact' ? 'one by one' : `by an index, ${near === 'built' ? `built in ${indexSeconds} s` : 'built in an earlier run'}`}. The machine's load was ${loads.map(short).join(' and ')} at the start and at the end of the searches; the database keeps ${memory?.kept} in memory itself (shared_buffers).`,
    ],
    figures: {
      p50_ms: at(whole, 0.5),
      p95_ms: at(whole, 0.95),
      vector_p50_ms: at(vector, 0.5),
      vector_p95_ms: at(vector, 0.95),
      recall_at_5: recall,
      short_rows: shortRows,
      issues: big.length,
      queries: asked.length,
      vectors: near,
      load: loads,
    },
  });
} finally {
  await database.close();
  await bench.drop();
}
