import { BackfillBar } from '../../../../views/backfill-bar.tsx';
import { Chart, ChartKey } from '../../../../views/charts/chart.tsx';
import type { ChartTable } from '../../../../views/charts/number-table.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { ModeLine } from '../../../../views/mode-line.tsx';
import { Blank, Panel } from '../../../../views/panel.tsx';
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
  /** Null when it could not be read. */
  overview: Overview | null;
  plots: { trust: Plot | null; calibration: Plot | null; latency: Plot | null; money: Plot | null };
  counts: RepositoryCounts | undefined;
  labels: LabelsByName;
  pauses: PauseProps['pauses'] | null;
  /** Median milliseconds from opening a card to the answer, in the last 30 days, and of how many; null where nothing was measured. */
  answers: { median: number; count: number } | null;
  now: number;
}

/** Did it work today, can it be trusted, what does it need, what does it cost. */
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
          <Blank
            icon="alert"
            text="The numbers could not be read just now. Nothing is lost: issues are triaged all the same."
          >
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
          The last 24 hours
          {answers &&
            ` · people answer in ${seconds(answers.median)} (median of ${answers.count} in 30 days)`}
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
              repository: repository.role === 'maintain' || repository.role === 'admin',
              installation: repository.role === 'admin',
            }}
          />
        )}
      </div>
      <div class="plots">
        <PlotPanel
          id="trust"
          title="Can it be trusted"
          plot={plots.trust}
          empty="No triage and no lesson yet. Each correction and each approval shows here."
        >
          <ChartKey tone="first">precision: judged values that were right</ChartKey>
          <ChartKey tone="second">coverage: triaged issues that were labeled</ChartKey>
          <ChartKey tone="mark">corrections by people</ChartKey>
          <ChartKey tone="target">target {Math.round(settings.target_precision * 100)} %</ChartKey>
        </PlotPanel>
        <PlotPanel
          id="calibration"
          title="Said and right"
          plot={plots.calibration}
          empty="Nothing that was said has been judged yet."
        >
          <ChartKey tone="first">share that was right, with its 80 % interval</ChartKey>
          <ChartKey tone="target">as said</ChartKey>
        </PlotPanel>
        <PlotPanel
          id="latency"
          title="How fast"
          plot={plots.latency}
          empty="No triage in the last seven days."
        >
          <ChartKey tone="first">half within</ChartKey>
          <ChartKey tone="second">95 of 100 within</ChartKey>
        </PlotPanel>
        <PlotPanel
          id="money"
          title="What it costs"
          plot={plots.money}
          empty={`Nothing: no hosted model was asked in 14 days. The daily budget is $${settings.budget.daily_usd.toFixed(2)}.`}
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
