import { BackfillBar } from '../../../../views/backfill-bar.tsx';
import { Chart, ChartKey } from '../../../../views/charts/chart.tsx';
import type { ChartTable } from '../../../../views/charts/number-table.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { ModeLine } from '../../../../views/mode-line.tsx';
import { Blank, Panel } from '../../../../views/panel.tsx';
import { may } from '../../../domain/commands/rights.ts';
import type { RepositoryCounts, VisibleRepository } from '../../../read/console.ts';
import type { Overview } from '../../../read/overview.ts';
import { OverviewNeeds } from './overview-needs.tsx';
import { OverviewToday } from './overview-today.tsx';
import { type PauseProps, PauseSwitches } from './pause-switches.tsx';

interface Plot {
  svg: string;
  summary: string;
  table: ChartTable;
}

interface OverviewProps {
  repository: VisibleRepository;
  /** Null when it couldn't be read. */
  overview: Overview | null;
  plots: { trust: Plot | null; calibration: Plot | null; latency: Plot | null; money: Plot | null };
  counts: RepositoryCounts | undefined;
  labels: LabelsByName;
  pauses: PauseProps['pauses'] | null;
  /**
   * Median time in milliseconds from opening a card to answering it, with the number of answers in the last
   * 30 days; null without any.
   */
  answers: { median: number; count: number } | null;
  now: number;
}

/** The Overview page: today's activity, accuracy, what needs attention, and cost. */
export function OverviewPage(props: OverviewProps) {
  const { repository, overview, plots, counts, labels, pauses, answers, now } = props;
  const path = `/${repository.owner}/${repository.name}`;
  if (!overview) {
    return (
      <>
        <div class="page-head">
          <h1>Overview</h1>
        </div>
        <section class="box">
          <Blank icon="alert" text="The metrics couldn’t be loaded. No data was lost, and triage continues.">
            <a class="button" href={path}>
              Try again
            </a>
          </Blank>
        </section>
      </>
    );
  }
  const { today, standings, settings, notices } = overview;
  return (
    <>
      <div class="page-head">
        <h1>Overview</h1>
        <p class="page-note">
          Last 24 hours{' '}
          {answers &&
            ` · median review time ${seconds(answers.median)} (${answers.count} ${answers.count === 1 ? 'review' : 'reviews'} in 30 days)`}
        </p>
      </div>
      <ModeLine {...{ path, settings, pauses }} source={overview.settingsSource} />
      <OverviewToday path={path} today={today} />
      <BackfillBar path={path} progress={overview.backfill} now={now} />
      <div class="overview-columns">
        <OverviewNeeds {...{ path, counts, standings, settings, notices, labels }} />
        {pauses && (
          <PauseSwitches
            path={path}
            owner={repository.owner}
            pauses={pauses}
            may={{
              repository: may(repository.role, 'triage.pause'),
              installation: may(repository.role, 'triage.pause-installation'),
            }}
          />
        )}
      </div>
      <div class="plots">
        <PlotPanel
          id="trust"
          title="Accuracy"
          plot={plots.trust}
          empty="No data yet. Approvals and corrections show up here."
        >
          <ChartKey tone="first">precision: share of judged predictions that were correct</ChartKey>
          <ChartKey tone="second">coverage: share of triaged issues that were labeled</ChartKey>
          <ChartKey tone="mark">corrections by people</ChartKey>
          <ChartKey tone="target">target {Math.round(settings.target_precision * 100)}%</ChartKey>
        </PlotPanel>
        <PlotPanel
          id="calibration"
          title="Calibration"
          plot={plots.calibration}
          empty="No predictions have been judged yet."
        >
          <ChartKey tone="first">share correct, with its 80% interval</ChartKey>
          <ChartKey tone="target">perfect calibration</ChartKey>
        </PlotPanel>
        <PlotPanel
          id="latency"
          title="Latency"
          plot={plots.latency}
          empty="No issues triaged in the last seven days."
        >
          <ChartKey tone="first">median</ChartKey>
          <ChartKey tone="second">95th percentile</ChartKey>
        </PlotPanel>
        <PlotPanel
          id="money"
          title="Cost"
          plot={plots.money}
          empty={`No hosted model calls in the last 14 days. Daily budget: $${settings.budget.daily_usd.toFixed(2)}.`}
        />
      </div>
    </>
  );
}

function PlotPanel(props: {
  id: string;
  title: string;
  plot: Plot | null;
  empty: string;
  children?: unknown;
}) {
  const { id, title, plot, empty, children } = props;
  if (plot) {
    return (
      <div class="panel plot-panel">
        <Chart id={id} title={title} {...plot}>
          {children as never}
        </Chart>
      </div>
    );
  }
  return (
    <Panel id={id} title={title}>
      <div class="blank">
        <Icon name="graph" />
        <p>{empty}</p>
      </div>
    </Panel>
  );
}

function seconds(ms: number): string {
  const whole = Math.max(1, Math.round(ms / 1_000));
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
