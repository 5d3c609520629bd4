import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { ChartKey } from '../../../../views/charts/chart.tsx';
import { type ChartTable, NumberTable } from '../../../../views/charts/number-table.tsx';
import type { HostedPrice, BacktestReport as Report } from '../../../domain/past/backtest.ts';
import { backtestFigures, labelCells, labelColumns } from '../../../domain/past/backtest-figures.ts';
import { percent } from '../../../domain/text/percent.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';
import { Figure, RoutingResults } from './routing-results.tsx';

interface ReportProps {
  name: string;
  report: Report;
  target: number;
  /** Charts as SVG; null without data. */
  charts: { overTime: string | null; calibration: string | null; ladder: string | null };
  prices: HostedPrice[];
  left: string[];
}

/** The report of a backtest: metrics, charts and a table by label. */
export function BacktestReport({ name, report, target, charts, prices, left }: ReportProps) {
  const { issues, judged, labels, hosted } = report;
  return (
    <section class="backtest" aria-label={`Backtest of ${name}`}>
      <h2>{name}</h2>
      <p>
        {issues} issues in chronological order, {judged} of them labeled by people. Each was triaged from its
        text alone, by models trained on the issues before it.{' '}
        {left.length > 0 && ` Excluded: ${left.join(', ')}.`}
      </p>
      <dl class="backtest-numbers">
        {backtestFigures(report).map((figure) => (
          <Figure {...figure} />
        ))}
      </dl>
      <div class="backtest-plots">
        <Plot
          svg={charts.overTime}
          words="Coverage and precision of applied labels over time"
          table={{
            columns: ['Up to issue', 'Coverage', 'Precision'],
            rows: report.stretches.map(({ to, coverage, precision }) => [
              `#${to}`,
              percent(coverage),
              precision === null ? '–' : percent(precision),
            ]),
          }}
        >
          <ChartKey tone="first">precision: share of applied labels that were correct</ChartKey>
          <ChartKey tone="second">coverage: share of issues that were labeled</ChartKey>
          <ChartKey tone="target">target</ChartKey>
        </Plot>
        <Plot
          svg={charts.ladder}
          words={`Precision of each label, applied and suggested, with its 80% interval (target ${percent(target)})`}
        >
          <ChartKey tone="apply">applied at the end</ChartKey>
          <ChartKey tone="suggest">suggested at the end</ChartKey>
          <ChartKey tone="target">target</ChartKey>
        </Plot>
        <Plot
          svg={charts.calibration}
          words="Calibration: confidence against accuracy; the dashed line is perfect calibration"
          table={{
            columns: ['Confidence', 'Correct', 'Wrong'],
            rows: report.calibration.map(({ said, right, wrong }) => [percent(said), right, wrong]),
          }}
        />
      </div>
      <h3>Results by label</h3>
      <section class="backtest-table backtest-labels" tabindex={0} aria-label="Results by label">
        <table>
          <thead>
            <tr>
              {['label', 'meaning', ...labelColumns].map((head) => (
                <th scope="col">{head.charAt(0).toUpperCase() + head.slice(1)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((each) => (
              <tr>
                <th scope="row">{each.label}</th>
                <td>
                  {each.dimension}
                  {each.dimension !== 'area' && ` ${each.value}`}
                </td>
                {labelCells(each).map((cell, i) => (
                  <td title={labelColumns[i] === 'final mode' ? renderReason(each.why) : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="quiet">
        “Unjudged” labels are applied to issues that people left without a label of the same kind: nobody said
        whether they are right, and precision leaves them out. “Lower bound” is the one-sided 90% lower bound
        of precision, shown from 20 applied labels on. “Threshold” is the confidence at which the label is
        applied. Labels that were neither used nor predicted are not listed.
      </p>
      <RoutingResults report={report} />
      <h3>Estimated cost of a hosted model</h3>
      <p>
        The local model was unsure about {hosted.calls} of {issues} issues
        {hosted.calls > 0 && `, at ${Math.round(hosted.promptTokens / hosted.calls)} prompt tokens per call`}.
        The backtest itself made no calls.
      </p>
      {prices.length > 0 && (
        <section class="backtest-table" tabindex={0} aria-label="Estimated cost by model">
          <table>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col">Unsure issues only</th>
                <th scope="col">All issues</th>
              </tr>
            </thead>
            <tbody>
              {prices.map(({ model, unsure, always }) => (
                <tr>
                  <th scope="row">{model}</th>
                  <td>${unsure.toFixed(2)}</td>
                  <td>${always.toFixed(2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

interface PlotProps {
  svg: string | null;
  words: string;
  /** The chart's data, unless the page shows it elsewhere. */
  table?: ChartTable;
  /** The legend. */
  children?: Child;
}

function Plot({ svg, words, table, children }: PlotProps) {
  if (svg === null) return null;
  return (
    <figure class="backtest-plot">
      <div role="img" aria-label={words}>
        {raw(svg)}
      </div>
      <figcaption>{words}</figcaption>
      {children && <ul class="chart-key">{children}</ul>}
      {table && <NumberTable of={words} table={table} />}
    </figure>
  );
}
