import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';

let github: LocalGitHub;
beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.close());

const page = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${github.url}${path}`, { redirect: 'manual', ...init });
  return {
    status: answer.status,
    html: await answer.text(),
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
};
const signIn = async (login: string) =>
  (await page('/login', { method: 'POST', body: new URLSearchParams({ login, return_to: '/' }) })).cookie;

describe('an issue in the browser', () => {
  it('shows title, labels and comments, and lets nothing act that people wrote', async () => {
    const attack = '<img src=x onerror="alert(1)"><script>alert(2)</script>[click](javascript:alert(3))';
    const { number } = await github.openIssue('acme/widgets', {
      title: 'Crash <script>alert(0)</script>',
      body: `**Bold** ${attack}`,
      author: 'rita',
      labels: ['bug'],
    });
    await github.comment('acme/widgets', number, { author: 'ravi', body: `me too ${attack}` });
    const { status, html } = await page(`/acme/widgets/issues/${number}`);
    expect(status).toBe(200);
    expect(html).toContain('<strong>Bold</strong>');
    expect(html).toContain('Crash &lt;script&gt;alert(0)&lt;/script&gt;');
    expect(html).toContain('>bug</span>');
    expect(html).not.toMatch(/<script|onerror|javascript:/);
    const list = await page('/acme/widgets/issues');
    expect(list.html).toContain(`/acme/widgets/issues/${number}`);
    expect((await page('/acme/widgets/issues/9999')).status).toBe(404);
  });

  it("links to other issues, and is nobody else's business in a private repository", async () => {
    const { number } = await github.openIssue('acme/widgets', {
      title: 'See',
      body: 'like #1, not `#2`',
      author: 'rita',
    });
    const path = `/acme/widgets/issues/${number}`;
    expect((await page(path)).html).toContain(
      'like <a href="/acme/widgets/issues/1">#1</a>, not <code>#2</code>',
    );
    github.setPrivate('acme/widgets', true, 'mona');
    const [tess, oscar] = [await signIn('tess'), await signIn('oscar')];
    const seen = await Promise.all(['', oscar, tess].map((cookie) => page(path, { headers: { cookie } })));
    github.setPrivate('acme/widgets', false, 'mona');
    expect(seen.map(({ status }) => status)).toEqual([404, 404, 200]);
  });

  it('can be relabeled, answered and closed by who may', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Act', author: 'rita' });
    const issue = () => github.world.tables.issues.all().find((row) => row.number === number);
    const post = (login: string, what: string, fields: Record<string, string>) =>
      page(`/acme/widgets/issues/${number}/${what}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie: login },
      });
    const [tess, oscar] = [await signIn('tess'), await signIn('oscar')];
    expect((await post(oscar, 'labels', { add: 'bug' })).status).toBe(403);
    expect((await post('', 'comments', { body: 'anonymous' })).status).toBe(403);
    expect((await post(tess, 'labels', { add: 'bug' })).status).toBe(303);
    expect((await post(oscar, 'comments', { body: 'a thought' })).status).toBe(303);
    expect((await post(tess, 'state', { reason: 'not_planned' })).status).toBe(303);
    expect(issue()).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      comments: 1,
      label_ids: [expect.any(Number)],
    });
  });

  it('takes no click from a page of another site', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Foreign', author: 'rita' });
    const headers = { cookie: await signIn('tess'), origin: 'https://evil.example' };
    const answer = await page(`/acme/widgets/issues/${number}/labels`, {
      method: 'POST',
      body: new URLSearchParams({ add: 'bug' }),
      headers,
    });
    expect(answer.status).toBe(403);
  });
});
