import { type Context, Hono } from 'hono';
import { BackfillBar } from '../../../../views/backfill-bar.tsx';
import { Page } from '../../../../views/frame/page.tsx';
import { may, type Operation } from '../../../domain/commands/rights.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { streamLive } from '../../frame/live-stream.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { accountOf } from '../../frame/person.ts';
import { createTodayCache } from '../../live/today-cache.ts';
import { renderCounts } from '../issues/route.tsx';
import { drawOverview } from './overview-plots.ts';
import { OverviewPage } from './page.tsx';
import { TodayUpdate } from './today-update.tsx';

/** Number of days over which the median review time is computed. */
const answerDays = 30;

const noPlots = { trust: null, calibration: null, latency: null, money: null };

/** Routes of the Overview: the page, its live metrics, pausing triage and resolving notices. */
export function overviewRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { reads, access, assets, log, pages, inbox, now } = house;
  const routes = new Hono<ConsoleEnv>();
  const today = createTodayCache(pages.overview, now);
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);

  routes.get('/:owner/:name', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const path = pathOf(repository);
    const lastId = await house.live.latest(repository);
    const [overview, labels, pauses, answers, { frame }] = await Promise.all([
      pages.overview
        .overview(repository, may(repository.role, 'private-notices.read'), now())
        .catch((error) => {
          log.error({ err: error }, 'overview not loaded');
          return null;
        }),
      reads.labels(repository).catch(() => []),
      pages.pausing.read(repository).catch(() => null),
      inbox.medianOpenMs(repository, new Date(now().getTime() - answerDays * 86_400_000)).catch(() => null),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page
        title={`Overview · ${repository.owner}/${repository.name}`}
        frame={frame}
        assets={assets}
        labelStyles={labelStylesPath(repository, labels)}
        live={`${path}/live?after=${lastId}`}
      >
        <OverviewPage
          repository={repository}
          overview={overview}
          plots={overview ? drawOverview(overview) : noPlots}
          counts={frame.counts.get(repository.repositoryId)}
          labels={new Map(labels.map((label) => [label.name, label]))}
          pauses={pauses}
          answers={answers}
          now={now().getTime()}
        />
      </Page>,
      overview ? 200 : 500,
    );
  });

  routes.get('/:owner/:name/live', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    const render = async () =>
      String(<TodayUpdate path={pathOf(repository)} today={await today(repository)} />) +
      (await renderCounts(house, repository));
    return streamLive(c, house, {
      repository,
      render,
      renderNow: render,
    });
  });

  routes.get('/:owner/:name/backfill', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    const progress = await pages.overview.backfill(repository);
    return c.html(<BackfillBar path={pathOf(repository)} progress={progress} now={now().getTime()} />);
  });

  routes.post('/:owner/:name/pause', async (c) => {
    const repository = await find(c, 'triage.pause');
    if (!repository) return answerMissing(c, house);
    const form = await c.req.parseBody();
    const paused = form.paused === 'yes';
    const whole = form.scope === 'installation';
    if (whole && !may(repository.role, 'triage.pause-installation')) return answerMissing(c, house);
    const { installationId, repositoryId } = repository;
    await pages.pausing.set(
      whole ? { kind: 'installation', installationId } : { kind: 'repository', installationId, repositoryId },
      paused,
      accountOf(c.var.session),
    );
    house.counts.forget(await access.list(c.var.session));
    return c.redirect(pathOf(repository), 303);
  });

  routes.post('/:owner/:name/notices/:id{[0-9a-f-]{36}}/settle', async (c) => {
    const repository = await find(c, 'notices.settle');
    if (!repository) return answerMissing(c, house);
    const id = c.req.param('id');
    // A private notice doesn't exist for users who can't see it.
    const filter = { ids: [id], private: may(repository.role, 'private-notices.read') };
    const [notice] = await pages.notices.list(repository, filter, 1);
    if (!notice) return answerMissing(c, house);
    const { then, back } = await c.req.parseBody();
    await pages.notices.settle(repository, { ids: [id] }, accountOf(c.var.session));
    const mayTriage = may(repository.role, 'issue.triage');
    if (then === 'triage' && mayTriage && notice.kind === 'flood' && notice.number !== null) {
      const asked = { kind: 'command', command: { name: 'triage', argument: '' } } as const;
      const drawn = { at: now(), openMs: null, card: `notice ${id}` };
      await house.requests.add([personRequest(c.var.session, repository, notice.number, asked, drawn)]);
    }
    const { number } = notice;
    const page = back === 'inbox' ? '/inbox' : back === 'issue' && number !== null ? `/issues/${number}` : '';
    return c.redirect(pathOf(repository) + page, 303);
  });
  return routes;
}

function pathOf({ owner, name }: VisibleRepository): string {
  return `/${owner}/${name}`;
}
