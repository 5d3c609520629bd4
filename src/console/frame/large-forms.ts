import type { MiddlewareHandler } from 'hono';
import { limitBodies } from '../../ops/limit-bodies.ts';

/**
 * Paths with forms for long texts, and their size limits in bytes: an issue of GitHub's maximum length
 * (262,144 characters, each up to nine bytes when form-encoded) and a settings file (64 KB, likewise).
 */
const largeForms = [
  { path: /^\/[^/]+\/[^/]+\/playground$/, maxBytes: 3 * 1024 * 1024 },
  { path: /^\/[^/]+\/[^/]+\/settings\/validate$/, maxBytes: 640 * 1024 },
].map(({ path, maxBytes }) => ({ path, limit: limitBodies({ maxBytes }) }));

/** Whether a path allows larger bodies than the default. */
export function isLargeForm(path: string): boolean {
  return largeForms.some((form) => form.path.test(path));
}

/** Applies the larger limits. Runs after sign-in, so that the body of an anonymous request is never read. */
export function limitLargeForms(): MiddlewareHandler {
  return async (c, next) => {
    const form = largeForms.find(({ path }) => path.test(c.req.path));
    return form ? form.limit(c, next) : next();
  };
}
