import { betaQuantile } from '../../domain/autonomy/beta.ts';
import type { KeptBacktest } from '../../domain/past/backtest.ts';
import { renderCalibrationChart } from './calibration-chart.ts';
import { renderLadderChart } from './ladder-chart.ts';
import { renderTrustChart } from './trust-chart.ts';

/** 80% interval, as everywhere: 10% of the Beta posterior on either side. */
const bounds = (right: number, wrong: number) => ({
  low: betaQuantile(0.1, 1 + right, 1 + wrong),
  high: betaQuantile(0.9, 1 + right, 1 + wrong),
});
const maxInPlot = 20;

/** Renders the charts of a backtest as SVG; null for those without data. */
export function drawBacktest({ report, target }: Pick<KeptBacktest, 'report' | 'target'>) {
  const { stretches, calibration, labels } = report;
  const shown = labels
    .map((each) => ({
      ...each,
      right: each.applied.right + each.suggested.right,
      wrong: each.applied.wrong + each.suggested.wrong,
    }))
    .filter(({ right, wrong }) => right + wrong > 0)
    .slice(0, maxInPlot);
  return {
    overTime:
      stretches.length < 2
        ? null
        : renderTrustChart(
            stretches.map(({ to, precision, coverage }) => ({
              week: `#${to}`,
              precision,
              coverage,
              corrections: 0,
            })),
            target,
          ),
    calibration:
      calibration.length === 0
        ? null
        : renderCalibrationChart(
            calibration.map(({ said, right, wrong }) => ({
              ...{ said, right: right / (right + wrong), count: right + wrong },
              ...bounds(right, wrong),
            })),
          ),
    ladder:
      shown.length === 0
        ? null
        : renderLadderChart(
            shown.map(({ label, rung, right, wrong }) => ({
              ...{ label, autonomy: rung, precision: right / (right + wrong) },
              ...bounds(right, wrong),
            })),
            target,
          ),
  };
}
