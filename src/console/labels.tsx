import { Hono } from 'hono';
import { LabelsPage } from '../../views/labels-page.tsx';
import { Page } from '../../views/page.tsx';
import { precisionLowerBound, precisionUpperBound } from '../domain/calibration.ts';
import { percent } from '../domain/percent.ts';
import { taxonomyAdvice } from '../domain/taxonomy-advice.ts';
import { type LadderPoint, renderLadderChart } from './charts/ladder-chart.ts';
import type { ConsoleEnv, House } from './console-env.ts';
import { readFrame } from './frame.ts';
import { labelStylesPath } from './label-styles.ts';
import { answerMissing } from './messages.tsx';
import type { Plot } from './overview-plots.ts';
import type { LabelRecord } from './page-ports.ts';

/** More rows than this make no plot but a wall. */
const mostPlotted = 30;

/** The Labels page: what each label means here, how good it is, and where it stands. */
export function labelsRoutes(house: House): Hono<ConsoleEnv> {
  const { access, assets, log, pages, now } = house;
  const routes = new Hono<ConsoleEnv>();
  routes.get('/:owner/:name/labels', async (c) => {
    const repository = await access.find(c.var.session, c.req.param('owner'), c.req.param('name'));
    if (!repository) return answerMissing(c, house);
    const [read, { frame }] = await Promise.all([
      pages.labels.labels(repository, now()).catch((error) => {
        log.error({ err: error }, 'the labels could not be read');
        return null;
      }),
      readFrame(c, house, repository),
    ]);
    const records = read?.labels ?? [];
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
          advice={taxonomyAdvice(records, used, read?.issues ?? 0)}
          ladder={drawLadder(records, target)}
          targetPrecision={target}
          readAt={read?.readAt ?? null}
          now={now().getTime()}
        />
      </Page>,
      read ? 200 : 500,
    );
  });
  return routes;
}

function byUse(records: LabelRecord[]): LabelRecord[] {
  return records.toSorted((a, b) => b.used - a.used || a.label.name.localeCompare(b.label.name));
}

/** The labels with outcomes, the surest first; null where none has any. */
function drawLadder(records: LabelRecord[], target: number): Plot | null {
  const points = records
    .flatMap(({ label, standing }): (LadderPoint & { right: number; wrong: number })[] => {
      if (!standing || standing.right + standing.wrong === 0) return [];
      const { right, wrong, autonomy } = standing;
      const record = { right, wrong };
      return [
        {
          ...{ label: label.name, autonomy, right, wrong },
          precision: right / (right + wrong),
          low: precisionLowerBound(record),
          high: precisionUpperBound(record),
        },
      ];
    })
    .toSorted((a, b) => b.low - a.low);
  if (points.length === 0) return null;
  const applied = points.filter(({ autonomy }) => autonomy === 'apply').length;
  return {
    svg: renderLadderChart(points.slice(0, mostPlotted), target),
    summary: `Each label's precision with its 80 % interval: ${applied} of ${points.length} measured labels are applied. A label is applied once its interval is wholly over the target.`,
    table: {
      columns: ['Label', 'Precision', 'Between', 'Right', 'Wrong', 'Mode'],
      rows: points.map(({ label, precision, low, high, right, wrong, autonomy }) => [
        label,
        percent(precision),
        `${percent(low)} and ${percent(high)}`,
        ...[right, wrong, autonomy],
      ]),
    },
  };
}
