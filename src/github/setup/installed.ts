import { Hono } from 'hono';
import { setupPaths } from './manifest.ts';

/** Where Setup ended: on to the console, which also has the page for people who have just installed the App. */
export function createInstalledRoute(): Hono {
  return new Hono().get(setupPaths.start, (c) => c.redirect('/'));
}
