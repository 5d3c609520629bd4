import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { ChartKey } from '../../../../views/charts/chart.tsx';
import { type ChartTable, NumberTable } from '../../../../views/charts/number-table.tsx';
import type { HostedPrice, BacktestReport as Report } from '../../../domain/past/backtest.ts';
import { percent } from '../../../domain/text/percent.ts';
import { shareInWords } from '../../../domain/text/share-in-words.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';

interface ReportProps {
  name: string;
  report: Report;
  target: number;
  /** Plots as SVG; null where there is nothing to draw. */
  charts: { overTime: string | null; calibration: string | null; ladder: string | null };
  prices: HostedPrice[];
  left: string[];
}

const share = (right: number, wrong: number) => shareInWords(right, right + wrong);

/** What would have been done on a repository's past: in numbers, in plots, and label by label. */
export function BacktestReport({ name, report, target, charts, prices, left }: ReportProps) {
  const { issues, judged, applied, suggested, covered, labels, hosted } = report;
  return (
    <section class="backtest" aria-label={`Backtest of ${name}`}>
      <h2>{name}</h2>
      <p>
        {issues} issues in the order of time, {judged} of them with labels of people. Each was decided by what
        the earlier ones had taught, and nothing of it but its text was known.
        {left.length > 0 && ` Left out: ${left.join(', ')}.`}
      </p>
      <dl class="backtest-numbers">
        <Figure name="issues with a label written" value={shareInWords(covered, issues)} />
        <Figure name="written labels that people gave too" value={share(applied.right, applied.wrong)} />
        <Figure name="labels written" value={String(applied.right + applied.wrong)} />
        <Figure name="suggestions that people gave too" value={share(suggested.right, suggested.wrong)} />
      </dl>
      <div class="backtest-plots">
        <Plot
          svg={charts.overTime}
          words="Share of issues with a label written, and of written labels that were right, over time"
          table={{
            columns: ['Up to issue', 'With a label written', 'Written labels that were right'],
            rows: report.stretches.map(({ to, coverage, precision }) => [
              `#${to}`,
              percent(coverage),
              precision === null ? '–' : percent(precision),
            ]),
          }}
        >
          <ChartKey tone="first">written labels that were right</ChartKey>
          <ChartKey tone="second">issues with a label written</ChartKey>
          <ChartKey tone="target">the target</ChartKey>
        </Plot>
        <Plot
          svg={charts.ladder}
          words={`Precision of each label, written and suggested together, with its 80 % interval; the target is ${percent(target)}`}
        >
          <ChartKey tone="apply">written at the end</ChartKey>
          <ChartKey tone="suggest">suggested at the end</ChartKey>
          <ChartKey tone="target">the target</ChartKey>
        </Plot>
        <Plot
          svg={charts.calibration}
          words="What was said against what was right: on the dashed line both are the same"
          table={{
            columns: ['Said', 'Right', 'Wrong'],
            rows: report.calibration.map(({ said, right, wrong }) => [percent(said), right, wrong]),
          }}
        />
      </div>
      <h3>Label by label</h3>
      <section class="backtest-table backtest-labels" tabindex={0} aria-label="Table of labels">
        <table>
          <thead>
            <tr>
              {[
                'Label',
                'Means',
                'Issues',
                'Written',
                'Right',
                'At least',
                'Coverage',
                'Suggested',
                'Right',
                'From',
                'At the end',
              ].map((head) => (
                <th scope="col">{head}</th>
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
                <td>{each.seen}</td>
                <td>{each.applied.right + each.applied.wrong}</td>
                <td>{share(each.applied.right, each.applied.wrong)}</td>
                <td>{each.applied.right + each.applied.wrong === 0 ? '–' : percent(each.lowerBound)}</td>
                <td>{percent(each.coverage)}</td>
                <td>{each.suggested.right + each.suggested.wrong}</td>
                <td>{share(each.suggested.right, each.suggested.wrong)}</td>
                <td>{percent(each.threshold)}</td>
                <td title={renderReason(each.why)}>{each.rung}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="quiet">
        “At least” is the one-sided 90 % lower bound of the precision; “From” the confidence from which the
        label is written; labels that nobody gave and nothing was said of are left out.
      </p>
      <h3>What a hosted model would have cost</h3>
      <p>
        The local model was unsure of {hosted.calls} of {issues} issues
        {hosted.calls > 0 &&
          `, with ${Math.round(hosted.promptTokens / hosted.calls)} prompt tokens a question`}
        . None was asked here.
      </p>
      {prices.length > 0 && (
        <section class="backtest-table" tabindex={0} aria-label="Table of prices">
          <table>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col">Unsure issues only</th>
                <th scope="col">Every issue</th>
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

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface PlotProps {
  svg: string | null;
  words: string;
  /** The numbers of the plot, where the page does not show them elsewhere. */
  table?: ChartTable;
  /** What the colors stand for. */
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
