import { expect, it } from 'vitest';
import { createLabelReasons } from '../../../src/triage/write/label-reasons.ts';
import { makeRepository } from '../../store/make-repository.ts';

it('asks GitHub once a day, sooner where it did not answer, and not while it refuses', async () => {
  let now = 0;
  let asked = 0;
  let answer: () => [] | null = () => [];
  const reasons = createLabelReasons(() => now);
  const repo = makeRepository();
  const github = {
    listSuggestions: async () => {
      asked++;
      return answer();
    },
  };
  const at = (hours: number) => {
    now = hours * 3_600_000;
    return reasons.areTaken(github, repo, 1);
  };
  expect([await at(0), await at(23.9), asked]).toEqual([true, true, 1]);
  answer = () => null;
  expect([await at(24), await at(47.9), asked]).toEqual([false, false, 2]);
  answer = () => {
    throw new Error('GitHub answered 500');
  };
  expect([await at(48), await at(48.1), asked]).toEqual([false, false, 3]);
  answer = () => [];
  expect([await at(48.2), asked]).toEqual([true, 4]);
  reasons.markRefused(repo);
  expect([await at(49), asked]).toEqual([false, 4]);
  expect(await at(73)).toBe(true);
});
