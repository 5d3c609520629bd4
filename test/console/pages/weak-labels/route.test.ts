import { expect, it } from 'vitest';
import type { LabelingRun } from '../../../../src/domain/weak-labels/labeling-run.ts';
import { harbour } from '../../harbour.ts';
import { livelyLabeling } from '../../labeling-situation.ts';
import { createMemoryConsole } from '../../memory-console.ts';

const path = '/harbour/tide/labels/past';

async function start(run: LabelingRun | null = livelyLabeling, role: 'admin' | 'maintain' = 'admin') {
  const console = await createMemoryConsole(harbour());
  for (const each of console.people.visible.mona ?? []) each.role = role;
  const cookie = await console.signInAs('mona');
  console.pages.labeling = run;
  const open = async (at = path) => (await console.app.request(at, { headers: { cookie } })).text();
  const send = (form: Record<string, string>, site = 'same-origin') =>
    console.app.request(path, {
      method: 'POST',
      headers: {
        ...{ cookie, 'sec-fetch-site': site },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    });
  return { ...console, open, send };
}

it('shows the price before anything can be spent', async () => {
  const page = await (await start()).open();
  expect(page).toContain('About $0.41');
  expect(page).toContain('for 3,120 issues with gpt-6-luna');
  expect(page).toContain('half the list price');
  expect(page).toContain('Spend about $0.41');
  expect(page).toContain('Don’t start');
});

it('is off until somebody asks for a price', async () => {
  const page = await (await start(null)).open();
  expect(page).toContain('Compute the price');
  expect(page).not.toContain('Spend about');
});

it.each([
  [
    { stage: 'running', asked: 500, spentMicroUsd: 66_000 },
    ['500 of 3,120', '$0.07', 'Cancel the run', 'every 5s'],
  ],
  [{ stage: 'running', waiting: true }, ['today’s budget is spent']],
  [
    { stage: 'done', labels: 9, finishedAt: '2026-11-22T10:00:00.000Z' },
    ['9 areas suggested', 'Drop what it taught'],
  ],
  [{ stage: 'failed', problem: 'no_batches' }, ['offers no batches', 'Clear']],
  [{ stage: 'done', descriptions: [{ label: 'a<b', description: '<i>x' }] }, ['a&lt;b', '&lt;i&gt;x']],
] as const)('tells where a run stands: %o', async (change, words) => {
  const page = await (await start({ ...livelyLabeling, ...(change as Partial<LabelingRun>) })).open();
  for (const word of words) expect(page).toContain(word);
});

it('asks for what an admin chose, of the run that was shown', async () => {
  const { send, pages } = await start();
  expect((await send({ do: 'start', run: livelyLabeling.id }, 'cross-site')).status).toBe(403);
  expect(pages.asked).toEqual([]);
  expect((await send({ do: 'start', run: livelyLabeling.id })).headers.get('location')).toBe(path);
  expect((await send({ do: 'start', run: 'another' })).headers.get('location')).toBe(`${path}?late`);
  expect((await send({ do: 'nonsense' })).headers.get('location')).toBe(`${path}?late`);
  expect(pages.asked).toEqual([
    ['start', livelyLabeling.id, 'mona'],
    ['start', 'another', 'mona'],
  ]);
});

it('offers nothing to people who are not admins', async () => {
  const { open, send, pages } = await start(livelyLabeling, 'maintain');
  const page = await open();
  expect(page).toContain('Only people with admin permission');
  expect(page).not.toContain('Spend about');
  expect((await send({ do: 'start', run: livelyLabeling.id })).status).toBe(404);
  expect(pages.asked).toEqual([]);
});
