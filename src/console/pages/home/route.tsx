import { Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { HomePage } from './page.tsx';

/** Routes of the home page. */
export function homeRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', async (c) => {
    const { frame, failed } = await readFrame(c, house, null);
    return c.html(
      <Page title="Repositories" frame={frame} assets={house.assets}>
        <HomePage frame={frame} failed={failed} />
      </Page>,
    );
  });
  return routes;
}
