import { expect, it } from 'vitest';
import { readPlayForm } from '../../../../src/console/pages/playground/playground-form.ts';
import { harbour } from '../../harbour.ts';
import { createMemoryConsole } from '../../memory-console.ts';

it('triages what is typed, beside what it is compared with', async () => {
  const { app, signInAs } = await createMemoryConsole(harbour());
  const cookie = await signInAs('mona');
  const answer = await app.request('/harbour/tide/playground', {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'hx-request': 'true' },
    body: new URLSearchParams({ title: 'A crash', repository: 'harbour/ledger', with: 'keywords' }),
  });
  const html = await answer.text();
  expect(html).toContain('id="play-first"');
  expect(html).toContain('id="play-second"');
  expect(html).not.toContain('<html');
});

it('finds no repository that one may not see', async () => {
  const { app, signInAs } = await createMemoryConsole(harbour());
  const cookie = await signInAs('mona');
  const answer = await app.request('/harbour/tide/playground', {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ title: 'A crash', repository: 'elsewhere/secret' }),
  });
  expect(answer.status).toBe(404);
});

it('reads an issue’s JSON as REST and webhooks give it, and says what is wrong with others', () => {
  const issue = { title: 'From GitHub', body: null, author_association: 'MEMBER' };
  const read = (json: unknown) =>
    readPlayForm({ json: typeof json === 'string' ? json : JSON.stringify(json) });
  expect(read(issue).draft).toEqual({ title: 'From GitHub', body: '', authorAssociation: 'MEMBER' });
  expect(read({ action: 'opened', issue }).draft?.title).toBe('From GitHub');
  expect(read('{').problem).toContain('not valid JSON');
  expect(read([]).problem).toContain('doesn’t contain an issue');
  expect(read({ ...issue, pull_request: {} }).problem).toContain('pull request');
  expect(readPlayForm({ title: ' ', body: '' })).toMatchObject({ draft: null, problem: null });
  expect(readPlayForm({ body: 'x'.repeat(262_145) }).problem).toContain('Too long');
});
