import { Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { ThemesPage } from './page.tsx';
import { ThemeDetailPage } from './theme-detail-page.tsx';

/** Each point is a tab stop, so the map has a limit. */
const maxShown = { themes: 100, points: 300 };
const maxPerTheme = 200;

/** Routes of the Themes page and of a single theme. */
export function themesRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, log, pages } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/themes', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    const [page, { frame }] = await Promise.all([
      pages.similar.themes(repository, maxShown).catch((error) => {
        log.error({ err: error }, 'themes not loaded');
        return null;
      }),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page title={`Themes · ${repository.owner}/${repository.name}`} frame={frame} assets={assets}>
        <ThemesPage repository={repository} page={page} />
      </Page>,
      page ? 200 : 500,
    );
  });

  routes.get('/:owner/:name/themes/:id{[1-9][0-9]{0,8}}', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    const [found, { frame }] = await Promise.all([
      pages.similar.theme(repository, Number(c.req.param('id')), maxPerTheme),
      readFrame(c, house, repository),
    ]);
    if (!found) return answerMissing(c, house);
    return c.html(
      <Page title={`Theme · ${repository.owner}/${repository.name}`} frame={frame} assets={assets}>
        <ThemeDetailPage repository={repository} {...found} />
      </Page>,
    );
  });
  return routes;
}
