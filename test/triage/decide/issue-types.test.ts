import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { createIssueTypes } from '../../../src/triage/decide/issue-types.ts';
import { makeRepository } from '../../store/make-repository.ts';

it('keeps the types of a repository for ten minutes, and none for one', async () => {
  let now = 0;
  let types: string[] = [];
  let asked = 0;
  const read = createIssueTypes(() => now);
  const repo = makeRepository();
  const github = {
    listTypes: async () => {
      asked++;
      return types;
    },
  };
  const at = (seconds: number) => {
    now = seconds * 1_000;
    return read(github, repo, { ...defaultSettings, issue_types: true });
  };
  expect([await at(0), await at(59), asked]).toEqual([[], [], 1]);
  types = ['Bug'];
  expect([await at(60), await at(600), asked]).toEqual([['Bug'], ['Bug'], 2]);
  types = [];
  expect([await at(661), asked]).toEqual([[], 3]);
  expect(await read(github, repo, defaultSettings)).toEqual([]);
  expect(asked).toBe(3);
});
