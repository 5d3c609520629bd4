import { SMALL_SEED } from '../demo/local-github/world/seed.ts';
import { percentile } from '../demo/replay/latency.ts';
import { commandLine, wholeNumber } from '../scripts/command-line.ts';
import { databases, type TestDatabase } from '../test/support/databases.ts';
import { plainAnswer, startLlmServer } from '../test/support/llm-server.ts';
import { runDispatch } from '../test/support/running-dispatch.ts';
import { printReport } from './report.ts';
import { seeded } from './shuffle.ts';
import { readStory } from './walk/read-story.ts';

/**
 * `npm run bench:hosted`: from the webhook to the last write with a hosted model asked for every issue. The model is a local
 * server that answers as slowly as a real one is said to (log-normal, median 0.8 s, p99 3 s), GitHub takes 200 ms a request.
 * Beside it, in the same run, what the two alone take.
 */
const { issues: count } = commandLine(
  'bench:hosted',
  'From the webhook to the last write with a hosted model asked for every issue: a local server as slow as a real one is said to be.',
)
  .option('--issues <n>', 'how many', wholeNumber(1), 100)
  .parse()
  .opts();
const githubMs = 200;
const repo = 'acme/widgets';
const settings = `mode: apply\nmodel:\n  provider: openai\n  llm: always\nbudget:\n  daily_usd: 100\nlabels:\n  thresholds:\n    bug: 0.5\n`;

/** Standard normal by Box and Muller, 1958. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const median = 800;
const p99 = 3_000;
/** 2.326 is the standard normal's 99 % quantile. */
const spread = Math.log(p99 / median) / 2.326;

async function measure(database: TestDatabase) {
  const random = seeded(7);
  const modelMs: number[] = [];
  const server = await startLlmServer();
  server.usually(() => {
    const afterMs = Math.round(median * Math.exp(spread * normal(random)));
    modelMs.push(afterMs);
    return { say: plainAnswer, afterMs };
  });
  const repositories = SMALL_SEED.repositories.map((one) => ({
    ...one,
    files: { '.github/dispatch.yml': settings },
  }));
  const run = await runDispatch(
    database,
    { seed: { ...SMALL_SEED, repositories }, latencyMs: githubMs },
    { OPENAI_BASE_URL: server.openAiUrl, OPENAI_MODEL: 'gpt-6-luna' },
  );
  const took: number[] = [];
  const story = readStory();
  try {
    for (let at = 0; at < count + 3; at++) {
      const { title, body } = story[at % story.length] ?? { title: 'Crash', body: '' };
      const openedAt = Date.now();
      const { number } = await run.github.openIssue(repo, {
        title: `${title} (${at})`,
        body,
        author: 'tess',
      });
      await run.drained();
      const writes = run.github.ledger.filter((entry) => entry.number === number);
      const last = writes.at(-1);
      // The first few read settings and labels and load the models.
      if (last && at >= 3) took.push(Date.parse(last.at) - openedAt);
    }
    return {
      issues: count,
      written: took.length,
      calls: server.requests.length - 3,
      p50_ms: percentile(took, 0.5),
      p95_ms: percentile(took, 0.95),
      p99_ms: percentile(took, 0.99),
      model_p50_ms: percentile(modelMs, 0.5),
      model_p95_ms: percentile(modelMs, 0.95),
      model_p99_ms: percentile(modelMs, 0.99),
    };
  } finally {
    await run.close();
    await server.close();
  }
}

const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const database of databases) figures[database.name] = await measure(database);
printReport({
  title: 'From the webhook to the last write, with a hosted model asked for every issue',
  columns: [
    'database',
    'issues',
    'written',
    'calls',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'model p50',
    'model p95',
    'model p99',
  ],
  rows: Object.entries(figures).map(([name, one]) => [name, ...Object.values(one)]),
  notes: [`The model is simulated (log-normal); GitHub takes ${githubMs} ms a request.`],
  figures,
});
process.exit(0);
