import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Default limit of a request body, in bytes. */
export const defaultBodyBytes = 64 * 1024;

/** Answers a request whose body is too large. */
export type AnswerTooLarge = (c: Context, maxBytes: number) => Response;

/** Answers in plain text. */
export const tooLargeText: AnswerTooLarge = (c, maxBytes) =>
  c.text(`The request is too large: the limit is ${Math.floor(maxBytes / 1024)} KB. Nothing was saved.`, 413);

/**
 * Answers 413 to a request whose body exceeds `maxBytes`: before reading it if its length is declared, or
 * else as soon as the limit is exceeded. The connection is closed, so that the rest isn't transferred.
 *
 * @param own whether the path's route applies its own limit
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
