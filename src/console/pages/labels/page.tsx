import { Chart, ChartKey } from '../../../../views/charts/chart.tsx';
import type { ChartTable } from '../../../../views/charts/number-table.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { ModeLine } from '../../../../views/mode-line.tsx';
import { type Pauses, pausedInWords } from '../../../../views/mode-words.ts';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { type Dimension, dimensions } from '../../../domain/issue/decision.ts';
import type { OwnerTrackRecord } from '../../../domain/routing/owner-track-record.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import type { Advice } from '../../../domain/taxonomy/taxonomy-advice.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import { LabelsAdvice } from './labels-advice.tsx';
import { type Correction, CorrectLink, LabelsCorrection } from './labels-correction.tsx';
import { LabelRow, type ShownLabel } from './labels-row.tsx';
import { OwnersTable } from './owners-table.tsx';

interface LabelsProps {
  repository: VisibleRepository;
  /** Null when they couldn't be read. */ records: ShownLabel[] | null;
  labels: LabelsByName;
  owners: OwnerTrackRecord[];
  advice: Advice[];
  ladder: { svg: string; summary: string; table: ChartTable } | null;
  targetPrecision: number;
  /** Null when they couldn't be read. */ mode: {
    settings: Settings;
    source: string;
    pauses: Pauses | null;
  } | null;
  readAt: string | null;
  correction: Correction | null;
  fileHref: string;
}

const groups: Readonly<Record<Dimension, { word: string; meaning: string }>> = {
  category: { word: 'Category', meaning: 'the kind of issue' },
  priority: { word: 'Priority', meaning: 'how urgent it is' },
  effort: { word: 'Effort', meaning: 'how much work it is' },
  area: { word: 'Areas', meaning: 'topics; an issue can have several' },
};

/** The Labels page: each label's meaning, accuracy and effective mode. */
export function LabelsPage(props: LabelsProps) {
  const {
    repository,
    records,
    labels,
    owners,
    advice,
    ladder,
    targetPrecision,
    mode,
    readAt,
    correction,
    fileHref,
  } = props;
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
        <a class="button push-right" href={`${path}/labels/past`}>
          Label past issues
        </a>
      </div>
      {!records && (
        <section class="box">
          <Blank icon="alert" text="The labels couldn’t be loaded. No data was lost.">
            <a class="button" href={`${path}/labels`}>
              Try again
            </a>
          </Blank>
        </section>
      )}
      {records?.length === 0 && (
        <section class="box">
          <Blank icon="tag" text="No labels yet. They are fetched from GitHub with the first issue." />
        </section>
      )}
      {records && records.length > 0 && (
        <>
          {mode && <ModeLine path={path} {...mode} />}
          <LabelsAdvice advice={advice} labels={labels} />
          {dimensions.map((dimension) => (
            <LabelTable
              {...{ path, labels, targetPrecision, ...groups[dimension] }}
              paused={mode?.pauses ? pausedInWords(mode.pauses) : null}
              id={`labels-${dimension}`}
              records={records.filter((record) => record.dimension === dimension)}
            />
          ))}
          {mode && <OwnersTable owners={owners} settings={mode.settings} />}
          <Unpredicted
            path={path}
            labels={labels}
            records={records.filter(({ dimension }) => dimension === 'workflow' || dimension === 'none')}
          />
          <LabelsCorrection
            path={path}
            names={records.map(({ label }) => label.name).toSorted((a, b) => a.localeCompare(b))}
            correction={correction}
            fileHref={fileHref}
          />
          {ladder && (
            <div class="panel plot-panel wide-plot">
              <Chart id="ladder" title="Precision by label" {...ladder}>
                <ChartKey tone="apply">applied</ChartKey>
                <ChartKey tone="suggest">suggested</ChartKey>
                <ChartKey tone="observe">recorded only</ChartKey>
                <ChartKey tone="target">target {Math.round(targetPrecision * 100)}%</ChartKey>
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
  ['Meaning', 'What the label means here, and how we know'],
  ['Used', 'Issues with this label, among the newest 500'],
  ['Precision', 'Share of correct outcomes at or above the threshold, with its 80% interval'],
  ['Coverage', 'Share of the issues with this label that we would have labeled'],
  ['Threshold', 'The confidence at which it is applied'],
  ['Mode', 'What happens with a prediction, and what decides that'],
  ['Trend', 'Outcomes of the last 12 weeks: correct above, wrong below'],
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
          Not predicted <span class="counter">{records.length}</span>
        </h2>
        <span class="quiet">workflow labels and labels without a known meaning</span>
      </summary>
      <ul class="plain-labels">
        {records.map(({ label, dimension, reason, used }) => (
          <li>
            <a
              class={`label label-${label.color.toLowerCase()}`}
              href={`${path}/issues?state=all&label=${encodeURIComponent(label.name)}`}
            >
              {labels.get(label.name)?.name ?? label.name}
            </a>{' '}
            <span class="quiet">
              {reason}; used on {used} of the newest 500 issues
            </span>{' '}
            <CorrectLink path={path} name={label.name} dimension={dimension} />
          </li>
        ))}
      </ul>
      <p class="panel-foot">
        <Icon name="info" /> “Correct” shows the change of <code>dispatch.yml</code> that has a label
        predicted.
      </p>
    </details>
  );
}
