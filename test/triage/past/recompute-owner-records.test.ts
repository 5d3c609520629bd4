import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/actions/action.ts';
import type { Decision, Routing } from '../../../src/domain/issue/decision.ts';
import type { Account, Issue } from '../../../src/domain/issue/issue.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createHandlerReads } from '../../../src/store/issues/handlers.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createPastStore } from '../../../src/store/issues/pasts.ts';
import { createJudgedReads } from '../../../src/store/learning/judged-issues.ts';
import { createReplayStore } from '../../../src/store/learning/replays.ts';
import { createRoutedReads } from '../../../src/store/learning/routed-issues.ts';
import { createTrackRecordStore } from '../../../src/store/learning/track-records.ts';
import { createTaughtIssues } from '../../../src/store/lessons/taught-issues.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { recomputeTrackRecords } from '../../../src/triage/past/recompute-track-records.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const mona: Account = { login: 'Mona', id: 7, kind: 'person' };
const app = { login: 'dispatch', id: null, kind: 'bot' } as const;
const at = '2026-11-02T00:00:00Z';

describe.each(databases)('people on the ladder, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const world = async () => {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveRepository(repo);
    const standings = createTrackRecordStore(database);
    const issues = createIssueStore(database);
    const replays = createReplayStore(database);
    const deps = {
      ...{ repositories, standings, replays, github: createMemoryGitHub({}).github },
      judged: createJudgedReads(database),
      routed: createRoutedReads(database),
    };
    const routing = (assignee: string): Routing => ({
      ...{ team: null, teamLabel: null, assignee, autonomy: 'suggest', reasons: [] },
    });
    return {
      ...{ repo, standings, issues, replays },
      recompute: () => recomputeTrackRecords(deps, repo),
      owners: async () =>
        (await standings.listOwners(repo)).map(
          ({ name, autonomy, record }) => `${name} ${autonomy} ${record.right}:${record.wrong}`,
        ),
      async routed(number: number, assignee: string | null, inputHash = 'first') {
        const decision: Decision = {
          ...{ values: [], similar: [], missing: [], fallback: null },
          routing: assignee === null ? null : routing(assignee),
        };
        const record = { number, inputHash, deliveryId: null, decision, opinions: [], tookMs: 1 };
        await createDecisionStore(database).record(repo, record);
      },
      async became(number: number, given: Partial<Issue> & { closedBy?: typeof mona }) {
        const { closedBy, ...rest } = given;
        const closed = closedBy ? ({ state: 'closed', closedAt: at } as const) : {};
        await issues.saveIssue(repo, makeIssue(repo, number, { ...rest, ...closed }));
        if (closedBy)
          await createPastStore(database).addEvents(repo, [{ number, kind: 'closed', by: closedBy, at }]);
      },
    };
  };

  it('earn their place by what became of the issues, and lose it', async () => {
    const { repo, recompute, owners, routed, became, standings } = await world();
    for (let number = 1; number <= 10; number++) {
      await routed(number, 'mona');
      await became(number, number % 2 === 0 ? { closedBy: mona } : { assignees: ['mona'] });
    }
    // Nobody has shown whose these are: still open, and closed by the author.
    await routed(11, 'mona');
    await became(11, {});
    await routed(12, 'mona');
    await became(12, { closedBy: mona, author: mona });
    expect(await recompute()).toEqual(['@mona']);
    expect(await owners()).toEqual(['mona apply 10:0']);
    expect((await standings.learnedState(repo)).owners?.['person:mona']?.autonomy).toBe('apply');
    for (let number = 13; number <= 16; number++) {
      await routed(number, 'mona');
      await became(number, { assignees: ['tess'] });
    }
    expect(await recompute()).toEqual(['@mona']);
    expect(await owners()).toEqual(['mona suggest 10:4']);
  });

  it('count by the first routing, and by the replay where an issue came before', async () => {
    const { repo, recompute, owners, routed, became, replays } = await world();
    const replayed = { kind: 'person', name: 'tess', right: true } as const;
    await replays.add(repo, {
      ...{ format: 1, issues: 2, folds: 5, from: 1, to: 2, values: [] },
      owners: [
        { ...replayed, number: 1 },
        { ...replayed, number: 2 },
      ],
    });
    await routed(2, 'mona');
    await routed(2, 'tess', 'second');
    await became(2, { assignees: ['tess'] });
    await recompute();
    expect((await owners()).sort()).toEqual(['mona suggest 0:1', 'tess suggest 1:0']);
  });

  it('are not proved by an assignment of our own', async () => {
    const { repo, recompute, owners, routed, became } = await world();
    const effects = createEffectStore(database);
    await routed(1, 'mona');
    await became(1, { assignees: ['mona'] });
    const by = { deliveryId: null, actor: app, models: [] };
    const action: Action = {
      kind: 'assignee.add',
      login: 'mona',
      why: { code: 'routed', because: null },
    };
    const [effect] = await effects.intend(repo, 1, 'triage:1', [action], by);
    await effects.complete(repo, 1, [{ id: effect?.id ?? '', githubId: null }]);
    await recompute();
    expect(await owners()).toEqual([]);
    await became(1, { assignees: ['mona'], closedBy: { ...mona, login: 'otto' } });
    await recompute();
    expect(await owners()).toEqual(['mona suggest 1:0']);
    await became(1, { assignees: [] });
    await recompute();
    expect(await owners()).toEqual(['mona suggest 0:1']);
  });

  it('are known of every issue that teaches, and an author who closed their own is not asked', async () => {
    const { repo, became } = await world();
    await became(1, { closedBy: mona });
    await became(2, { closedBy: mona, author: { ...mona, login: 'mona' } });
    const taught = await createTaughtIssues(database).newest(repo, 5);
    expect(taught.map(({ handling }) => handling?.closed?.by)).toEqual(['Mona', 'Mona']);
    const closers = await createHandlerReads(database).closers(repo, [1, 2]);
    expect([...closers.keys()]).toEqual([1]);
  });
});
