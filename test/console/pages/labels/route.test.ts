import { expect, it } from 'vitest';
import { proposableMeanings } from '../../../../src/domain/settings/propose-meaning.ts';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';

it('shows the change of the settings that corrects what a label means, and nothing for what is no label', async () => {
  const { app, signInAs } = await createMemoryConsole(harbour());
  const cookie = await signInAs('mona');
  const get = async (query: string) =>
    (await app.request(`/harbour/tide/labels${query}`, { headers: { cookie } })).text();
  const plain = await get('');
  const [, label = ''] = /<select name="label"><option value="([^"]+)"/.exec(plain) ?? [];
  expect(label).not.toBe('');
  expect(plain).not.toContain('Put this into');
  const corrected = await get(
    `?label=${encodeURIComponent(label)}&means=${encodeURIComponent('priority: high')}`,
  );
  expect(corrected).toContain('Put this into');
  expect(corrected).toContain('priority:\n    high: ');
  expect(await get('?label=%3Cscript%3E&means=area')).not.toContain('Put this into');
  expect(await get(`?label=${encodeURIComponent(label)}&means=toString`)).not.toContain('Put this into');
});

it('lets every label be corrected with one click, predicted or not', async () => {
  const { app, signInAs } = await createMemoryConsole(harbour());
  const cookie = await signInAs('mona');
  const get = async (path: string) => (await app.request(path, { headers: { cookie } })).text();
  const page = await get('/harbour/tide/labels');
  const names = page.match(/<option value="[^"]+"/g) ?? [];
  const links = [...page.matchAll(/href="(\/harbour\/tide\/labels\?label=[^"]+)#correct-meaning"/g)].map(
    ([, href = '']) => href.replaceAll('&amp;', '&'),
  );
  const labels = names.length - proposableMeanings.length;
  expect(links).toHaveLength(labels);
  expect(labels).toBeGreaterThan(3);
  for (const href of links) expect(await get(href)).toContain('Put this into');
});

it('shows what people and teams have earned, beside the labels', async () => {
  const { app, signInAs } = await createMemoryConsole(harbour());
  const cookie = await signInAs('mona');
  const get = async (repository: string) =>
    (await app.request(`/harbour/${repository}/labels`, { headers: { cookie } })).text();
  const page = await get('tide');
  expect(page).toContain('People and teams');
  expect(page).toContain('Everyone is suggested and nobody is assigned (routing.mode: suggest).');
  expect(page).toContain('@mona');
  expect(page).toContain('title="38 of 40 suggestions correct"');
  expect(page).toContain('38 of 40 correct (lower bound 87%)');
  expect(page).not.toContain('<img src=x');
  expect(await get('ledger')).not.toContain('People and teams');
});
