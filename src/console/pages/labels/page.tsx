import { Chart, ChartKey } from '../../../../views/charts/chart.tsx';
import type { ChartTable } from '../../../../views/charts/number-table.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { ModeLine } from '../../../../views/mode-line.tsx';
import { type Pauses, pausedInWords } from '../../../../views/mode-words.ts';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { Dimension } from '../../../domain/issue/decision.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import type { Advice } from '../../../domain/taxonomy/taxonomy-advice.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import { LabelsAdvice } from './labels-advice.tsx';
import { LabelRow, type ShownLabel } from './labels-row.tsx';

interface LabelsProps {
  repository: VisibleRepository;
  /** Null when they could not be read. */
  records: ShownLabel[] | null;
  labels: LabelsByName;
  advice: Advice[];
  ladder: { svg: string; summary: string; table: ChartTable } | null;
  targetPrecision: number;
  /** Null when they could not be read. */
  mode: { settings: Settings; source: string; pauses: Pauses | null } | null;
  readAt: string | null;
}

const groups: { dimension: Dimension; word: string; meaning: string }[] = [
  { dimension: 'category', word: 'Category', meaning: 'what kind of issue it is' },
  { dimension: 'priority', word: 'Priority', meaning: 'how soon it matters' },
  { dimension: 'effort', word: 'Effort', meaning: 'how much work it is' },
  { dimension: 'area', word: 'Areas', meaning: 'what it is about; several at once' },
];

/** Each label: what it means here, how good it is, where it stands and why. */
export function LabelsPage(props: LabelsProps) {
  const { repository, records, labels, advice, ladder, targetPrecision, mode, readAt } = props;
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Labels</h1>
        <p class="page-note">
          {records && `${records.length} labels`}
          {readAt && (
            <>
              , read from GitHub <When at={readAt} />
            </>
          )}
        </p>
      </div>
      {!records && (
        <section class="box">
          <Blank icon="alert" text="The labels could not be read just now. Nothing is lost.">
            <a class="button" href={`${path}/labels`}>
              Try again
            </a>
          </Blank>
        </section>
      )}
      {records?.length === 0 && (
        <section class="box">
          <Blank
            icon="tag"
            text="No label is known here yet. They are read from GitHub with the first issue."
          />
        </section>
      )}
      {records && records.length > 0 && (
        <>
          {mode && <ModeLine path={path} {...mode} />}
          <LabelsAdvice advice={advice} labels={labels} />
          {groups.map(({ dimension, word, meaning }) => (
            <LabelTable
              {...{ path, labels, targetPrecision, word, meaning }}
              paused={mode?.pauses ? pausedInWords(mode.pauses) : null}
              id={`labels-${dimension}`}
              records={records.filter((record) => record.dimension === dimension)}
            />
          ))}
          <Unpredicted
            path={path}
            labels={labels}
            records={records.filter(({ dimension }) => dimension === 'workflow' || dimension === 'none')}
          />
          {ladder && (
            <div class="panel plot-panel wide-plot">
              <Chart id="ladder" title="The ladder" {...ladder}>
                <ChartKey tone="apply">applied</ChartKey>
                <ChartKey tone="suggest">suggested</ChartKey>
                <ChartKey tone="observe">only recorded</ChartKey>
                <ChartKey tone="target">target {Math.round(targetPrecision * 100)} %</ChartKey>
              </Chart>
            </div>
          )}
        </>
      )}
    </>
  );
}

interface TableProps {
  path: string;
  id: string;
  word: string;
  meaning: string;
  records: ShownLabel[];
  labels: LabelsByName;
  targetPrecision: number;
  paused: string | null;
}

const columns: [word: string, meaning: string][] = [
  ['Label', ''],
  ['Means here', 'What the label stands for, and how we know'],
  ['Used', 'Of the newest 500 issues, those that carry it'],
  ['Precision', 'Of the outcomes at or over the threshold, the share that was right, with its 80 % interval'],
  ['Coverage', 'Of the issues with this label, the share that it would be written on'],
  ['Threshold', 'The confidence from which it is written'],
  ['Mode', 'What is done with it now, and whether the settings or its record say so'],
  ['Trend', 'Lessons of the last twelve weeks: right upwards, wrong downwards'],
];

function LabelTable({ path, id, word, meaning, records, labels, targetPrecision, paused }: TableProps) {
  if (records.length === 0) return null;
  return (
    <section class="box label-box" aria-labelledby={id}>
      <div class="box-head">
        <h2 id={id}>
          {word} <span class="counter">{records.length}</span>
        </h2>
        <span class="quiet">{meaning}</span>
      </div>
      <table class="label-table">
        <thead>
          <tr>
            {columns.map(([column, title]) => (
              <th scope="col" title={title || undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {records.map((record) => (
          <LabelRow {...{ path, record, labels, targetPrecision, paused }} />
        ))}
      </table>
    </section>
  );
}

function Unpredicted({
  path,
  records,
  labels,
}: {
  path: string;
  records: ShownLabel[];
  labels: LabelsByName;
}) {
  if (records.length === 0) return null;
  return (
    <details class="box label-box">
      <summary class="box-head">
        <h2>
          Left to people <span class="counter">{records.length}</span>
        </h2>
        <span class="quiet">never predicted: of the workflow, or not understood</span>
      </summary>
      <ul class="plain-labels">
        {records.map(({ label, reason, used }) => (
          <li>
            <a
              class={`label label-${label.color.toLowerCase()}`}
              href={`${path}/issues?state=all&label=${encodeURIComponent(label.name)}`}
            >
              {labels.get(label.name)?.name ?? label.name}
            </a>{' '}
            <span class="quiet">
              {reason}; on {used} of the newest 500 issues
            </span>
          </li>
        ))}
      </ul>
      <p class="panel-foot">
        <Icon name="info" /> The settings can say otherwise: <code>labels.areas</code>,{' '}
        <code>labels.category</code>.
      </p>
    </details>
  );
}
