import { Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing, answerNotServed } from '../../frame/messages.tsx';
import { InstalledPage } from './installed-page.tsx';

/** The app's `setup_url`: GitHub redirects here after an installation. */
export const installedPath = '/setup/installed';

/** Repositories shown here; the repository list has the rest. */
const maxShown = 30;

/** Landing page after an installation: shows each repository's backfill, or redirects to the report of a single one. */
export function installedRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, pages, now } = house;
  const routes = new Hono<ConsoleEnv>();
  routes.get(installedPath, async (c) => {
    const { session } = c.var;
    // The user's access has just changed.
    access.forget(session);
    const installation = Number(c.req.query('installation_id'));
    const all = await access.list(session);
    const own = c.req.query('installation_id')
      ? all.filter(({ installationId }) => installationId === installation)
      : all;
    const [first, ...others] = own;
    if (!first) {
      const account = installation > 0 ? await access.notServed(session, installation) : null;
      return account === null ? answerMissing(c, house) : answerNotServed(c, house, account);
    }
    if (others.length === 0) return c.redirect(`/${first.owner}/${first.name}/backlog`);
    const shown = await Promise.all(
      own.slice(0, maxShown).map(async (repository) => ({
        repository,
        progress: await pages.overview.backfill(repository),
      })),
    );
    const { frame } = await readFrame(c, house, null);
    return c.html(
      <Page title="DispatchAI is installed" frame={frame} assets={assets}>
        <InstalledPage shown={shown} others={own.length - shown.length} now={now().getTime()} />
      </Page>,
    );
  });
  return routes;
}
