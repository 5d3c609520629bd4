import { Hono } from 'hono';
import { HomePage } from '../../views/home-page.tsx';
import { Page } from '../../views/page.tsx';
import type { ConsoleEnv, House } from './console-env.ts';
import { readFrame } from './frame.ts';

/** The first page. */
export function homeRoutes(house: House): Hono<ConsoleEnv> {
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
