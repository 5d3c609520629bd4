import { expect, it } from 'vitest';
import { parseSettings } from '../../../src/domain/parse-settings.ts';
import { unmetWishes } from '../../../src/domain/settings/unmet-wishes.ts';

const read = (text: string) => {
  const parsed = parseSettings(text);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return parsed.settings;
};
const hosted = read('model:\n  provider: openai\nsimilar:\n  embedding: openai\n');

it('says nothing of what is had', () => {
  expect(unmetWishes(read(''), { private: true, hosted: [] })).toEqual([]);
  expect(unmetWishes(hosted, { private: false, hosted: ['openai'] })).toEqual([]);
  expect(
    unmetWishes(read('model:\n  provider: anthropic\n  llm: never\n'), { private: false, hosted: [] }),
  ).toEqual([]);
});

it('names what a key is missing for, and what happens instead', () => {
  expect(unmetWishes(hosted, { private: false, hosted: ['anthropic'] })).toEqual([
    'model.provider is openai, but this App has no key for openai. Until then the local model decides alone.',
    'similar.embedding is openai, but this App has no key for openai. Until then vectors are made by the local model.',
  ]);
});

it('names what a private repository does not allow', () => {
  const allowed = read('model:\n  provider: openai\n  private_repositories: true\n');
  expect(unmetWishes(allowed, { private: true, hosted: ['openai'] })).toEqual([]);
  expect(unmetWishes(hosted, { private: true, hosted: ['openai'] })).toHaveLength(2);
});
