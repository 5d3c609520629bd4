import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const compress = promisify(gzip);
/** Responses below this size, in bytes, fit into one packet uncompressed. */
const worthIt = 1_400;

/**
 * Compresses pages and style sheets as a whole, with a content length. They are in memory anyway, and this
 * way a browser never waits for a body that hasn't started. Streams are not compressed.
 */
export function compressPages(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const type = c.res.headers.get('content-type') ?? '';
    if (!/^text\/(html|css)/.test(type) || c.res.headers.has('content-encoding')) return;
    c.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '') || c.req.method === 'HEAD') return;
    const plain = new Uint8Array(await c.res.arrayBuffer());
    const small = plain.byteLength < worthIt;
    const body = small ? plain : new Uint8Array(await compress(plain));
    c.res = new Response(body, c.res);
    c.header('content-length', String(body.byteLength));
    if (!small) c.header('content-encoding', 'gzip');
  };
}
