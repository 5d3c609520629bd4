import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { BacktestState } from '../../../domain/past/backtest.ts';
import { BacktestReport } from './backtest-report.tsx';

interface BacktestPageProps {
  name: string;
  path: string;
  /** Null when no backtest was ever run; `unknown` when it couldn't be read. */
  state: BacktestState | null | 'unknown';
  charts: { overTime: string | null; calibration: string | null; ladder: string | null } | null;
  now: number;
}

/** The Backtest page: how today's settings would have performed on past issues. */
export function BacktestPage({ name, path, state, charts, now }: BacktestPageProps) {
  const known = state === 'unknown' ? null : state;
  const busy = known?.stage === 'waiting' || known?.stage === 'running';
  return (
    <>
      <div class="page-head">
        <h1>Backtest</h1>
        <p class="page-note">How the current settings would have performed on past issues</p>
        <form class="push-right" action={path} method="post">
          <button class="button" type="submit" disabled={busy}>
            <Icon name="sync" /> {known?.kept ? 'Run again' : 'Run backtest'}
          </button>
        </form>
      </div>
      <BacktestProgress path={path} state={known} now={now} />
      {state === 'unknown' && (
        <Blank icon="alert" text="The backtest couldn’t be loaded. No data was lost." />
      )}
      {known?.kept && charts ? (
        <section class="box backtest-box">
          <p class="quiet">
            Run <When at={known.kept.at} />
          </p>
          <BacktestReport
            name={name}
            report={known.kept.report}
            target={known.kept.target}
            prices={known.kept.prices}
            charts={charts}
            left={[]}
          />
        </section>
      ) : (
        state !== 'unknown' &&
        !busy && (
          <section class="box">
            <Blank
              icon="history"
              text="No backtest yet. A backtest triages up to 5,000 past issues in chronological order, each with models trained on the issues before it, and compares the results with the labels people chose. Nothing is written to GitHub."
            />
          </section>
        )
      )}
    </>
  );
}

/**
 * The progress of a backtest. It polls itself every two seconds; without JavaScript it shows the progress at
 * page load.
 */
export function BacktestProgress({
  path,
  state,
  now,
}: {
  path: string;
  state: BacktestState | null;
  now: number;
}) {
  if (!state || state.stage === 'done') return <div id="backtest-progress" hidden />;
  if (state.stage === 'failed') {
    return (
      <p class="notice notice-attention" id="backtest-progress" role="alert">
        <Icon name="alert" /> The last backtest failed: {state.problem}. Triage is not affected. Run it again.
      </p>
    );
  }
  const { done, total } = state;
  const left = secondsLeft(state, now);
  return (
    <section
      class="panel backfill"
      id="backtest-progress"
      aria-label="Backtest progress"
      hx-get={`${path}/progress`}
      hx-trigger="every 2s"
      hx-swap="outerMorph"
    >
      <p class="backfill-words">
        <strong>Backtest in progress</strong>
        <span class="quiet">
          {state.stage === 'waiting'
            ? 'queued'
            : `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} issues`}
          {left !== null && `, about ${left < 90 ? `${left} s` : `${Math.round(left / 60)} min`} left`}
        </span>
      </p>
      <progress
        class="progress"
        max="1"
        value={total > 0 ? done / total : undefined}
        aria-label="Share of issues processed"
      />
    </section>
  );
}

/** Estimates the seconds left from the pace so far; null without enough data. `now` is in milliseconds since 1970. */
function secondsLeft({ done, total, startedAt }: BacktestState, now: number): number | null {
  if (startedAt === null || done === 0) return null;
  const each = Math.max(0, now - Date.parse(startedAt)) / done;
  return Math.max(1, Math.round((each * (total - done)) / 1000));
}
