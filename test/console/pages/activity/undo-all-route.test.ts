import { expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';

async function start() {
  const console = await createMemoryConsole(harbour());
  const cookie = await console.signInAs('mona');
  const open = async (path: string) => console.app.request(path, { headers: { cookie } });
  const post = (fields: Record<string, string>, site = 'same-origin') =>
    console.app.request('/harbour/tide/activity/undo-all', {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': site, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    });
  return { ...console, open, post };
}

it('is offered where the log is filtered by what the App did, and not by a person', async () => {
  const { open } = await start();
  const text = async (path: string) => (await open(path)).text();
  expect(await text('/harbour/tide/activity?model=local+v7&days=7')).toContain(
    'href="/harbour/tide/activity/undo-all?model=local+v7&amp;days=7"',
  );
  expect(await text('/harbour/tide/activity')).not.toContain('undo-all');
  expect(await text('/harbour/tide/activity?who=mona&days=7')).not.toContain('undo-all');
});

it('shows first what would be taken back, and asks for it only then', async () => {
  const { open, post, pages } = await start();
  const page = await (await open('/harbour/tide/activity/undo-all?days=7')).text();
  expect(page).toContain('nothing has been undone yet');
  expect(page).toContain('in the last 7 days');
  expect(page).toContain('href="/harbour/tide/issues/');
  expect(page).not.toContain('/activity/issues/');
  expect(pages.asked).toEqual([]);
  const asked = await post({ days: '7' });
  expect(asked.status).toBe(303);
  expect(asked.headers.get('location')).toContain('undoing=2');
  expect(pages.asked).toEqual([['undo all', { since: expect.any(String) }, 'mona']]);
});

it('takes nothing back without a filter, from elsewhere, or for who may only triage', async () => {
  const { post, pages, people, app, signInAs } = await start();
  expect((await post({})).status).toBe(404);
  expect((await post({ who: 'mona', days: '7' })).status).toBe(404);
  expect((await post({ days: '7' }, 'cross-site')).status).toBe(403);
  people.visible.tess = (people.visible.mona ?? []).map((repository) => ({ ...repository, role: 'triage' }));
  const cookie = await signInAs('tess');
  const page = await app.request('/harbour/tide/activity/undo-all?days=7', { headers: { cookie } });
  expect(page.status).toBe(404);
  expect(pages.asked).toEqual([]);
});
