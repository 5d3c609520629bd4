import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Bytes that the body of a request may have where its route does not ask for more. */
export const defaultBodyBytes = 64 * 1024;

/** How a request with too large a body is answered. */
export type AnswerTooLarge = (c: Context, maxBytes: number) => Response;

/** In plain text, as pages of a browser show it. */
export const tooLargeText: AnswerTooLarge = (c, maxBytes) =>
  c.text(`Too large: at most ${Math.floor(maxBytes / 1024)} KB are accepted here. Nothing was saved.`, 413);

/**
 * Answers 413 to a request whose body is larger than `maxBytes`: by what it announces, before a byte is read, and where it
 * announces nothing, as soon as more has come. The connection closes, so that nobody waits for the rest.
 *
 * @param own whether the path has a limit of its own, applied by its route
 */
export function limitBodies({
  maxBytes,
  own = () => false,
  answer = tooLargeText,
}: {
  maxBytes: number;
  own?: (path: string) => boolean;
  answer?: AnswerTooLarge;
}): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: (c) => {
      c.header('connection', 'close');
      return answer(c, maxBytes);
    },
  });
  return (c, next) => {
    const bodiless = c.req.method === 'GET' || c.req.method === 'HEAD';
    return bodiless || own(c.req.path) ? next() : limit(c, next);
  };
}
