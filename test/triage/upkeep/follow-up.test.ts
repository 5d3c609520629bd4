import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUnitOfWork } from '../../../src/app/create-unit-of-work.ts';
import { marker } from '../../../src/domain/comment/comment.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createInfoRequestStore } from '../../../src/store/issues/info-requests.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import type { Reply } from '../../../src/triage/ports/core.ts';
import { followUp } from '../../../src/triage/upkeep/follow-up.ts';
import { act } from '../../../src/triage/write/act.ts';
import { settings } from '../../domain/words.ts';
import { keepSettings } from '../../store/keep-read.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const day = 86_400_000;

describe.each(databases)('authors who were asked for something, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  let repo = makeRepository();
  let memory = createMemoryGitHub();
  let replies: Reply[] = [];
  const follow = (missing: object, daysLater: number) => {
    const repositories = createRepositoryStore(database, async () => {});
    const given = settings({ missing_information: { required: ['Version'], ...missing } });
    const deps = {
      github: { ...memory.github, repliesSince: async () => replies },
      repositories,
      issues: createIssueStore(database),
      decisions: createDecisionStore(database),
      effects: createEffectStore(database),
      unit: createUnitOfWork(database),
      askings: createInfoRequestStore(database),
      now: () => Date.now() + daysLater * day,
    };
    return keepSettings(repositories, repo, {
      settings: given,
      problems: [],
      source: 'defaults',
      forms: [],
      codeowners: [],
    }).then(() => followUp(deps, repo));
  };
  const calls = () => memory.writes.map(({ call }) => call);

  beforeEach(async () => {
    repo = makeRepository();
    memory = createMemoryGitHub({ issues: [makeIssue(repo, 7, { body: 'It is dark.' })] });
    replies = [];
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveRepository(repo);
    const body = `${marker}\n\nTo look into this, people here also need:\n\n- \`Version\``;
    await act(
      {
        ...{ github: memory.github, repositories },
        ...{ effects: createEffectStore(database), unit: createUnitOfWork(database) },
      },
      {
        ...{ repo, number: 7, cause: 'triage:1', takenAway: [] },
        actions: [{ kind: 'comment.upsert', body, previous: null, why: 'test' }],
        by: { deliveryId: null, actor: { login: 'dispatch', id: null, kind: 'bot' }, models: [] },
      },
    );
    await createInfoRequestStore(database).asked(repo, 7, ['Version']);
    memory.writes.length = 0;
  });

  it('are not reminded unless the settings say so', async () => {
    await follow({}, 100);
    expect(calls()).toEqual([]);
  });

  it('are reminded once after the days that the settings say, by the one comment posted anew', async () => {
    await follow({ nudge_after_days: 3 }, 2);
    expect(calls()).toEqual([]);
    await follow({ nudge_after_days: 3 }, 4);
    expect(calls()).toEqual(['deleteComment', 'createComment']);
    expect(memory.comments.size).toBe(1);
    expect([...memory.comments.values()][0]?.body).toContain('We still need the following:');
    expect([...memory.comments.values()][0]?.body).toContain('- `Version`');
    await follow({ nudge_after_days: 3 }, 9);
    expect(calls()).toHaveLength(2);
  });

  it('find the issue closed after the days that the settings say', async () => {
    await follow({ close_after_days: 10 }, 11);
    expect(calls()).toEqual(['updateComment', 'closeIssue']);
    expect(memory.issues.get(7)).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    await follow({ close_after_days: 10 }, 12);
    expect(calls()).toHaveLength(2);
  });

  it('are left alone once any person wrote, and when the issue is locked', async () => {
    replies = [{ author: { login: 'mona', id: 9, kind: 'person' }, body: 'I will look into it.' }];
    await follow({ nudge_after_days: 3, close_after_days: 10 }, 50);
    replies = [];
    memory.issues.set(7, makeIssue(repo, 7, { locked: true, updatedAt: '2026-11-02T08:00:00Z' }));
    await follow({ nudge_after_days: 3, close_after_days: 10 }, 50);
    expect(calls()).toEqual([]);
  });

  it('are asked for nothing more once they gave it, in the text or in a reply', async () => {
    replies = [{ author: { login: 'maren', id: 4, kind: 'person' }, body: 'Version: 1.2.3' }];
    await follow({ nudge_after_days: 3, close_after_days: 10 }, 50);
    expect(calls()).toEqual([]);
    expect(await createInfoRequestStore(database).get(repo, 7)).toMatchObject({
      open: false,
      given: ['Version'],
    });
  });
});
