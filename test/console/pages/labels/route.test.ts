import { expect, it } from 'vitest';
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
