import { describe, expect, it } from 'vitest';
import { harbour } from '../harbour.ts';
import { createMemoryConsole } from '../memory-console.ts';
import { ledger } from '../situations.ts';

const pages = ['', '/issues', '/issues/147', '/issues/live', '/issues/147/live', '/labels.css'];

describe('access', () => {
  it('shows a repository to those who may triage it, in any case of its name', async () => {
    const { app, signInAs } = await createMemoryConsole(harbour());
    const cookie = await signInAs('mona');
    expect((await app.request('/Harbour/TIDE/issues', { headers: { cookie } })).status).toBe(200);
  });

  it.each(pages)('answers the same for what is denied and what is missing: %s', async (path) => {
    const { app, signInAs, people } = await createMemoryConsole(harbour());
    people.visible.outsider = [{ ...ledger, role: 'triage' }];
    const cookie = await signInAs('outsider');
    const denied = await app.request(`/harbour/tide${path}`, { headers: { cookie } });
    const missing = await app.request(`/harbour/nowhere${path}`, { headers: { cookie } });
    expect(denied.status).toBe(404);
    expect(missing.status).toBe(404);
    expect(await denied.text()).toBe(await missing.text());
  });

  it('lists only what one may triage', async () => {
    const { app, signInAs, people } = await createMemoryConsole(harbour());
    people.visible.outsider = [{ ...ledger, role: 'triage' }];
    const html = await (await app.request('/', { headers: { cookie: await signInAs('outsider') } })).text();
    expect(html).toContain('ledger');
    expect(html).not.toContain('tide');
  });

  it('forgets a permission within a minute after GitHub took it', async () => {
    let now = new Date();
    const { app, signInAs, people } = await createMemoryConsole(harbour(), { now: () => now });
    const cookie = await signInAs('mona');
    const status = async () => (await app.request('/harbour/tide/issues', { headers: { cookie } })).status;
    expect(await status()).toBe(200);
    people.visible.mona = [{ ...ledger, role: 'triage' }];
    now = new Date(now.getTime() + 60_000);
    expect(await status()).toBe(404);
  });

  it('ends the session when GitHub no longer takes the token', async () => {
    const { app, signInAs, people, world } = await createMemoryConsole(harbour());
    const cookie = await signInAs('mona');
    people.refused.add('mona');
    const answer = await app.request('/', { headers: { cookie } });
    expect(answer.headers.get('location')).toBe('/sign-in?ended=1');
    expect(world.sessions.rows.size).toBe(0);
  });

  it('has no page under a number that is none', async () => {
    const { app, signInAs } = await createMemoryConsole(harbour());
    const cookie = await signInAs('mona');
    for (const number of ['0', '-1', '1e3', '99999999999', 'x', '147x'])
      expect((await app.request(`/harbour/tide/issues/${number}`, { headers: { cookie } })).status).toBe(404);
  });
});
