import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import { createDecisionStore } from '../../src/store/record/decisions.ts';
import { difficultTexts } from '../classify/difficult-texts.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const bare = { owner: 'acme', name: 'bare', description: 'Not a label in it', labels: [] };
const seed = { ...SMALL_SEED, repositories: [...SMALL_SEED.repositories, bare] };

describe.each(databases)('texts that are hard to read, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const decide = async (fullName: string, text: { title: string; body: string }) => {
    const { number } = await run.github.openIssue(fullName, { ...text, author: 'rita' });
    await run.drained();
    const repositoryId = run.github.world.tables.repos.findOneBy('full_name', fullName)?.id ?? 0;
    const repo = { installationId: run.github.installationId, repositoryId } as RepositoryRef;
    return createDecisionStore(run.dispatch.database).latest(repo, number);
  };

  it.each(Object.entries(difficultTexts))('%s: a decision is recorded', async (_, { title, body }) => {
    // GitHub takes no issue without a title.
    const record = await decide('acme/widgets', { title: title || '?', body });
    expect(record?.opinions.some(({ dimension }) => dimension === 'category')).toBe(true);
    expect(record?.decision.fallback).toBeNull();
  });

  it.each([
    ['zh', 'no spaces between words'],
    ['ru', 'a language in Cyrillic letters'],
    ['ar', 'right-to-left text'],
    ['de', 'a language with compounds and umlauts'],
    [null, 'only an image'],
  ])('the decision names the language %s of %s', async (language, name) => {
    const record = await decide('acme/widgets', difficultTexts[name] ?? { title: '', body: '' });
    expect(record?.decision.language).toBe(language);
  });

  it('a repository without labels: a decision is recorded, and nothing is written', async () => {
    const record = await decide('acme/bare', {
      title: 'Crash when opening a large archive',
      body: 'It crashes with an error every time. Steps to reproduce: open it. Expected: it opens.',
    });
    expect(record?.decision.values[0]).toMatchObject({ dimension: 'category', value: 'bug', label: null });
    expect(run.github.ledger.filter(({ repo }) => repo === 'acme/bare')).toEqual([]);
  });

  it('nothing failed on the way', async () => {
    expect(await run.dispatch.queue.failures(10)).toEqual([]);
    expect(run.github.violations).toEqual([]);
    expect(run.log.filter(({ level }) => Number(level) >= 50 || level === 'error')).toEqual([]);
  });
});
