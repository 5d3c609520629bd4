import { expect, it } from 'vitest';
import { toShownRepository } from '../../../src/github/calls/from-payload.ts';

it.each([
  ['A build cache', { description: 'A build cache' }],
  ['', {}],
  [null, {}],
  [undefined, {}],
])('a repository described as %j', (description, shown) => {
  const payload = { id: 7, name: 'rocket', full_name: 'acme/rocket', private: false, description };
  expect(toShownRepository(1, payload)).toEqual({
    ...{ installationId: 1, repositoryId: 7, owner: 'acme', name: 'rocket', private: false },
    ...shown,
  });
});
