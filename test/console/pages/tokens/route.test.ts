import { expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';

async function start() {
  const console = await createMemoryConsole(harbour());
  const cookie = await console.signInAs('mona');
  const post = (path: string, fields: Record<string, string>) =>
    console.app.request(path, {
      method: 'POST',
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields),
    });
  const open = async () => (await console.app.request('/tokens', { headers: { cookie } })).text();
  return { ...console, post, open };
}

it('shows a new token once, and never again', async () => {
  const { post, open } = await start();
  expect(await open()).toContain('You have no tokens');
  const made = await post('/tokens', { name: 'nightly report', scope: 'read', days: '30' });
  expect(made.status).toBe(201);
  const value = /value="(dispatch_[\w-]{43})"/.exec(await made.text())?.[1];
  expect(value).toBeDefined();
  const later = await open();
  expect(later).toContain('nightly report');
  expect(later).not.toContain(value);
  expect(later).not.toContain('dispatch_');
});

it('revokes a token', async () => {
  const { post, open } = await start();
  await post('/tokens', { name: 'old one', scope: 'write', days: '365' });
  const id = /\/tokens\/([0-9a-f]{64})\/revoke/.exec(await open())?.[1] ?? '';
  expect((await post(`/tokens/${id}/revoke`, {})).status).toBe(303);
  expect(await open()).toContain('You have no tokens');
});

it.each([
  { name: '', scope: 'read', days: '30' },
  { name: 'no scope', days: '30' },
  { name: 'odd scope', scope: 'everything', days: '30' },
  { name: 'for ever and a day', scope: 'read', days: '9999' },
  { name: 'for ever', scope: 'read', days: '0' },
])('says what a token needs: %j', async (fields) => {
  const { post, open } = await start();
  const answer = await post('/tokens', fields as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('Enter a name');
  expect(await open()).toContain('You have no tokens');
});

it('lasts 90 days unless told otherwise, and says until when', async () => {
  const { post, open } = await start();
  await post('/tokens', { name: 'plain', scope: 'read' });
  const at = /expires <[^>]*datetime="([^"]+)"/.exec(await open())?.[1] ?? '';
  const days = (new Date(at).getTime() - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(90, 1);
});

it('goes with the person who was renamed, once they sign in under the new name', async () => {
  const made = await start();
  await made.post('/tokens', { name: 'a script', scope: 'read' });
  // The same user id, under another login.
  await made.signInAs('lisa');
  expect((await made.tokens.list(1)).map(({ login }) => login)).toEqual(['lisa']);
});

it('is not for those who are not signed in', async () => {
  const { app } = await start();
  expect((await app.request('/tokens')).status).toBe(302);
});
