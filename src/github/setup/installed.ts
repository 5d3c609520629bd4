import { Hono } from 'hono';
import { setupPaths } from './manifest.ts';

/** Where GitHub sends people once they have installed the App, and where Setup ended: on to the console. */
export function createInstalledRoute(): Hono {
  const routes = new Hono();
  for (const path of [setupPaths.installed, setupPaths.start]) routes.get(path, (c) => c.redirect('/'));
  return routes;
}
