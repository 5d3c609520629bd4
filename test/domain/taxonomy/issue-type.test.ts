import { expect, it } from 'vitest';
import { issueTypeFor, readIssueTypes } from '../../../src/domain/taxonomy/issue-type.ts';

it('GitHub’s own types are understood', () => {
  expect(readIssueTypes(['Bug', 'Feature', 'Task'])).toEqual([
    { type: 'Bug', category: 'bug' },
    { type: 'Feature', category: 'feature' },
    { type: 'Task', category: null },
  ]);
});

it.each([
  ['bug', ['Task', 'Defect', 'Bug'], 'Defect'],
  ['feature', ['✨ Enhancement'], '✨ Enhancement'],
  ['documentation', ['Bug', 'Docs'], 'Docs'],
  ['design', ['Bug', 'Design'], 'Design'],
  ['question', ['Bug', 'Feature', 'Task'], null],
])('%s among %j is %s', (category, types, type) => {
  expect(issueTypeFor(types, category)).toBe(type);
});
