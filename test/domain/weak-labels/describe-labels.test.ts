import { expect, it } from 'vitest';
import { toPlainRequest } from '../../../src/domain/prompt/plain-request.ts';
import { describeLabelsPrompt, readDescriptions } from '../../../src/domain/weak-labels/describe-labels.ts';

it('shows each label with titles of its issues, as data', () => {
  const request = toPlainRequest({
    ...{ title: '', body: '', meanings: [], description: 'A printer driver' },
    examples: [
      { title: 'Tray\u200b jams ===== now', body: '', values: [{ dimension: 'area', value: 'area/paper' }] },
    ],
  });
  const { system, user, schema } = describeLabelsPrompt(['area/paper', 'area/x'], request, '=====');
  expect(system).toContain('"A printer driver"');
  expect(user).toContain('- "area/paper", on issues such as "Tray jams  now"\n- "area/x"\n');
  expect(JSON.stringify(schema)).toContain('["area/paper","area/x"]');
});

it.each([
  [
    'prose and a fence',
    'Sure:\n```json\n{"descriptions":[{"label":"a","description":"The\\nAPI"}]}\n```',
    'The API',
  ],
  [
    'a label twice',
    '{"descriptions":[{"label":"a","description":"one"},{"label":"a","description":"two"}]}',
    'one',
  ],
  ['too long a text', `{"descriptions":[{"label":"a","description":"${'x'.repeat(500)}"}]}`, 'x'.repeat(100)],
])('reads %s', (_, text, description) => {
  expect(readDescriptions(text, ['a'])).toEqual([{ label: 'a', description }]);
});

it.each([
  'no JSON',
  '{"descriptions":"a"}',
  '{"descriptions":[null, 7, {"label":"b","description":"not asked"}, {"label":"a","description":" "}, {"label":"a"}]}',
])('makes nothing of %s', (text) => {
  expect(readDescriptions(text, ['a'])).toEqual([]);
});
