import { Hono } from 'hono';
import { setupPaths } from './manifest.ts';

/** Redirects to the console after setup. The console also has the page shown after an installation. */
export function createInstalledRoute(): Hono {
  return new Hono().get(setupPaths.start, (c) => c.redirect('/'));
}
