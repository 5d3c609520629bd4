import { expect, it } from 'vitest';
import { chooseModel } from '../../../src/domain/settings/choose-model.ts';

it.each([
  [undefined, [], 'own'],
  ['dear', [], 'own'],
  ['dear', ['cheap*'], 'own'],
  ['cheap-2', ['cheap*'], 'cheap-2'],
  ['dear', ['*'], 'dear'],
])('settings that name %s are asked where %j is allowed: %s', (named, allowed, expected) => {
  expect(chooseModel(named, 'own', allowed)).toBe(expected);
});
