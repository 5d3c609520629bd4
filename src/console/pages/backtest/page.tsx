import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { BacktestState } from '../../../domain/past/backtest.ts';
import { BacktestReport } from './backtest-report.tsx';

interface BacktestPageProps {
  name: string;
  path: string;
  /** Null where none was ever run; `unknown` when it could not be read. */
  state: BacktestState | null | 'unknown';
  charts: { overTime: string | null; calibration: string | null; ladder: string | null } | null;
  now: number;
}

/** What would have been done on the repository's past, by the settings of today. */
export function BacktestPage({ name, path, state, charts, now }: BacktestPageProps) {
  const known = state === 'unknown' ? null : state;
  const busy = known?.stage === 'waiting' || known?.stage === 'running';
  return (
    <>
      <div class="page-head">
        <h1>Backtest</h1>
        <p class="page-note">What would have been done on the past, by the settings of today</p>
        <form class="push-right" action={path} method="post">
          <button class="button" type="submit" disabled={busy}>
            <Icon name="sync" /> {known?.kept ? 'Run it again' : 'Run it'}
          </button>
        </form>
      </div>
      <BacktestProgress path={path} state={known} now={now} />
      {state === 'unknown' && (
        <Blank icon="alert" text="The backtest could not be read just now. Nothing is lost." />
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
              text="No backtest was run here yet. It goes through up to 5,000 past issues in the order of time, decides each by what the earlier ones had taught, and compares with the labels that people gave. Nothing is written."
            />
          </section>
        )
      )}
    </>
  );
}

/** How far it has come; asks for itself again every two seconds, and without a script shows where it stood. */
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
        <Icon name="alert" /> The last backtest failed: {state.problem}. Nothing else is touched by that; run
        it again.
      </p>
    );
  }
  const { done, total } = state;
  const left = secondsLeft(state, now);
  return (
    <section
      class="panel backfill"
      id="backtest-progress"
      aria-label="The backtest is running"
      hx-get={`${path}/progress`}
      hx-trigger="every 2s"
      hx-swap="outerMorph"
    >
      <p class="backfill-words">
        <strong>The backtest is running</strong>
        <span class="quiet">
          {state.stage === 'waiting'
            ? 'it begins as soon as a worker has time'
            : `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} issues`}
          {left !== null && `, about ${left < 90 ? `${left} s` : `${Math.round(left / 60)} min`} left`}
        </span>
      </p>
      <progress
        class="progress"
        max="1"
        value={total > 0 ? done / total : undefined}
        aria-label="Share of the issues that are done"
      />
    </section>
  );
}

/** By the pace so far; null where too little is known. `now` in milliseconds since 1970. */
function secondsLeft({ done, total, startedAt }: BacktestState, now: number): number | null {
  if (startedAt === null || done === 0) return null;
  const each = Math.max(0, now - Date.parse(startedAt)) / done;
  return Math.max(1, Math.round((each * (total - done)) / 1000));
}
