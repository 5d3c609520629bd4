import { describe, expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';
import { tide, tideLabels } from '../../situations.ts';

const own = { 'sec-fetch-site': 'same-origin' };

async function start() {
  const made = await createMemoryConsole(harbour());
  const cookie = await made.signInAs('mona');
  const get = async (path: string) => made.app.request(path, { headers: { cookie } });
  const post = (fields: [string, string][], headers: Record<string, string> = { 'hx-request': 'true' }) =>
    made.app.request('/harbour/tide/inbox', {
      method: 'POST',
      headers: { cookie, ...own, ...headers },
      body: new URLSearchParams(fields),
    });
  const asked = () => made.box.asked.map(({ number, asked: each }) => ({ number, ...each }));
  return { ...made, cookie, get, post, asked };
}

describe('the Inbox', () => {
  it('shows what waits, each with its text, one reason a value, similar issues and a way to answer', async () => {
    const { get } = await start();
    const html = await (await get('/harbour/tide/inbox')).text();
    expect([...html.matchAll(/id="card-(\d+)"/g)].map(([, number]) => number)).toEqual([
      '147',
      '143',
      '141',
      '145',
    ]);
    expect(html).toContain('4 to review');
    expect(html).toContain('a crash after an update');
    expect(html).toContain('No confident suggestion');
    expect(html).not.toContain('I can send the feed');
  });

  it('takes an approval of all that a card suggests, and brings what comes next', async () => {
    const { post, asked } = await start();
    const answer = await post([
      ['do', 'approve'],
      ['card', '145:3'],
      ['shown', '145'],
    ]);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(asked()).toEqual([{ number: 145, kind: 'approve', dimension: 'category', value: 'bug' }]);
    expect(html).toContain('hx-target="#card-145" hx-swap="delete"');
    expect(html).toContain('id="card-147"');
    expect(html).toContain('3 to review');
    expect(html).toMatch(/Approving.*#145.*…/s);
    // The frame's count goes down with it.
    expect(html).toMatch(/data-count="harbour\/tide"[^>]*>\s*3\s*</);
  });

  /** Where the line asks how far the last action has come; null where it no longer does. */
  const asksAt = (html: string) =>
    /hx-get="(\/harbour\/tide\/asked[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null;

  it('says by itself when an answer is done, and when it was refused, with the reason', async () => {
    for (const refusal of [null, 'Nothing is written here: the issue is locked.']) {
      const { post, get, box } = await start();
      const answer = await post([
        ['do', 'approve'],
        ['card', '145:3'],
      ]);
      const line = asksAt(await answer.text()) ?? '';
      const waits = await (await get(line)).text();
      expect(waits).toContain('Approving');
      expect(asksAt(waits)).toBe(line);
      box.settle(refusal);
      const said = (await (await get(line)).text()).replaceAll(/<[^>]*>/g, '');
      expect(said.trim()).toBe(refusal ? `Approval of #145 refused: ${refusal}` : 'Approved #145');
      expect(asksAt(await (await get(line)).text())).toBeNull();
    }
  });

  it('tells only people of the repository how far something has come', async () => {
    const { post, app, signInAs } = await start();
    const answer = await post([
      ['do', 'approve'],
      ['card', '145:3'],
    ]);
    const line = asksAt(await answer.text()) ?? '';
    const cookie = await signInAs('stranger');
    expect((await app.request(line, { headers: { cookie } })).status).toBe(404);
    expect((await app.request('/harbour/tide/asked?did=drop', { headers: { cookie } })).status).toBe(404);
  });

  it('says that nothing is selected, with a script and without', async () => {
    const { post, asked } = await start();
    const answer = await post([
      ['do', 'approve'],
      ['opened', ''],
    ]);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/hx-target="#inbox-last".*No issues selected/s);
    const page = await post([['do', 'approve']], {});
    expect(page.status).toBe(400);
    expect(await page.text()).toMatch(/<!doctype html>.*No issues selected.*id="card-147"/s);
    expect(asked()).toEqual([]);
  });

  it('offers every label of the repository', async () => {
    const { get } = await start();
    const html = await (await get('/harbour/tide/inbox')).text();
    const [, bulk = ''] = /id="bulk-pick-choice"(.*?)<\/select>/s.exec(html) ?? [];
    const offered = [...bulk.matchAll(/data-label="([^"]*)"/g)].map(([, label]) => label);
    expect(offered.toSorted()).toEqual(tideLabels.map(({ name }) => name).toSorted());
    const issue = await (await get('/harbour/tide/issues/147')).text();
    for (const { name } of tideLabels) expect(issue).toContain(`data-label="${name}"`);
  });

  it('answers several at once, and keeps what a correction leaves open', async () => {
    const { post, asked } = await start();
    const answer = await post([
      ['do', 'correct'],
      ['to', 'category=question'],
      ['card', '145:3'],
      ['card', '147:5'],
    ]);
    expect(asked().map(({ number, kind }) => [number, kind])).toEqual([
      [145, 'command'],
      [147, 'command'],
    ]);
    // Of 147 the priority still waits.
    expect(await answer.text()).toContain('hx-target="#card-147" hx-swap="outerHTML"');
  });

  it('rejects all that a card says with "none of these"', async () => {
    const { post, asked } = await start();
    await post([
      ['do', 'correct'],
      ['to', 'none'],
      ['card', '141:2'],
    ]);
    expect(asked()).toEqual([{ number: 141, kind: 'reject', dimension: 'category', value: 'documentation' }]);
  });

  it('is not taken for what somebody else has settled: shown in place', async () => {
    const { post, asked, world } = await start();
    const detail = await world.reads.issue(tide, 145);
    if (!detail) throw new Error('no issue');
    const by = { login: 'tess', id: 2, kind: 'person' as const };
    const at = new Date().toISOString();
    detail.lessons.push({
      subject: { kind: 'value', dimension: 'category', value: 'question' },
      ...{ verdict: 'missed', source: 'console', by, at },
    });
    detail.timeline.push({
      ...{ id: 90, kind: 'corrected', actor: by, deliveryId: null, at },
      detail: { subject: 'value', dimension: 'category', value: 'question', verdict: 'missed' },
    });
    const answer = await post([
      ['do', 'approve'],
      ['card', '145:3'],
      ['card', '141:2'],
    ]);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toMatch(/Not saved:.*tess.*question/s);
    expect(asked().map(({ number }) => number)).toEqual([141]);
  });

  it('applies to those alike only as long as they say the same', async () => {
    const { post, asked } = await start();
    const answer = await post([
      ['do', 'approve'],
      ['card', '145:3'],
      ['card', '141:same'],
    ]);
    expect(answer.status).toBe(409);
    expect(asked().map(({ number }) => number)).toEqual([145]);
  });

  it('shows similar issues on a card in the order of their similarity', async () => {
    const { get, world } = await start();
    const detail = await world.reads.issue(tide, 145);
    if (!detail?.triage || detail.triage === 'unreadable') throw new Error('no triage');
    const like = (number: number, similarity: number) => ({
      ...{ number, similarity, title: `Like ${number}`, state: 'open' as const, stateReason: null },
      ...{ labels: [], shared: [] },
    });
    detail.triage.decision.similar = [like(11, 0.21), like(12, 0.28), like(13, 0.9), like(14, 0.5)];
    const html = await (await get('/harbour/tide/inbox')).text();
    expect([...html.matchAll(/Like (\d+)/g)].map(([, number]) => number)).toEqual(['13', '14', '12']);
  });

  it('dismisses one or several, with a way back, and teaches nothing', async () => {
    const { post, get, asked } = await start();
    const answer = await post([
      ['do', 'dismiss'],
      ['card', '145:3'],
      ['card', '141:2'],
      ['shown', '145'],
      ['shown', '141'],
      ['shown', '143'],
      ['shown', '147'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('hx-target="#card-145" hx-swap="delete"');
    expect(html).toMatch(/Dismissed.*#145.*#141.*value="restore"/s);
    expect(html).toContain('2 to review');
    expect(asked()).toEqual([]);
    expect(await (await get('/harbour/tide/inbox')).text()).not.toContain('id="card-145"');
    const back = await post([
      ['do', 'restore'],
      ['card', '145:0'],
      ['card', '141:0'],
      ['shown', '143'],
      ['shown', '147'],
    ]);
    expect(await back.text()).toMatch(/id="card-141".*id="card-145".*Restored.*#145/s);
    expect(await (await get('/harbour/tide/inbox')).text()).toContain('id="card-145"');
  });

  it('dismisses without a script too', async () => {
    const { post, get } = await start();
    const answer = await post(
      [
        ['do', 'dismiss'],
        ['card', '145:3'],
      ],
      {},
    );
    const location = answer.headers.get('location') ?? '';
    const html = await (await get(location)).text();
    expect(html).not.toContain('id="card-145"');
    expect(html).toMatch(/id="inbox-last".*Dismissed.*#145.*value="restore"/s);
  });

  it.each([
    ['locked', { locked: true }],
    ['labeled no-triage', { labels: ['No-Triage'] }],
  ])(
    'says of an issue that is %s that nothing can be written, and offers to dismiss it alone',
    async (why, change) => {
      const { get, world } = await start();
      const detail = await world.reads.issue(tide, 145);
      if (!detail) throw new Error('no issue');
      Object.assign(detail.issue, change);
      const html = await (await get('/harbour/tide/inbox')).text();
      const [, card = ''] = /id="card-145"(.*?)(?:<li class="card"|$)/s.exec(html) ?? [];
      expect(card).toContain(
        `Nothing can be written here: the issue is ${why === 'locked' ? why : 'labeled no-triage'}`,
      );
      expect(card).toContain('value="dismiss"');
      expect(card).not.toContain('value="approve"');
    },
  );

  it('works without a script, with the last action and its undo on the page', async () => {
    const { post, get, box } = await start();
    const answer = await post(
      [
        ['do', 'approve'],
        ['card', '145:3'],
      ],
      {},
    );
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/harbour\/tide\/inbox\?did=approve&of=145&by=/);
    const html = await (await get(location)).text();
    expect(html).toMatch(/id="inbox-last".*Approving.*#145.*data-undo/s);
    expect(html).toContain(box.asked[0]?.id);
    box.settle();
    expect(await (await get(location)).text()).toMatch(/id="inbox-last".*Approved.*#145.*data-undo/s);
  });

  it('says of an empty one what was done without anybody', async () => {
    const { get } = await start();
    const html = await (await get('/harbour/ledger/inbox')).text();
    expect(html).toContain('You’re all caught up');
    expect(html).toContain('labeled automatically');
  });

  it.each([
    [[]],
    [[['do', 'approve']]],
    [
      [
        ['do', 'approve'],
        ['card', 'x'],
      ],
    ],
    [
      [
        ['do', 'drop'],
        ['card', '145:3'],
      ],
    ],
  ])('refuses what says nothing known: %j', async (form) => {
    const { post, asked } = await start();
    expect((await post(form as [string, string][])).status).toBe(400);
    expect(asked()).toEqual([]);
  });

  it('is refused to others and from elsewhere', async () => {
    const { post, app, signInAs, asked } = await start();
    const form: [string, string][] = [
      ['do', 'approve'],
      ['card', '145:3'],
    ];
    expect((await post(form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const cookie = await signInAs('stranger');
    expect((await post(form, { cookie })).status).toBe(404);
    for (const path of ['inbox', 'inbox/live', 'playground'])
      expect((await app.request(`/harbour/tide/${path}`, { headers: { cookie } })).status).toBe(404);
    expect(asked()).toEqual([]);
  });
});
