import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createRemainingWrites } from '../../../src/store/lessons/remaining-writes.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import {
  linkAsClosed,
  linkDeclaredDuplicate,
} from '../../../src/triage/duplicates/link-declared-duplicate.ts';
import { learnFromEvent } from '../../../src/triage/learn/record-lesson.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const mona = { login: 'mona', id: 7, kind: 'person' } as const;
const tess = { login: 'tess', id: 8, kind: 'person' } as const;

describe('an issue that is closed as a duplicate', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  let repo: ReturnType<typeof makeRepository>;
  let issue: Issue;
  let comments: { id: number; by: typeof tess; body: string; at: string }[];
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 10, minute)).toISOString();
  const { github } = createMemoryGitHub({ permissions: { mona: 'triage', tess: 'triage' } });
  const deps = () => ({
    ...{ github, duplicates: createDuplicateLinks(database), lessons: createLessonStore(database) },
    ...{ standing: createRemainingWrites(database), decisions: createDecisionStore(database) },
    repositories: createRepositoryStore(database, async () => {}),
    reads: { comments: async () => comments },
  });
  beforeEach(async () => {
    repo = makeRepository();
    comments = [];
    await createRepositoryStore(database, async () => {}).saveRepository(repo);
    const issues = createIssueStore(database);
    issue = makeIssue(repo, 9, { authorAssociation: 'NONE' });
    await issues.saveIssue(repo, makeIssue(repo, 4));
    await issues.saveIssue(repo, issue);
  });

  const happens = (kind: 'closed' | 'reopened', minute: number, deliveryId = `d-${minute}`) => {
    const what = kind === 'closed' ? ({ kind, reason: 'duplicate', labels: [] } as const) : { kind };
    const event = { number: 9, what, by: mona, at: at(minute), deliveryId, issue };
    return learnFromEvent(deps(), repo, event, null);
  };
  const closes = async (minute: number, deliveryId = `d-${minute}`) => {
    await happens('closed', minute, deliveryId);
    const closed = { repo, number: 9, by: mona, at: at(minute), cause: deliveryId, deliveryId };
    await linkAsClosed(deps(), closed);
  };
  const says = (minute: number) =>
    linkDeclaredDuplicate(deps(), {
      ...{ repo, number: 9, by: tess, at: at(minute), cause: `comment:${minute}`, deliveryId: `c-${minute}` },
      text: 'Duplicate of #4',
    });
  const lessons = async () =>
    (await createLessonStore(database).list(repo, { number: 9 }, 9)).map(
      ({ verdict, subject, by }) => `${by?.login} ${verdict} ${'of' in subject ? subject.of : ''}`,
    );

  it('is one lesson, though somebody says of what only later', async () => {
    await closes(1);
    expect(await lessons()).toEqual(['mona missed null']);
    await says(2);
    expect(await lessons()).toEqual(['mona missed 4']);
    // A retry of the closing finds it said.
    await closes(1);
    expect(await lessons()).toEqual(['mona missed 4']);
  });

  it('is one lesson where the comments before tell of what', async () => {
    comments = [{ id: 1, by: tess, body: 'Duplicate of #4', at: at(0) }];
    await closes(1);
    expect(await lessons()).toEqual(['mona missed 4']);
  });

  it('is one lesson where it was said and taught before, and reopened it is taken back and may be said again', async () => {
    await says(0);
    await closes(1);
    expect(await lessons()).toEqual(['tess missed 4']);
    await happens('reopened', 2);
    expect((await lessons())[0]).toEqual('mona rejected 4');
    await happens('closed', 3);
    expect((await lessons())[0]).toEqual('mona missed null');
  });
});
