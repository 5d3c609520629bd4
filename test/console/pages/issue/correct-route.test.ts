import { describe, expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';
import { tide } from '../../situations.ts';

const own = { 'sec-fetch-site': 'same-origin' };
const path = '/harbour/tide/issues/147/corrections';

async function start() {
  const made = await createMemoryConsole(harbour());
  made.people.visible.tess = [{ ...tide, role: 'triage' }];
  const cookie = await made.signInAs('mona');
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}, to = path) =>
    made.app.request(to, {
      method: 'POST',
      headers: { cookie, ...own, 'hx-request': 'true', ...headers },
      body: new URLSearchParams(fields),
    });
  const page = await (await made.app.request('/harbour/tide/issues/147', { headers: { cookie } })).text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const drawn = { version: hidden('version'), opened: hidden('opened') };
  const asked = () => made.box.asked.map((request) => request.asked);
  return { ...made, cookie, post, drawn, asked };
}

describe('the Decision panel', () => {
  it.each([
    [
      'linked',
      { login: 'tess', id: 2, kind: 'person' as const },
      /Duplicate of.*issues\/112">Sync stalls #112.*linked by tess/s,
    ],
    [
      'proposed',
      null,
      /Proposed as a duplicate of.*issues\/112">Sync stalls #112.*harbour\/tide\/duplicates/s,
    ],
  ] as const)('shows a duplicate that is %s', async (state, by, words) => {
    const { world, app, cookie } = await start();
    const detail = await world.reads.issue(tide, 147);
    if (!detail) throw new Error('no issue');
    detail.duplicateOf = { number: 112, title: 'Sync stalls', state, by };
    const page = await (await app.request('/harbour/tide/issues/147', { headers: { cookie } })).text();
    const [, panel = ''] = /id="decision"(.*?)<\/section>/s.exec(page) ?? [];
    expect(panel).toMatch(words);
  });
});

describe('corrections on the Issue page', () => {
  it('are kept with who asked, and shown as on their way', async () => {
    const { post, drawn, asked, box } = await start();
    const answer = await post({ do: 'approve', dimension: 'category', value: 'bug', ...drawn });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/<\/svg> Approving…/);
    expect(asked()).toEqual([{ kind: 'approve', dimension: 'category', value: 'bug' }]);
    expect(box.asked[0]).toMatchObject({
      number: 147,
      repositoryId: tide.repositoryId,
      by: { login: 'mona', id: 1, kind: 'person' },
      door: 'console',
    });
    expect(box.asked[0]?.openMs).toBeGreaterThanOrEqual(0);
  });

  it('are one request when sent twice, and measured only by a mark of ours', async () => {
    const { post, drawn, box } = await start();
    const form = { do: 'reject', dimension: 'category', value: 'bug', ...drawn };
    await post(form);
    await post(form);
    expect(box.asked).toHaveLength(1);
    await post({ ...form, opened: 'zzzzzz.made-up' });
    expect(box.asked).toHaveLength(2);
    expect(box.asked[1]?.openMs).toBeNull();
  });

  it.each([
    ['category=question', {}, [{ kind: 'command', command: { name: 'category', argument: 'question' } }]],
    ['label=area: sync', {}, [{ kind: 'command', command: { name: 'label', argument: 'area: sync' } }]],
    [
      'label=area: sync',
      { dimension: 'area', value: 'area: calendar' },
      [
        { kind: 'reject', dimension: 'area', value: 'area: calendar' },
        { kind: 'command', command: { name: 'label', argument: 'area: sync' } },
      ],
    ],
  ])('choose %s', async (to, more, expected) => {
    const { post, drawn, asked } = await start();
    expect((await post({ do: 'correct', to, ...more, ...drawn })).status).toBe(200);
    expect(asked()).toEqual(expected);
  });

  it('undo a write by its row, and triage again', async () => {
    const { post, drawn, asked } = await start();
    const id = '5f0a9c1e-c7d2-41f0-8a3b-0242ac120002';
    await post({ do: 'undo', effect: id, ...drawn });
    await post({ do: 'triage', ...drawn });
    expect(asked()).toEqual([
      { kind: 'undo', effects: [id] },
      { kind: 'command', command: { name: 'triage', argument: '' } },
    ]);
  });

  it.each([
    [{}],
    [{ do: 'close' }],
    [{ do: 'approve' }],
    [{ do: 'correct', to: '' }],
    [{ do: 'correct', to: 'assign=mona' }],
    [{ do: 'undo', effect: 'x' }],
    [{ do: 'approve', dimension: 'mood', value: 'good' }],
  ])('are refused when they say nothing known: %j', async (form) => {
    const { post, box } = await start();
    const answer = await post(form as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/^<span id="side-version".*role="alert".*Nothing was changed/s);
    const page = await post(form as Record<string, string>, { 'hx-request': '' });
    expect(page.status).toBe(400);
    expect(await page.text()).toMatch(
      /^<!doctype html>.*id="issue-side".*role="alert".*Nothing was changed/s,
    );
    expect(box.asked).toEqual([]);
  });

  it('are not taken when somebody else has changed the dimension meanwhile', async () => {
    const { post, drawn, box, world } = await start();
    const detail = await world.reads.issue(tide, 147);
    if (!detail) throw new Error('no issue');
    const actor = { login: 'tess', id: 2, kind: 'person' as const };
    const said = (dimension: string, value: string) => ({
      kind: 'corrected',
      actor,
      detail: { subject: 'value', dimension, value, verdict: 'missed' },
    });
    detail.timeline.push(
      ...[said('category', 'question')].map((entry) => ({
        ...entry,
        id: 90,
        deliveryId: null,
        at: new Date().toISOString(),
      })),
    );
    const answer = await post({ do: 'approve', dimension: 'category', value: 'bug', ...drawn });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toMatch(/Not saved:.*tess.*corrected.*question/s);
    expect(box.asked).toEqual([]);
    expect((await post({ do: 'approve', dimension: 'priority', value: 'high', ...drawn })).status).toBe(200);
    // Drawn anew, the answer is taken.
    const again = { do: 'approve', dimension: 'category', value: 'bug', ...drawn, version: '90' };
    expect((await post(again)).status).toBe(200);
  });

  it('lead back to the page without a script, and say there what came between', async () => {
    const { post, drawn, app, cookie, box } = await start();
    const plain = { 'hx-request': '' };
    const form = { do: 'approve', dimension: 'category', value: 'bug', ...drawn };
    const answer = await app.request(path, {
      method: 'POST',
      headers: { cookie, ...own },
      body: new URLSearchParams(form),
    });
    expect(answer.status).toBe(303);
    const to = answer.headers.get('location') ?? '';
    expect(to).toMatch(/^\/harbour\/tide\/issues\/147\?did=approve&of=&by=/);
    const page = async () => (await app.request(to, { headers: { cookie } })).text();
    expect(await page()).toMatch(/<\/svg> Approving…/);
    // Loaded again, it says what became of it.
    box.settle('The issue is locked.');
    expect(await page()).toContain('Approval refused: The issue is locked.');
    expect((await post({ do: 'approve' }, plain)).status).toBe(400);
  });

  it('are refused to others, from elsewhere, and for what is not there', async () => {
    const { post, drawn, signInAs, box } = await start();
    const form = { do: 'approve', dimension: 'category', value: 'bug', ...drawn };
    expect((await post(form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(form, { cookie: '' })).status).toBe(401);
    expect((await post(form, { cookie: await signInAs('stranger') })).status).toBe(404);
    expect((await post(form, {}, '/harbour/tide/issues/9999/corrections')).status).toBe(404);
    expect((await post(form, {}, '/elsewhere/tide/issues/147/corrections')).status).toBe(404);
    expect(box.asked).toEqual([]);
  });
});

describe('what a correction would change elsewhere', () => {
  const alike = '/harbour/tide/issues/147/alike';

  it('is shown before, and asked for only of those that are chosen and would still change', async () => {
    const { app, cookie, post, box } = await start();
    const html = await (await app.request(alike, { headers: { cookie, 'hx-request': 'true' } })).text();
    expect(html).toContain('2 similar open issues would change');
    expect(html).toContain('Like it &lt;143&gt;');
    const answer = await post({ change: '143:category:bug' }, {}, alike);
    expect(await answer.text()).toMatch(/Correcting.*#143.*…/s);
    await post({ change: '9:category:bug' }, {}, alike);
    expect(box.asked.map(({ number, asked }) => [number, asked])).toEqual([
      [143, { kind: 'command', command: { name: 'category', argument: 'bug' } }],
    ]);
  });

  it('is not for others', async () => {
    const { post, signInAs, box } = await start();
    const cookie = await signInAs('stranger');
    expect((await post({ change: '143:category:bug' }, { cookie }, alike)).status).toBe(404);
    expect(box.asked).toEqual([]);
  });
});
