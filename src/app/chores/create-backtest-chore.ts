import { isUnsure } from '../../classify/is-unsure.ts';
import { countPrompt, estimatePrices } from '../../classify/llm/estimate-prices.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { ChoreEnd } from '../../queue/chores.ts';
import { loadSettings } from '../../triage/core/load-settings.ts';
import { loadTaxonomy } from '../../triage/core/load-taxonomy.ts';
import { backtest } from '../../triage/past/backtest.ts';
import type { ChoreParts } from './chore-parts.ts';

/** At most this many issues are gone through: the newest. */
const mostIssues = 5_000;
/** How far it has come is written down so often, in milliseconds. */
const toldEvery = 1_000;

/** A backtest that somebody asked for in the console. One that fails says so and is not tried by itself again. */
export function createBacktestChore({ services, github, trainer, log }: ChoreParts) {
  const { backtests: store, repositories, taughtIssues: taught } = services;

  async function run(repository: RepositoryKey, signal: AbortSignal): Promise<void> {
    const repo = await services.findRepository(repository);
    if (!repo) return;
    const deps = { github: await github(repo.installationId), repositories };
    const { settings } = await loadSettings(deps, repo);
    const meanings = await loadTaxonomy(deps, repo, settings);
    const issues = await taught.newest(repo, mostIssues);
    const labels = meanings.map(({ label }) => label);
    await store.begin(repository, issues.length);
    let told = Date.now();
    const onProgress = (done: number) => {
      if (Date.now() - told < toldEvery) return;
      told = Date.now();
      store
        .progress(repository, done)
        .catch((error: unknown) => log.warn({ err: error }, 'a backtest goes on untold'));
    };
    const started = performance.now();
    const tested = { trainer, isUnsure, countPrompt };
    const report = await backtest(tested, { issues, labels, settings }, { onProgress, signal });
    const prices = await estimatePrices(report, issues, meanings);
    await store.finish(repository, { report, target: settings.target_precision, prices });
    const tookMs = Math.round(performance.now() - started);
    log.info({ ...repository, issues: issues.length, tookMs }, 'a backtest was run');
  }

  return {
    async backtest(repository: RepositoryKey, signal: AbortSignal): Promise<ChoreEnd> {
      try {
        await run(repository, signal);
      } catch (error) {
        // A stop is no failure: the chore comes again, and begins anew.
        if (signal.aborted) throw error;
        log.error({ err: error, ...repository }, 'a backtest failed');
        await store.fail(repository, error instanceof Error ? error.message : String(error));
      }
      return 'done';
    },
  };
}
