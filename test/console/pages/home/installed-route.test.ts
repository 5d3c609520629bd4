import { expect, it } from 'vitest';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';

it('says so where the App is installed on an account that it does not serve', async () => {
  const { app, people, signInAs } = await createMemoryConsole(harbour());
  people.notServed.set(77, 'evil');
  const cookie = await signInAs('mona');
  const get = (path: string) => app.request(path, { headers: { cookie } });
  const answer = await get('/setup/installed?installation_id=77');
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain(
    'DispatchAI is installed on evil, but this server only serves accounts',
  );
  for (const other of ['78', '0', '-1', 'x'])
    expect((await get(`/setup/installed?installation_id=${other}`)).status).toBe(404);
});
