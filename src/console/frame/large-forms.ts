import type { MiddlewareHandler } from 'hono';
import { limitBodies } from '../../ops/limit-bodies.ts';

/**
 * Forms into which people paste long texts, with the most bytes they may send: an issue as long as GitHub takes it (262,144
 * characters, up to nine bytes each in a form) and a settings file (64 KB, the same).
 */
const largeForms = [
  { path: /^\/[^/]+\/[^/]+\/playground$/, maxBytes: 3 * 1024 * 1024 },
  { path: /^\/[^/]+\/[^/]+\/settings\/validate$/, maxBytes: 640 * 1024 },
].map(({ path, maxBytes }) => ({ path, limit: limitBodies({ maxBytes }) }));

/** Whether a path takes more than the usual limit. */
export function isLargeForm(path: string): boolean {
  return largeForms.some((form) => form.path.test(path));
}

/** Their own limits. Comes after sign-in: a stranger's body is never read at all. */
export function limitLargeForms(): MiddlewareHandler {
  return async (c, next) => {
    const form = largeForms.find(({ path }) => path.test(c.req.path));
    return form ? form.limit(c, next) : next();
  };
}
