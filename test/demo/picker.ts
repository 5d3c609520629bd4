import type { LocalGitHub } from '../../demo/local-github/local-github.ts';

/** The value of a hidden field, as a browser would send it. */
export function fieldOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
}

/** Walks the sign-in pages as a browser does: picks the person, and brings back the address with the code. */
export async function authorize(
  github: LocalGitHub,
  callback: string,
  login: string,
  extra: Record<string, string> = {},
): Promise<URL> {
  const query = { client_id: github.app.clientId, redirect_uri: callback, state: 'st&te', ...extra };
  const page = await fetch(`${github.url}/login/oauth/authorize?${new URLSearchParams(query)}`);
  const html = await page.text();
  if (!html.includes(`value="${login}"`)) throw new Error(`the picker does not offer ${login}`);
  const names = ['redirect_uri', 'client_id', 'state', 'scope', 'challenge', 'method'];
  const fields = Object.fromEntries(names.map((name) => [name, fieldOf(html, name)]));
  const body = new URLSearchParams({ ...fields, login });
  const answer = await fetch(`${github.url}/login/oauth/callback`, {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}

/** Turns a code or a refresh token into tokens, or into GitHub's error. */
export async function exchange(
  github: LocalGitHub,
  fields: Record<string, string>,
): Promise<Record<string, string>> {
  const { clientId, clientSecret } = github.app;
  const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...fields });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await fetch(`${github.url}/login/oauth/access_token`, { method: 'POST', body, headers });
  return (await answer.json()) as Record<string, string>;
}

/** The token of a person who has signed in. */
export async function userToken(github: LocalGitHub, callback: string, login: string): Promise<string> {
  const to = await authorize(github, callback, login);
  const { access_token: token } = await exchange(github, { code: to.searchParams.get('code') ?? '' });
  if (!token) throw new Error(`${login} got no token`);
  return token;
}
