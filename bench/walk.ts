import { SMALL_SEED } from '../demo/local-github/world/seed.ts';
import { percentile } from '../demo/replay/latency.ts';
import { commandLine } from '../scripts/command-line.ts';
import { databases, type TestDatabase } from '../test/support/databases.ts';
import { runDispatch } from '../test/support/running-dispatch.ts';
import { printReport, short } from './report.ts';
import { readStory } from './walk/read-story.ts';

// The floor is the local GitHub's own answer to one label request.
commandLine(
  'bench:walk',
  'From the moment a webhook leaves to the label in the local GitHub, one issue at a time on an idle worker, and the requests to GitHub that an issue costs.',
).parse();
const repo = 'acme/widgets';
const settings = `mode: apply\nlabels:\n  thresholds:\n${['bug', 'enhancement', 'question', 'documentation'].map((name) => `    ${name}: 0.5\n`).join('')}`;

async function walk(database: TestDatabase) {
  const repositories = SMALL_SEED.repositories.map((one) => ({
    ...one,
    files: { '.github/dispatch.yml': settings },
  }));
  const run = await runDispatch(database, { seed: { ...SMALL_SEED, repositories } });
  const took: number[] = [];
  const story = readStory();
  try {
    for (const issue of story.slice(0, 5)) await open(run, issue);
    run.github.clearRequests();
    for (const issue of story) {
      const openedAt = Date.now();
      const number = await open(run, issue);
      const written = run.github.ledger.find(
        (entry) => entry.number === number && entry.kind === 'label.add',
      );
      if (written) took.push(Date.parse(written.at) - openedAt);
    }
    const requests = run.github.requests.length / story.length;
    const floor: number[] = [];
    for (const { ms } of run.github.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/labels'),
    ))
      floor.push(ms);
    return {
      issues: story.length,
      labeled: took.length,
      p50_ms: percentile(took, 0.5),
      p95_ms: percentile(took, 0.95),
      requests_per_issue: short(requests),
      floor_p50_ms: percentile(floor, 0.5),
    };
  } finally {
    await run.close();
  }
}

async function open(
  run: Awaited<ReturnType<typeof runDispatch>>,
  issue: { title: string; body: string },
): Promise<number> {
  const { number } = await run.github.openIssue(repo, { ...issue, author: 'tess' });
  await run.drained();
  return number;
}

const figures: Record<string, Awaited<ReturnType<typeof walk>>> = {};
for (const database of databases) figures[database.name] = await walk(database);
printReport({
  title: 'From the webhook to the label, local model, idle worker (milliseconds)',
  columns: ['database', 'issues', 'labeled', 'p50', 'p95', 'requests an issue', 'one label request, p50'],
  rows: Object.entries(figures).map(([name, one]) => [
    name,
    one.issues,
    one.labeled,
    one.p50_ms,
    one.p95_ms,
    one.requests_per_issue,
    one.floor_p50_ms,
  ]),
  notes: databases.length === 1 ? ['PostgreSQL was left out: TEST_DATABASE_URL is not set.'] : [],
  figures,
});
process.exit(0);
