import { expect, it } from 'vitest';
import { explainAction } from '../../../src/domain/actions/action-reason.ts';
import { explainRouting } from '../../../src/domain/words/explain-routing.ts';

it('what speaks for a person or a team is told as a clause', () => {
  expect(explainRouting({ code: 'team_labels', team: 'web', labels: ['ui', 'css'] })).toBe(
    'web looks after ui, css',
  );
  expect(explainRouting({ code: 'owner', login: 'sam', of: '/srv/' })).toBe(
    'CODEOWNERS names @sam for /srv/',
  );
  const because = { code: 'closed_similar', login: 'cleo', number: 7 } as const;
  expect(explainAction({ code: 'routed', because })).toBe('@cleo closed #7, which is similar');
});

it('a clause that an early version kept is shown as it is', () => {
  expect(explainRouting('@cleo closed #7, which is similar')).toBe('@cleo closed #7, which is similar');
  expect(explainAction({ code: 'routed', because: 'web looks after ui' })).toBe('web looks after ui');
  expect(explainAction({ code: 'routed', because: null })).toBe('Routed by the settings.');
});
