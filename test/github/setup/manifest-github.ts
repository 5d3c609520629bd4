import { generateKeyPairSync } from 'node:crypto';
import { Hono } from 'hono';
import { createWebServer } from '../../../src/ops/web-server.ts';

export const pem = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;

/** The one call of GitHub that Setup makes, on a real port: each code works once. */
export async function startManifestGitHub(codes: string[]) {
  const open = new Set(codes);
  const github = new Hono().post('/app-manifests/:code/conversions', (c) => {
    if (!open.delete(c.req.param('code'))) return c.json({ message: 'Not Found' }, 404);
    const answer = {
      id: 77,
      name: "It's Dispatch",
      html_url: 'https://github.example.org/apps/its-dispatch',
      client_id: 'Iv1.abc',
      client_secret: 'client-secret-of-77',
      webhook_secret: `it's "quoted"`,
      pem,
    };
    return c.json(answer, 201);
  });
  return createWebServer({ host: '127.0.0.1', port: 0, routes: [github], onError: () => {} });
}
