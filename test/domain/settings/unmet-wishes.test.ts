import { expect, it } from 'vitest';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';
import { unavailableSettings } from '../../../src/domain/settings/unmet-wishes.ts';

const read = (text: string) => {
  const parsed = parseSettings(text);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return parsed.settings;
};
const hosted = read('model:\n  provider: openai\nsimilar:\n  embedding: openai\n');

it('says nothing of what is had', () => {
  expect(unavailableSettings(read(''), { private: true, hosted: [] })).toEqual([]);
  expect(unavailableSettings(hosted, { private: false, hosted: ['openai'] })).toEqual([]);
  expect(
    unavailableSettings(read('model:\n  provider: anthropic\n  llm: never\n'), {
      private: false,
      hosted: [],
    }),
  ).toEqual([]);
});

it('names what a key is missing for, and what happens instead', () => {
  expect(unavailableSettings(hosted, { private: false, hosted: ['anthropic'] })).toEqual([
    'model.provider is openai, but this App has no key for openai. Until then the local model decides alone.',
    'similar.embedding is openai, but this App has no key for openai. Until then vectors are made by the local model.',
  ]);
});

it('names what a private repository does not allow', () => {
  const allowed = read('model:\n  provider: openai\n  private_repositories: true\n');
  expect(unavailableSettings(allowed, { private: true, hosted: ['openai'] })).toEqual([]);
  expect(unavailableSettings(hosted, { private: true, hosted: ['openai'] })).toHaveLength(2);
});

it('names what the operator does not pay for', () => {
  const asked = read('model:\n  provider: openai\n  name: gpt-5-pro\nbudget:\n  daily_usd: 10000\n');
  const limits = { mostDailyUsd: 5, allowedModels: ['gpt-4o*'], ownModels: { openai: 'gpt-6-luna' } };
  const place = { private: false, hosted: ['openai'], limits };
  expect(unavailableSettings(asked, place)).toEqual([
    'model.name is gpt-5-pro, which this App does not allow. gpt-6-luna is asked instead.',
    'budget.daily_usd is 10000, but this App allows an installation $5 a day. That is the limit.',
  ]);
  expect(
    unavailableSettings(asked, {
      ...place,
      limits: { ...limits, allowedModels: ['*'], mostDailyUsd: 10_000 },
    }),
  ).toEqual([]);
  // Nothing is asked of a provider that has no key.
  expect(unavailableSettings(asked, { ...place, hosted: [] })).toHaveLength(1);
});
