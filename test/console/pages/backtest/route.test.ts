import { expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';

async function start() {
  const console = await createMemoryConsole(harbour());
  const cookie = await console.signInAs('mona');
  const open = (path: string, headers: Record<string, string> = {}) =>
    console.app.request(path, { headers: { cookie, ...headers } });
  const ask = (headers: Record<string, string>) =>
    console.app.request('/harbour/tide/backtest', { method: 'POST', headers: { cookie, ...headers } });
  return { ...console, open, ask };
}

it('shows the last report with its plots, and no hostile name as markup', async () => {
  const { open } = await start();
  const page = await (await open('/harbour/tide/backtest')).text();
  expect(page).toContain('Run again');
  expect(page.match(/<svg class="chart-svg"/g)).toHaveLength(3);
  expect(page).toContain('93%');
  expect(page.match(/role="img" aria-label="/g)).toHaveLength(3);
  // The label table holds the numbers of the second plot.
  expect(page.match(/<table class="number-table">/g)).toHaveLength(2);
  expect(page).toContain('coverage: share of issues that were labeled</li>');
  expect(page).toContain('<dt>the suggested person was right</dt><dd>71%</dd>');
  expect(page).toContain('<dt>one of the first three people was right</dt><dd>88%</dd>');
  expect(page).toContain('<th scope="row">@mona</th><td>80</td><td>76%</td><td>70%</td>');
  expect(page).not.toContain('<img src=x');
  expect(page).not.toContain(' style="');
});

it('says what a backtest is where none was run', async () => {
  const { open } = await start();
  const page = await (await open('/harbour/ledger/backtest')).text();
  expect(page).toContain('No backtest yet');
});

it('says that nothing is lost when it cannot be read', async () => {
  const { open, pages } = await start();
  pages.broken = true;
  const answer = await open('/harbour/tide/backtest');
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain('couldn’t be loaded. No data was lost');
});

it('asks for a run, and only from a page of its own', async () => {
  const { ask, pages } = await start();
  expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(pages.asked).toEqual([]);
  expect((await ask({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  expect(pages.asked).toEqual([['backtest', expect.any(Number)]]);
});

it('the progress draws the page anew once the report is there', async () => {
  const { open } = await start();
  const done = await open('/harbour/tide/backtest/progress', { 'hx-request': 'true' });
  expect(done.headers.get('hx-refresh')).toBe('true');
  expect(await done.text()).toContain('hidden');
  expect((await open('/harbour/unknown/backtest/progress')).status).toBe(404);
  expect((await open('/harbour/unknown/backtest')).status).toBe(404);
});
