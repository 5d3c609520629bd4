import { Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import { precisionLowerBound, precisionUpperBound } from '../../../domain/autonomy/calibration.ts';
import { thresholdOf } from '../../../domain/decide/decide-autonomy.ts';
import { effectiveMode } from '../../../domain/decide/effective-mode.ts';
import { isProposableMeaning, proposeMeaning } from '../../../domain/settings/propose-meaning.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import { taxonomyAdvice } from '../../../domain/taxonomy/taxonomy-advice.ts';
import { percent } from '../../../domain/text/percent.ts';
import { minForPercent, shareInWords } from '../../../domain/text/share-in-words.ts';
import type { LabelRecord } from '../../../read/pages.ts';
import { type LadderPoint, renderLadderChart } from '../../charts/ladder-chart.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { answerMissing } from '../../frame/messages.tsx';
import type { Plot } from '../overview/overview-plots.ts';
import type { Correction } from './labels-correction.tsx';
import type { ShownLabel } from './labels-row.tsx';
import { LabelsPage } from './page.tsx';

/** Maximum number of rows in the chart, so that it stays readable. */
const maxPlotted = 30;

/** Routes of the Labels page. */
export function labelsRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, log, pages, now } = house;
  const routes = new Hono<ConsoleEnv>();
  routes.get('/:owner/:name/labels', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    const [read, pauses, { frame }] = await Promise.all([
      pages.labels.labels(repository, now()).catch((error) => {
        log.error({ err: error }, 'labels not loaded');
        return null;
      }),
      pages.pausing.read(repository).catch(() => null),
      readFrame(c, house, repository),
    ]);
    const records = read ? showLabels(read) : [];
    const target = read?.settings.target_precision ?? 0.8;
    const used = new Map(records.map((record) => [record.label.name, record.used]));
    const book = records.map(({ label }) => label);
    return c.html(
      <Page
        title={`Labels · ${repository.owner}/${repository.name}`}
        frame={frame}
        assets={assets}
        labelStyles={labelStylesPath(repository, book)}
      >
        <LabelsPage
          repository={repository}
          records={read ? byUse(records) : null}
          labels={new Map(book.map((label) => [label.name, label]))}
          owners={read?.owners ?? []}
          advice={taxonomyAdvice(records, used, read?.issues ?? 0)}
          ladder={drawLadder(records, target)}
          targetPrecision={target}
          mode={read && { settings: read.settings, source: read.source, pauses }}
          readAt={read?.readAt ?? null}
          correction={read && correctionOf(c.req.query('label'), c.req.query('means'), book, read.settings)}
          fileHref={
            new URL(`/${repository.owner}/${repository.name}/blob/HEAD/.github/dispatch.yml`, house.githubUrl)
              .href
          }
        />
      </Page>,
      read ? 200 : 500,
    );
  });
  return routes;
}

/** The change of the settings that gives a label the meaning that was asked for; null where that is no label or no meaning. */
function correctionOf(
  name: string | undefined,
  meaning: string | undefined,
  labels: readonly { name: string }[],
  settings: Settings,
): Correction | null {
  const label = labels.find((each) => each.name === name)?.name;
  if (label === undefined || meaning === undefined || !isProposableMeaning(meaning)) return null;
  return { label, meaning, yaml: proposeMeaning(settings, label, meaning) };
}

/** Each label with its effective mode and threshold. */
function showLabels({ labels, settings }: { labels: LabelRecord[]; settings: Settings }): ShownLabel[] {
  const standings = labels.flatMap(({ standing }) => standing ?? []);
  const ladder = Object.fromEntries(standings.map((standing) => [standing.label, standing]));
  const thresholds = Object.fromEntries(standings.map(({ label, threshold }) => [label, threshold]));
  return labels.map((record) => {
    const { label, dimension, value } = record;
    return {
      ...record,
      mode: effectiveMode({ label: label.name, dimension, value }, settings, ladder),
      threshold: thresholdOf(label.name, settings, { thresholds }),
    };
  });
}

function byUse(records: ShownLabel[]): ShownLabel[] {
  return records.toSorted((a, b) => b.used - a.used || a.label.name.localeCompare(b.label.name));
}

/** Charts the labels with outcomes, highest lower bound first; null if there are none. */
function drawLadder(records: ShownLabel[], target: number): Plot | null {
  const points = records
    .flatMap(({ label, standing, mode }): (LadderPoint & { right: number; wrong: number })[] => {
      if (!standing || standing.right + standing.wrong === 0) return [];
      const { right, wrong } = standing;
      const record = { right, wrong };
      return [
        {
          ...{ label: label.name, autonomy: mode.autonomy, right, wrong },
          precision: right / (right + wrong),
          low: precisionLowerBound(record, standing.vouched),
          high: precisionUpperBound(record),
        },
      ];
    })
    .toSorted((a, b) => b.low - a.low);
  if (points.length === 0) return null;
  const applied = points.filter(({ autonomy }) => autonomy === 'apply').length;
  return {
    svg: renderLadderChart(points.slice(0, maxPlotted), target),
    summary: `Precision of each label with its 80% interval. ${applied} of ${points.length} measured labels are applied. In auto mode, a label is applied once its whole interval is above the target.`,
    table: {
      columns: ['Label', 'Precision', 'Interval', 'Correct', 'Wrong', 'Mode'],
      rows: points.map(({ label, low, high, right, wrong, autonomy }) => [
        label,
        shareInWords(right, right + wrong),
        right + wrong < minForPercent ? '–' : `${percent(low)}–${percent(high)}`,
        ...[right, wrong, autonomy],
      ]),
    },
  };
}
