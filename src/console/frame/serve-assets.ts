import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';
import type { AssetPaths } from '../../../views/frame/page.tsx';
import { buildStylesheet } from './stylesheet.ts';

const require = createRequire(import.meta.url);
const compress = promisify(gzip);

interface Asset {
  type: string;
  plain: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer>;
}

/** Serves the console's static files. Each URL contains a hash of the content, so it can be cached forever. */
export async function loadAssets(): Promise<{ paths: AssetPaths; routes: Hono }> {
  const files = new Map<string, Asset>();
  const add = async (name: string, type: string, text: string) => {
    const plain = Uint8Array.from(new TextEncoder().encode(text));
    const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 12);
    const path = `/assets/${hash}/${name}`;
    files.set(path, { type, plain, gzipped: new Uint8Array(await compress(plain)) });
    return path;
  };
  const library = async (name: string) => readFile(require.resolve(`htmx.org/dist/${name}`), 'utf8');
  const own = (name: string) => readFile(new URL(`../assets/${name}`, import.meta.url), 'utf8');
  // All scripts are one file and run as one task, because htmx starts in the next task and would miss
  // extensions registered later.
  const scripts = await Promise.all([
    library('htmx.min.js'),
    library('ext/hx-sse.min.js'),
    library('ext/hx-upsert.min.js'),
    own('picker.js'),
    own('inbox.js'),
    own('console.js'),
  ]);
  const paths = {
    css: await add('console.css', 'text/css; charset=utf-8', await buildStylesheet()),
    script: await add('console.js', 'text/javascript; charset=utf-8', scripts.map(withoutMap).join(';\n')),
    favicon: await add('favicon.svg', 'image/svg+xml', await own('favicon.svg')),
  };

  const routes = new Hono();
  routes.get('/assets/*', (c) => {
    const asset = files.get(c.req.path);
    if (!asset) return c.text('Not found', 404);
    const gzips = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
    c.header('content-type', asset.type);
    c.header('cache-control', 'public, max-age=31536000, immutable');
    c.header('vary', 'accept-encoding');
    if (gzips) c.header('content-encoding', 'gzip');
    return c.body(gzips ? asset.gzipped : asset.plain);
  });
  return { paths, routes };
}

/** Removes references to source maps, which are not served. */
function withoutMap(code: string): string {
  return code.replace(/\/\/# sourceMappingURL=.*$/m, '');
}
