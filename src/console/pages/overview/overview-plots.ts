import { precisionLowerBound, precisionUpperBound } from '../../../domain/autonomy/calibration.ts';
import { percent } from '../../../domain/text/percent.ts';
import { minForPercent, percentOf, shareInWords } from '../../../domain/text/share-in-words.ts';
import type { Overview, SaidAndRight } from '../../../read/overview.ts';
import { type CalibrationPoint, renderCalibrationChart } from '../../charts/calibration-chart.ts';
import { renderLatencyChart, renderMoneyChart } from '../../charts/day-charts.ts';
import { quantile } from '../../charts/quantile.ts';
import { renderTrustChart } from '../../charts/trust-chart.ts';

/** A chart: its SVG, a one-sentence summary and its data as a table. */
export interface Plot {
  svg: string;
  summary: string;
  table: { columns: string[]; rows: (string | number)[][] };
}

export interface OverviewPlots {
  trust: Plot | null;
  calibration: Plot | null;
  latency: Plot | null;
  money: Plot | null;
}

/** Draws the Overview's charts; null for those without data. */
export function drawOverview(overview: Overview): OverviewPlots {
  return {
    trust: drawTrust(overview),
    calibration: drawCalibration(overview.calibration),
    latency: drawLatency(overview.latencies),
    money: drawMoney(overview.spending),
  };
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayWord = (day: string) => dayFormat.format(new Date(`${day}T00:00:00Z`));

function drawTrust({ weeks, settings }: Overview): Plot | null {
  const sum = (pick: (week: Overview['weeks'][number]) => number) =>
    weeks.reduce((total, week) => total + pick(week), 0);
  const [accepted, rejected, missed] = [sum((w) => w.accepted), sum((w) => w.rejected), sum((w) => w.missed)];
  const [triaged, applied] = [sum((w) => w.triaged), sum((w) => w.applied)];
  if (accepted + rejected + missed + triaged === 0) return null;
  const points = weeks.map((week) => ({
    week: dayWord(week.week),
    precision: share(week.accepted, week.accepted + week.rejected),
    coverage: share(week.applied, week.triaged),
    corrections: week.rejected + week.missed,
  }));
  const judged = accepted + rejected;
  return {
    svg: renderTrustChart(points, settings.target_precision),
    summary: `${
      judged === 0
        ? 'No predictions have been judged yet'
        : `${accepted} of ${judged} judged predictions were correct${inBrackets(percentOf(accepted / judged, judged))}`
    }, ${applied} of ${triaged} triaged issues were labeled${inBrackets(percentOf(applied / triaged, triaged))}, and people made ${rejected + missed} ${rejected + missed === 1 ? 'correction' : 'corrections'}. Last 12 weeks.`,
    table: {
      columns: ['Week of', 'Precision', 'Coverage', 'Correct', 'Wrong', 'Missed'],
      rows: weeks.map((week, place) => [
        points[place]?.week ?? '',
        shareInWords(week.accepted, week.accepted + week.rejected),
        shareInWords(week.applied, week.triaged),
        week.accepted,
        week.rejected,
        week.missed,
      ]),
    },
  };
}

function drawCalibration(steps: SaidAndRight[]): Plot | null {
  if (steps.length === 0) return null;
  const points = steps.map(({ said, right, wrong }): CalibrationPoint & SaidAndRight => ({
    ...{ said, right: right / (right + wrong), wrong, count: right + wrong },
    low: precisionLowerBound({ right, wrong }),
    high: precisionUpperBound({ right, wrong }),
  }));
  const count = points.reduce((sum, point) => sum + point.count, 0);
  const error =
    points.reduce((sum, point) => sum + Math.abs(point.said - point.right) * point.count, 0) / count;
  return {
    svg: renderCalibrationChart(points),
    summary: `Of predictions at 90% confidence, nine in ten should be correct: well-calibrated dots lie on the dashed line. Average error: ${points100(error)} over ${count} judged predictions.`,
    table: {
      columns: ['Confidence', 'Correct', 'Interval', 'Predictions'],
      rows: points.map(({ said, wrong, low, high, count: values }) => [
        percent(said),
        shareInWords(values - wrong, values),
        values < minForPercent ? '–' : `${percent(low)}–${percent(high)}`,
        values,
      ]),
    },
  };
}

const inBrackets = (words: string) => (words === '–' ? '' : ` (${words})`);

function points100(share: number): string {
  const points = Math.round(share * 100);
  return points === 1 ? '1 percentage point' : `${points} percentage points`;
}

function drawLatency(latencies: Overview['latencies']): Plot | null {
  if (latencies.length === 0) return null;
  const all = latencies.map(({ ms }) => ms);
  const days = [...Map.groupBy(latencies, ({ day }) => day)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([day, own]) => {
      const times = own.map(({ ms }) => ms);
      return { day: dayWord(day), p50: quantile(times, 0.5), p95: quantile(times, 0.95), count: own.length };
    });
  const seconds = (ms: number) => ms / 1000;
  return {
    svg: renderLatencyChart(days.map(({ day, p50, p95 }) => ({ day, p50: seconds(p50), p95: seconds(p95) }))),
    summary: `From webhook to decision: median ${duration(quantile(all, 0.5))}, 95th percentile ${duration(quantile(all, 0.95))}. Based on the newest ${all.length} triages of the last seven days.`,
    table: {
      columns: ['Day (UTC)', 'Median', '95th percentile', 'Triages'],
      rows: days.map(({ day, p50, p95, count }) => [day, duration(p50), duration(p95), count]),
    },
  };
}

function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}

function drawMoney(spending: Overview['spending']): Plot | null {
  const total = spending.reduce((sum, { microUsd }) => sum + microUsd, 0);
  const calls = spending.reduce((sum, day) => sum + day.calls, 0);
  if (calls === 0) return null;
  const days = spending.map(({ day, microUsd, calls: asked }) => ({
    day: dayWord(day),
    dollars: microUsd / 1e6,
    asked,
  }));
  return {
    svg: renderMoneyChart(days),
    summary: `$${(total / 1e6).toFixed(2)} for ${calls} hosted model ${calls === 1 ? 'call' : 'calls'} in the last 14 days.`,
    table: {
      columns: ['Day (UTC)', 'Cost', 'Calls'],
      rows: days.map(({ day, dollars, asked }) => [day, `$${dollars.toFixed(4)}`, asked]),
    },
  };
}
