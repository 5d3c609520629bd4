import { Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { ReceivedPage } from './received-page.tsx';

const pageLength = 100;

/** Routes of the Deliveries page: the list behind the Overview's first metric. */
export function receivedRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, log, pages, now } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/received', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    const older = c.req.query('older') ?? null;
    const [page, today, { frame }] = await Promise.all([
      pages.received.received(repository, now(), older, pageLength).catch((error) => {
        log.error({ err: error }, 'deliveries not loaded');
        return null;
      }),
      pages.overview.today(repository, now()).catch(() => null),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page title={`Deliveries · ${repository.owner}/${repository.name}`} frame={frame} assets={assets}>
        <ReceivedPage
          repository={repository}
          rows={page?.rows ?? null}
          count={today?.received ?? null}
          older={page?.older ?? null}
          paged={older !== null}
        />
      </Page>,
      page ? 200 : 500,
    );
  });
  return routes;
}
