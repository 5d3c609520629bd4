import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole, readCookies } from '../../memory-console.ts';

const console_ = () => createMemoryConsole(harbour());
type Console = Awaited<ReturnType<typeof console_>>;

/** Goes to GitHub; the answer is the state that GitHub was given and this browser's cookie. */
async function leaveFor(app: Console['app'], returnTo = '/') {
  const answer = await app.request(`/sign-in/github?return_to=${encodeURIComponent(returnTo)}`);
  const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? '';
  return { state, cookie: readCookies(answer) };
}

describe('signing in', () => {
  it('sends people who are not signed in to sign in, and back to where they wanted', async () => {
    const { app } = await console_();
    const answer = await app.request('/harbour/tide/issues?label=bug');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(
      '/sign-in?return_to=%2Fharbour%2Ftide%2Fissues%3Flabel%3Dbug',
    );
    const { state, cookie } = await leaveFor(app, '/harbour/tide/issues?label=bug');
    const back = await app.request(`/sign-in/callback?code=mona&state=${state}`, { headers: { cookie } });
    expect(back.headers.get('location')).toBe('/harbour/tide/issues?label=bug');
    const page = await app.request('/', { headers: { cookie: readCookies(back) } });
    expect(await page.text()).toContain('Signed in as <strong>mona</strong>');
  });

  it('answers streams and unsafe requests with 401, not with a page', async () => {
    const { app } = await console_();
    const accept = { accept: 'text/event-stream' };
    expect((await app.request('/harbour/tide/issues/live', { headers: accept })).status).toBe(401);
    const own = { 'sec-fetch-site': 'same-origin' };
    expect((await app.request('/harbour/tide', { method: 'DELETE', headers: own })).status).toBe(401);
  });

  it.each(['//evil.example/x', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)', ''])(
    'never leads to %j afterwards',
    async (returnTo) => {
      const { app } = await console_();
      const { state, cookie } = await leaveFor(app, returnTo);
      const back = await app.request(`/sign-in/callback?code=mona&state=${state}`, { headers: { cookie } });
      expect(back.headers.get('location')).toBe('/');
    },
  );

  it('takes a state once, and only from the browser that it was made for', async () => {
    const { app } = await console_();
    const { state, cookie } = await leaveFor(app);
    const stale = '/sign-in?stale=1';
    const path = `/sign-in/callback?code=mona&state=${state}`;
    expect((await app.request(path)).headers.get('location')).toBe(stale);
    expect((await app.request(path, { headers: { cookie: 'sign-in=other' } })).headers.get('location')).toBe(
      stale,
    );
    expect((await app.request(path, { headers: { cookie } })).headers.get('location')).toBe('/');
    expect((await app.request(path, { headers: { cookie } })).headers.get('location')).toBe(stale);
  });

  it('says so when GitHub refuses', async () => {
    const { app } = await console_();
    const { state, cookie } = await leaveFor(app);
    const back = await app.request(`/sign-in/callback?code=bad&state=${state}`, { headers: { cookie } });
    expect(back.headers.get('location')).toBe('/sign-in?refused=1');
    expect(await (await app.request('/sign-in?refused=1')).text()).toContain('GitHub didn’t confirm');
  });

  it('gives a new session id at each sign-in and ends the old one', async () => {
    const { app, world } = await console_();
    const first = await leaveFor(app);
    const one = await app.request(`/sign-in/callback?code=mona&state=${first.state}`, {
      headers: { cookie: first.cookie },
    });
    const old = readCookies(one);
    const second = await leaveFor(app);
    const two = await app.request(`/sign-in/callback?code=mona&state=${second.state}`, {
      headers: { cookie: `${second.cookie}; ${old}` },
    });
    expect(readCookies(two)).not.toBe(old);
    expect((await app.request('/', { headers: { cookie: old } })).status).toBe(302);
    expect(world.sessions.rows.size).toBe(1);
  });

  it('does not take up a session id that somebody else chose', async () => {
    const { app } = await console_();
    const { state, cookie } = await leaveFor(app);
    const fixed = 'session=chosen-by-somebody-else';
    const back = await app.request(`/sign-in/callback?code=mona&state=${state}`, {
      headers: { cookie: `${cookie}; ${fixed}` },
    });
    expect(readCookies(back)).not.toContain('chosen-by-somebody-else');
    expect((await app.request('/', { headers: { cookie: fixed } })).status).toBe(302);
  });

  it('ends a session on the server when signing out', async () => {
    const { app, signInAs } = await console_();
    const cookie = await signInAs('mona');
    const out = await app.request('/sign-out', {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect(out.status).toBe(303);
    expect((await app.request('/', { headers: { cookie } })).status).toBe(302);
  });

  it('keeps neither the cookie nor the token as they are', async () => {
    const { signInAs, world } = await console_();
    const cookie = await signInAs('mona');
    const [row] = [...world.sessions.rows.values()];
    expect(cookie).not.toContain(row?.id);
    expect(Buffer.from(row?.token ?? []).toString()).not.toContain('mona');
  });

  it('ends a session eight hours after it began, used or not', async () => {
    const { app, signInAs, world } = await console_();
    const cookie = await signInAs('mona');
    for (const row of world.sessions.rows.values()) {
      const left = row.expiresAt.getTime() - Date.now();
      expect(Math.abs(left - 8 * 3_600_000)).toBeLessThan(60_000);
      row.expiresAt = new Date(Date.now() - 1);
    }
    expect((await app.request('/', { headers: { cookie } })).status).toBe(302);
  });

  it('binds the cookie to the host where there is https', async () => {
    const { app } = await createMemoryConsole(harbour(), { baseUrl: 'https://triage.example.com' });
    const begun = await app.request('/sign-in/github');
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const back = await app.request(`/sign-in/callback?code=mona&state=${state}`, {
      headers: { cookie: readCookies(begun) },
    });
    const given = [...begun.headers.getSetCookie(), ...back.headers.getSetCookie()];
    for (const name of ['__Host-sign-in', '__Host-session']) {
      const cookie = given.find((each) => each.startsWith(`${name}=`) && !each.startsWith(`${name}=;`));
      expect(cookie).toMatch(/Path=\/;.*HttpOnly;.*Secure;.*SameSite=Lax/);
    }
    expect(given.join()).not.toContain('Domain');
    const asks = (cookie: string) => app.request('/', { headers: { cookie } });
    expect((await asks(readCookies(back))).status).toBe(200);
    // Without the prefix a subdomain could have set it.
    expect((await asks(readCookies(back).replaceAll('__Host-', ''))).status).toBe(302);
  });

  it('proves with PKCE that who comes back is who left', async () => {
    const { app, signInAs, signIns } = await console_();
    await signInAs('mona');
    await leaveFor(app);
    const [first, second] = signIns.asked;
    const [{ verifier } = { verifier: '' }] = signIns.exchanged;
    expect(verifier).toMatch(/^[\w-]{43,128}$/);
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(first?.challenge);
    expect(second?.challenge).not.toBe(first?.challenge);
  });

  it('takes a state for ten minutes only', async () => {
    let at = Date.now();
    const { app } = await createMemoryConsole(harbour(), { now: () => new Date(at) });
    const { state, cookie } = await leaveFor(app);
    at += 11 * 60_000;
    const back = await app.request(`/sign-in/callback?code=mona&state=${state}`, { headers: { cookie } });
    expect(back.headers.get('location')).toBe('/sign-in?stale=1');
  });
});
