import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { Role } from '../../src/read/console.ts';
import { harbour } from './harbour.ts';
import { createMemoryConsole } from './memory-console.ts';
import { effectIds, failures, lessonId } from './page-situations.ts';
import { ledger, tide } from './situations.ts';

const pages = ['', '/labels', '/activity', '/failures', '/settings', '/received', '/themes', '/duplicates'];

describe('the pages of a repository', () => {
  let made: Awaited<ReturnType<typeof createMemoryConsole>>;
  let cookie: string;
  beforeEach(async () => {
    made = await createMemoryConsole(harbour());
    cookie = await made.signInAs('mona');
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    made.app.request(path, { headers: { cookie, ...headers } });
  const post = (path: string, fields: [string, string][], headers: Record<string, string> = {}) =>
    made.app.request(path, {
      method: 'POST',
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  const as = (role: Role) => {
    made.people.visible.mona = [tide, ledger].map((repository) => ({ ...repository, role }));
  };

  it.each(pages)('%s is drawn lively, empty and failed, each in words', async (page) => {
    const [lively, empty] = [await get(`/harbour/tide${page}`), await get(`/harbour/ledger${page}`)];
    expect([lively.status, empty.status]).toEqual([200, 200]);
    expect((await lively.text()).length).toBeGreaterThan((await empty.text()).length);
    made.pages.broken = true;
    const failed = await get(`/harbour/tide${page}`);
    expect(failed.status).toBe(500);
    expect(await failed.text()).toMatch(/couldn’t be loaded\. (No data was lost|They stay in effect)/);
  });

  it.each(pages)('%s is not found for those who may not see the repository', async (page) => {
    made.people.visible.mona = [];
    expect((await get(`/harbour/tide${page}`)).status).toBe(404);
    expect((await get(`/nobody/nothing${page}`)).status).toBe(404);
  });

  it.each(pages)('%s is under 50 KB compressed, with nothing inline', async (page) => {
    const answer = await get(`/harbour/tide${page}`, { 'accept-encoding': 'gzip' });
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(50_000);
    const text = await (await get(`/harbour/tide${page}`)).text();
    expect(text.match(/<[^>]*\s(?:style|on\w+)=|<style|<script(?![^>]*\ssrc=)/)).toBeNull();
  });

  it('an address with a NUL in it is not found, and nothing fails', async () => {
    for (const path of ['/issues?q=%00', '/activity?who=%00', '/received?older=%00'])
      expect((await get(`/harbour/tide${path}`)).status).toBe(404);
    const posted = await post('/harbour/tide/failures/retry', [['delivery', 'a\0b']]);
    expect([posted.status, made.pages.asked.at(-1)]).toEqual([303, ['retry', 'tide', [], 'mona']]);
    await post('/harbour/tide/activity/undo-all', [['label', 'bu\0g']]);
    expect(made.pages.asked.at(-1)).toMatchObject(['undo all', { label: 'bug' }, 'mona']);
    expect(
      (
        await post('/tokens', [
          ['name', 'a\0b'],
          ['scope', 'read'],
          ['days', '30'],
        ])
      ).status,
    ).toBe(400);
    expect(made.errors).toEqual([]);
  });

  const unsafe = [
    '/pause',
    '/notices/7d1f3a52-0000-4000-8000-0000000000b1/settle',
    '/activity/undo',
    '/activity/revoke',
    '/failures/retry',
    '/failures/drop',
    '/settings/check-again',
    '/settings/validate',
  ];
  it.each(unsafe)('POST %s is refused from elsewhere, and not found without the repository', async (path) => {
    const fields: [string, string][] = [['effect', effectIds[0]]];
    expect((await post(`/harbour/tide${path}`, fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    made.people.visible.mona = [];
    expect((await post(`/harbour/tide${path}`, fields)).status).toBe(404);
    expect(made.pages.asked).toEqual([]);
    expect(made.box.asked).toEqual([]);
  });

  it('pauses by role: a repository from maintain, an installation from admin', async () => {
    const pause = (scope: string) =>
      post('/harbour/tide/pause', [
        ['scope', scope],
        ['paused', 'yes'],
      ]);
    expect((await pause('repository')).status).toBe(303);
    expect((await pause('installation')).status).toBe(404);
    expect(made.pages.asked).toEqual([['pause', 'repository', true, 'mona']]);
    made = await createMemoryConsole(harbour());
    cookie = await made.signInAs('mona');
    as('write');
    expect((await pause('repository')).status).toBe(404);
    expect(made.pages.asked).toEqual([]);
  });

  it('shows a private notice from write up, and lets nobody else settle it', async () => {
    const settle = () => post('/harbour/tide/notices/7d1f3a52-0000-4000-8000-0000000000b1/settle', []);
    expect(await (await get('/harbour/tide')).text()).toContain('looks like a token');
    expect((await settle()).status).toBe(303);
    made = await createMemoryConsole(harbour());
    cookie = await made.signInAs('mona');
    as('triage');
    expect(await (await get('/harbour/tide')).text()).not.toContain('looks like a token');
    expect((await settle()).status).toBe(404);
    expect(made.pages.asked).toEqual([]);
  });

  /** What the Labels page says of one label, without markup. */
  const labelLine = async (id: number) => {
    const text = await (await get('/harbour/tide/labels')).text();
    const [, rows = ''] = new RegExp(`id="label-${id}">(.*?)</tbody>`, 's').exec(text) ?? [];
    return rows.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  };

  it('shows on Labels the mode that holds, and who set it: the settings before what a label has earned', async () => {
    expect(await labelLine(1)).toContain('Applied earned');
    expect(await labelLine(3)).toContain('Suggested earned');
    expect(await labelLine(4)).toContain('Suggested not yet earned');
    made.pages.inForce = { ...defaultSettings, mode: 'apply' };
    expect(await labelLine(1)).toContain('Applied settings');
    expect(await labelLine(3)).toContain('Applied settings');
    expect(await labelLine(3)).toContain('Earned so far: suggested, 9 of 9 were right');
    expect(await labelLine(3)).not.toContain('in a row');
    expect(await labelLine(4)).toContain('Applied settings');
    made.pages.inForce = {
      ...defaultSettings,
      mode: 'apply',
      labels: { ...defaultSettings.labels, modes: { Bug: 'observe' } },
    };
    expect(await labelLine(1)).toContain('Recorded label settings');
  });

  it('shows on Labels and the Overview that nothing is written while paused, by whom', async () => {
    await post('/harbour/tide/pause', [
      ['scope', 'repository'],
      ['paused', 'yes'],
    ]);
    expect(await labelLine(1)).toContain('Paused');
    for (const page of ['', '/labels'])
      expect(await (await get(`/harbour/tide${page}`)).text()).toContain('Paused for this repository');
  });

  it('says on the Overview which mode holds, who set it, and offers no promotion that cannot come', async () => {
    const said = async () =>
      (await (await get('/harbour/tide')).text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(await said()).toContain('Mode auto , set in this repository’s .github/dispatch.yml');
    expect(await said()).toContain('away from being applied automatically');
    for (const mode of ['observe', 'suggest', 'apply'] as const) {
      made.pages.inForce = { ...defaultSettings, mode };
      expect(await said()).toContain(`Mode ${mode} , set in this repository’s`);
      expect(await said()).not.toContain('from being');
    }
  });

  it('tells on the Overview how long people take to answer', async () => {
    const text = await (await get('/harbour/tide')).text();
    expect(text).toContain('median review time 7 s (12 reviews in 30 days)');
  });

  const inWords = async (path: string) =>
    (await (await get(path)).text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

  it('tells fewer than twenty outcomes as a count, and which mistake no precision holds', async () => {
    const line = await labelLine(3);
    expect(line).toContain('9 of 9');
    expect(line).not.toContain('100%');
    const page = await (await get('/harbour/tide/labels')).text();
    expect(page).toContain('title="9 of 9 correct. Target: 80%."');
    expect(page).toMatch(/title="\d+ of \d+ correct \(80% interval \d+%–\d+%\)/);
    expect(await inWords('/harbour/tide/labels')).toContain('9 of 9 – 9 0');
    made.pages.inForce = {
      ...defaultSettings,
      labels: { ...defaultSettings.labels, thresholds: { bug: 0.9 } },
    };
    expect(await labelLine(1)).toContain('below the threshold, not counted in precision');
  });

  it('shows evidence whose column adds up to the confidence, and similar issues in the order of their number', async () => {
    const shownEvidence = async () => {
      const text = await inWords('/harbour/tide/issues/147');
      const [, evidence = ''] = /category bug (.*?) Total/.exec(text) ?? [];
      const weights = [...evidence.matchAll(/[+−]\d+\.\d/g)].map(([each]) => Number(each.replace('−', '-')));
      const [, sum = ''] = /Total .*? confident ([+−]\d+\.\d)/.exec(text) ?? [];
      expect(weights.reduce((total, each) => total + each, 0)).toBeCloseTo(Number(sum.replace('−', '-')));
      // A confidence of 94% has log-odds of 2.75.
      expect(sum).toBe('+2.8');
      return { evidence, weights };
    };
    const unknown = await shownEvidence();
    expect(unknown.weights).toHaveLength(5);
    expect(unknown.evidence).toContain('base rate and everything else');
    const detail = await made.world.reads.issue(tide, 147);
    if (!detail?.triage || detail.triage === 'unreadable') throw new Error('no triage');
    const [bug] = detail.triage.decision.values;
    if (bug) bug.baseRate = 0.26;
    const known = await shownEvidence();
    expect(known.weights).toHaveLength(6);
    // 26% has log-odds of -1.05.
    expect(known.evidence).toMatch(/base rate: 26% of labeled issues .*−1\.0.* everything else/);
    if (bug) delete bug.baseRate;
    detail.triage.decision.similar.reverse();
    const shown = [
      ...(await (await get('/harbour/tide/issues/147')).text()).matchAll(/Similarity (0\.\d+) \(1 means/g),
    ].map(([, number]) => Number(number));
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    expect(shown).toHaveLength(3);
  });

  it('shows what a guard found on its own issue and in the Inbox, with the next steps, to those who may write alone', async () => {
    const issue = await (await get('/harbour/tide/issues/147')).text();
    expect(issue).toMatch(/id="guards".*looks like a token.*Ask the author to revoke it/s);
    expect(issue).not.toContain('Triage anyway');
    expect(await (await get('/harbour/tide/issues/145')).text()).not.toContain(
      'class="notice notice-attention guard"',
    );
    const inbox = await (await get('/harbour/tide/inbox')).text();
    expect(inbox).toMatch(
      /id="guards".*issues\/147">App closes.*#147.*looks like a token.*#146.*Triage anyway/s,
    );
    for (const [back, to] of [
      ['issue', '/harbour/tide/issues/147'],
      ['inbox', '/harbour/tide/inbox'],
    ] as const) {
      const settled = await post('/harbour/tide/notices/7d1f3a52-0000-4000-8000-0000000000b1/settle', [
        ['back', back],
      ]);
      expect(settled.headers.get('location')).toBe(to);
    }
    made = await createMemoryConsole(harbour());
    cookie = await made.signInAs('mona');
    as('triage');
    for (const page of ['/issues/147', '/inbox'])
      expect(await (await get(`/harbour/tide${page}`)).text()).not.toContain('looks like a token');
  });

  it('lets an issue that is held through: settled, and triaged as if it were asked for on GitHub', async () => {
    const held = '7d1f3a52-0000-4000-8000-0000000000b2';
    const text = await (await get('/harbour/tide')).text();
    expect(text.match(/>\s*Triage anyway\s*</g)).toHaveLength(1);
    const through = await post(`/harbour/tide/notices/${held}/settle`, [['then', 'triage']]);
    expect(through.status).toBe(303);
    expect(made.pages.asked).toEqual([['settle', 'tide', [held], 'mona']]);
    const command = { name: 'triage', argument: '' };
    expect(made.box.asked).toMatchObject([{ number: 146, asked: { kind: 'command', command } }]);
    // Of any other notice nothing follows.
    await post('/harbour/tide/notices/7d1f3a52-0000-4000-8000-0000000000b1/settle', [['then', 'triage']]);
    expect(made.box.asked).toHaveLength(1);
  });

  it('answers a form that no page sends with a page', async () => {
    const answer = await post('/harbour/tide/duplicates', [['do', 'marry']]);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/^<!doctype html>.*Nothing was changed/s);
  });

  it('previews an undo without asking for it, and then asks for what is possible, an issue at a time', async () => {
    const chosen = effectIds.map((id): [string, string] => ['effect', id]);
    const preview = await post('/harbour/tide/activity/undo', chosen);
    const text = await preview.text();
    expect(text).toContain('1 of 2 can be undone');
    expect(text).toContain('can’t be undone: The comment is gone.');
    expect(made.box.asked).toEqual([]);
    const done = await post('/harbour/tide/activity/undo', [
      ['step', 'do'],
      ['effect', effectIds[0]],
    ]);
    expect(done.headers.get('location')).toBe('/harbour/tide/activity?undoing=1');
    expect(made.box.asked).toMatchObject([
      {
        number: 147,
        asked: { kind: 'undo', effects: [effectIds[0]] },
        door: 'console',
        by: { login: 'mona' },
      },
    ]);
  });

  it('revokes a lesson from write up, all of a person from maintain up', async () => {
    await post('/harbour/tide/activity/revoke', [['lesson', lessonId]]);
    await post('/harbour/tide/activity/revoke', [['person', '1']]);
    expect(made.pages.asked).toEqual([
      ['revoke', 'tide', { ids: [lessonId] }, 'mona'],
      ['revoke', 'tide', { person: 1 }, 'mona'],
    ]);
    made = await createMemoryConsole(harbour());
    cookie = await made.signInAs('mona');
    as('write');
    expect((await post('/harbour/tide/activity/revoke', [['person', '1']])).status).toBe(404);
    as('triage');
    expect(made.pages.asked).toEqual([]);
  });

  it('exports the log to those who may write', async () => {
    const csv = await get('/harbour/tide/activity/export.csv');
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="harbour-tide-log-/);
    expect(await csv.text()).toBe('seq,at\n');
    expect(await (await get('/harbour/tide/activity/export.jsonl')).text()).toBe('{"seq":1}\n');
    expect((await get('/harbour/tide/activity/export.html')).status).toBe(404);
  });

  it('retries, and drops with a reason alone', async () => {
    const id = failures[1]?.deliveryId ?? '';
    await post('/harbour/tide/failures/retry', [
      ['delivery', id],
      ['delivery', 'x'],
    ]);
    await post('/harbour/tide/failures/drop', [
      ['delivery', id],
      ['reason', '  '],
    ]);
    await post('/harbour/tide/failures/drop', [
      ['delivery', id],
      ['reason', 'the fork is gone'],
    ]);
    expect(made.pages.asked).toEqual([
      ['retry', 'tide', [id, 'x'], 'mona'],
      ['drop', 'tide', [id], 'the fork is gone', 'mona'],
    ]);
  });

  it('offers failures of one reason together', async () => {
    const text = await (await get('/harbour/tide/failures')).text();
    expect(text).toContain('Retry all 2');
    expect(text.match(/class="failure-row"/g)).toHaveLength(3);
  });

  it('says what good settings ask for and cannot have here', async () => {
    expect(await (await get('/harbour/tide/settings')).text()).toContain('has no key for openai');
    expect(await (await get('/harbour/ledger/settings')).text()).not.toContain('Unavailable here');
  });

  it('checks a settings file without keeping it, as a part of the page and as a page', async () => {
    const bad: [string, string][] = [['text', 'mode: sometimes\nlabels:\n  areas: sync\n']];
    const part = await (await post('/harbour/tide/settings/validate', bad, { 'hx-request': 'true' })).text();
    expect(part).toMatch(/^<div id="check-answer"/);
    expect(part).toContain('line 1:');
    expect(part).toContain('line 3:');
    const page = await (await post('/harbour/tide/settings/validate', bad)).text();
    expect(page).toContain('<!doctype html>');
    expect(page).toContain('mode: sometimes');
    expect(await (await post('/harbour/tide/settings/validate', [['text', 'mode: apply']])).text()).toContain(
      'This file is valid.',
    );
    expect(made.pages.asked).toEqual([]);
  });

  it('serves the schema of the settings to anybody', async () => {
    const answer = await made.app.request('/dispatch.schema.json');
    expect(await answer.json()).toMatchObject({ properties: { mode: { default: 'auto' } } });
  });

  it('tells the reading of the past for as long as it goes on', async () => {
    const bar = await (await get('/harbour/tide/backfill')).text();
    expect(bar).toContain('hx-get="/harbour/tide/backfill"');
    expect(bar).toMatch(/26%, about 1[12] min left/);
    expect(await (await get('/harbour/ledger/backfill')).text()).not.toContain('hx-get');
  });
});
