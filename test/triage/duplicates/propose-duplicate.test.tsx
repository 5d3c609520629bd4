import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnusableLookLine } from '../../../src/console/pages/issue/unusable-look-line.tsx';
import type { LookFault } from '../../../src/domain/duplicates/unusable-look.ts';
import { createConsoleReads } from '../../../src/store/console/console-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import { createUnusableLooks } from '../../../src/store/similar/unusable-looks.ts';
import { proposeDuplicate } from '../../../src/triage/duplicates/propose-duplicate.ts';
import type { SecondLookModel } from '../../../src/triage/ports/second-look.ts';
import { decision } from '../../domain/words.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const asked = new Date('2026-11-30T12:00:00Z').getTime();

describe.each(databases)('a second look at issue 3 and its two candidates, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  type Verdict = Awaited<ReturnType<SecondLookModel['compare']>>;
  /** Asks a model that answers so of candidate 1 and of candidate 2, which is less similar; again as often as asked. */
  const world = async () => {
    const repo = makeRepository();
    const issues = createIssueStore(database);
    const repositories = createRepositoryStore(database, async () => undefined);
    const decisions = createDecisionStore(database);
    await repositories.saveRepository(repo);
    for (const number of [1, 2, 3]) await issues.saveIssue(repo, makeIssue(repo, number));
    const similar = [1, 2].map((number) => ({
      ...{ number, title: 'The light is out', state: 'open' as const, stateReason: null, labels: [] },
      ...{ similarity: 1 - number / 10, shared: [] },
    }));
    await decisions.record(repo, {
      ...{ number: 3, inputHash: 'h', deliveryId: null, opinions: [], tookMs: 1 },
      decision: decision({ similar, values: [], missing: [] }),
    });
    const files = { '.github/dispatch.yml': 'model:\n  provider: openai\n' };
    const answer = (first: Verdict, second: Verdict) =>
      proposeDuplicate(
        {
          ...{ github: createMemoryGitHub({ files }).github, repositories, issues, decisions },
          duplicates: createDuplicateLinks(database),
          postings: createPostings(database),
          looks: createUnusableLooks(database),
          now: () => asked,
          models: {
            openai: { compare: async ({ canonical }) => (canonical.title.includes('1') ? first : second) },
          },
        },
        repo,
        3,
      );
    const detail = () => createConsoleReads(database).issue(repo, 3);
    return { repo, answer, detail, issues };
  };
  const unusable = (fault: LookFault): Verdict => ({ kind: 'unusable', fault, model: 'gpt-6-luna' });

  it('that came to nothing is kept with its reason, and told on the page of the issue', async () => {
    const { repo, answer, detail, issues } = await world();
    expect(await answer(unusable({ code: 'not-quoted', side: 'older' }), { kind: 'different' })).toBe(2);
    const read = await detail();
    expect(read?.unusableLook).toEqual({
      ...{ of: 1, model: 'gpt-6-luna', fault: { code: 'not-quoted', side: 'older' } },
      at: '2026-11-30T12:00:00.000Z',
    });
    const line = String(
      <UnusableLookLine repository={repo} detail={read ?? { duplicateOf: null, unusableLook: null }} />,
    );
    expect(line.replace(/<[^>]+>/g, '')).toContain(
      'gpt-6-luna compared this issue with #1, but the answer did not quote the older issue word for word',
    );
    // It is no part of the issue itself, and an edit leaves it alone.
    expect(await issues.getIssue(repo, 3)).toEqual(makeIssue(repo, 3));
    await issues.saveIssue(repo, makeIssue(repo, 3, { title: 'New', updatedAt: '2026-11-02T08:00:00Z' }));
    expect((await detail())?.unusableLook).not.toBeNull();
  });

  it('that came to a verdict leaves nothing of an earlier one', async () => {
    const { answer, detail } = await world();
    await answer(unusable({ code: 'budget' }), unusable({ code: 'failed' }));
    expect((await detail())?.unusableLook?.of).toBe(2);
    await answer({ kind: 'different' }, { kind: 'different' });
    expect((await detail())?.unusableLook).toBeNull();
    const look = {
      rootCause: 'One lamp',
      quotes: { issue: 'Since', canonical: 'Since' },
      model: 'gpt-6-luna',
    };
    await answer(unusable({ code: 'form' }), { kind: 'same', look });
    const proposed = await detail();
    expect(proposed).toMatchObject({ unusableLook: null, duplicateOf: { number: 2, state: 'proposed' } });
  });
});
