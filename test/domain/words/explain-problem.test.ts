import { expect, it } from 'vitest';
import { explainProblem } from '../../../src/domain/words/explain-problem.ts';
import { renderProblem } from '../../../src/domain/words/render-problem.ts';

it('a kept problem is rendered from its code, several as several sentences', () => {
  expect(explainProblem({ code: 'label_in_use' })).toBe('Issues still use this label.');
  expect(
    explainProblem([
      { code: 'not_undone', obstacle: { code: 'prevented', by: { code: 'comment_deleted' } } },
      { code: 'not_undone', obstacle: { code: 'label_removed' } },
    ]),
  ).toBe(
    "Not undone: Someone deleted the comment, so it isn't posted again. Not undone: The label has already been removed.",
  );
});

it('a sentence of an early version is shown as it is, and what cannot be read says nothing', () => {
  expect(explainProblem('people made the label')).toBe('people made the label');
  for (const broken of [null, undefined, 7, {}, { code: 'of_a_newer_version' }, { code: 'toString' }])
    expect(explainProblem(broken)).toBe('');
});

it('what is foreign in a problem is inert, however deep', () => {
  const by = { code: 'not_assignable' as const, login: '@everyone <b>' };
  for (const problem of [by, { code: 'not_undone' as const, obstacle: { code: 'prevented' as const, by } }])
    expect(renderProblem(problem, 'fr').replace(/`[^`]*`/g, '')).not.toMatch(/[@<>]/);
});
