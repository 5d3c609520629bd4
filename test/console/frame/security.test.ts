import { beforeAll, describe, expect, it } from 'vitest';
import { harbour } from '../harbour.ts';
import { createMemoryConsole } from '../memory-console.ts';

describe('requests from elsewhere', () => {
  let app: Awaited<ReturnType<typeof createMemoryConsole>>['app'];
  let cookie: string;
  beforeAll(async () => {
    const made = await createMemoryConsole(harbour(), { baseUrl: 'http://127.0.0.1' });
    app = made.app;
    cookie = await made.signInAs('mona');
  });
  const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    app.request(path, { method, headers: { cookie, ...headers }, ...(body === undefined ? {} : { body }) });

  const routes = [
    ['POST', '/sign-out'],
    ['POST', '/theme'],
    ['PUT', '/theme'],
    ['DELETE', '/harbour/tide/issues/1'],
    ['PATCH', '/'],
  ] as const;
  const foreign: [from: string, headers: Record<string, string>, body?: string][] = [
    [
      'a form of another site',
      {
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      'a=b',
    ],
    ['a sibling host', { 'sec-fetch-site': 'same-site', origin: 'http://evil.127.0.0.1' }],
    ['JSON of another site', { origin: 'https://evil.example', 'content-type': 'application/json' }, '{}'],
    ['no body and no word of where it comes from', {}],
    ['an opaque origin', { origin: 'null' }],
    ['an address bar', { 'sec-fetch-site': 'none' }],
  ];
  const attempts = routes.flatMap(([method, path]) =>
    foreign.map(([from, headers, body]) => ({ method, path, from, headers, body })),
  );
  it.each(attempts)('refuses $method $path from $from', async ({ method, path, headers, body }) => {
    expect((await send(method, path, headers, body)).status).toBe(403);
  });

  it('takes those of its own pages, of new browsers and old', async () => {
    expect((await send('POST', '/theme', { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
    expect((await send('POST', '/theme', { origin: 'http://127.0.0.1' })).status).toBe(303);
  });

  it.each([
    '/',
    '/sign-in',
    '/nowhere/at-all',
    '/harbour/tide/issues',
    '/harbour/tide/issues/147',
    '/harbour/tide/labels.css',
  ])('sends %s with a policy that allows nothing inline and nothing foreign', async (path) => {
    const answer = await send('GET', path, {});
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' },
      ...{ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' },
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-write=(self)',
    });
    // Served over plain HTTP here.
    expect(answer.headers.has('strict-transport-security')).toBe(false);
    const text = await answer.text();
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(text).not.toMatch(/\sstyle=|<style|\son\w+=/);
  });

  it('keeps pages out of shared caches', async () => {
    expect((await send('GET', '/harbour/tide/issues', {})).headers.get('cache-control')).toBe('no-store');
  });

  it('serves pages under 50 KB compressed', async () => {
    for (const path of ['/harbour/tide/issues', '/harbour/tide/issues/147']) {
      const answer = await send('GET', path, { 'accept-encoding': 'gzip' });
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect((await answer.arrayBuffer()).byteLength).toBeLessThan(50_000);
    }
  });
});
