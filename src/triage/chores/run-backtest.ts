import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { BacktestReport, HostedPrice } from '../../domain/past/backtest.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { type BacktestDeps, backtest } from '../past/backtest.ts';
import type { BacktestStore } from '../ports/backtest.ts';
import type { ChoreDeps } from '../ports/chores.ts';
import type { TaughtIssue, TaughtIssues } from '../ports/models.ts';

export interface RunBacktestDeps extends ChoreDeps, BacktestDeps {
  backtests: BacktestStore;
  taught: TaughtIssues;
  /** What the hosted models would have cost, by list price. */
  estimatePrices(
    report: BacktestReport,
    issues: readonly TaughtIssue[],
    meanings: readonly LabelMeaning[],
  ): Promise<HostedPrice[]>;
}

/** Only the newest issues are tested, at most this many. */
const maxIssues = 5_000;
/** Milliseconds between two saves of the progress. */
const progressMs = 1_000;

/** Runs a backtest that somebody requested in the console. One that fails is recorded as failed, and not retried. */
export async function runBacktest(
  deps: RunBacktestDeps,
  key: RepositoryKey,
  signal: AbortSignal,
): Promise<ChoreEnd> {
  try {
    await run(deps, key, signal);
  } catch (error) {
    // The process stops: the chore starts over in the next one.
    if (signal.aborted) throw error;
    deps.log.error({ err: error, ...key }, 'backtest failed');
    await deps.backtests.fail(key, error instanceof Error ? error.message : String(error));
  }
  return 'done';
}

async function run(deps: RunBacktestDeps, key: RepositoryKey, signal: AbortSignal): Promise<void> {
  const { backtests, log } = deps;
  const repo = await deps.findRepository(key);
  if (!repo) return;
  const reads = { github: await deps.github(repo.installationId), repositories: deps.repositories };
  const { settings, codeowners } = await loadSettings(reads, repo);
  const meanings = await loadTaxonomy(reads, repo, settings);
  const issues = await deps.taught.newest(repo, maxIssues);
  const labels = meanings.map(({ label }) => label);
  await backtests.begin(key, issues.length);
  let saved = Date.now();
  const onProgress = (done: number) => {
    if (Date.now() - saved < progressMs) return;
    saved = Date.now();
    backtests
      .progress(key, done)
      .catch((error: unknown) => log.warn({ err: error }, 'backtest progress not saved'));
  };
  const started = performance.now();
  const repository = `${repo.owner}/${repo.name}`;
  const past = { issues, labels, settings, codeowners, repository };
  const report = await backtest(deps, past, { onProgress, signal });
  const prices = await deps.estimatePrices(report, issues, meanings);
  await backtests.finish(key, { report, target: settings.target_precision, prices });
  const tookMs = Math.round(performance.now() - started);
  log.info({ ...key, issues: issues.length, tookMs }, 'backtest finished');
}
