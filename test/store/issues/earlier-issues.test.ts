import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looksLikeFlood } from '../../../src/domain/guards/flood.ts';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import { readDelivery } from '../../../src/github/intake/read-delivery.ts';
import { createInbox } from '../../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../../src/queue/queue.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { earlierOf } from '../../../src/store/issues/earlier-issues.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { databases } from '../../support/databases.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const stranger = { login: 'rita', id: 91, kind: 'person' } as const;

describe.each(databases)('what an author filed before, on the $name database', ({ open }) => {
  let database: Database;
  let queue: Queue;
  beforeAll(async () => {
    database = await open();
    queue = await startQueue(database);
  });
  afterAll(async () => {
    await queue?.stop({ timeoutMs: 1_000 });
    await database?.close();
  });

  /** A repository with `filed` issues of a stranger, a second apart, that arrive in the given order. */
  async function start(filed: number) {
    const repo = makeRepository();
    const issues = Array.from({ length: filed }, (_, i): Issue => {
      const createdAt = new Date(Date.parse('2026-05-01T10:00:00Z') + i * 1_000).toISOString();
      const text = { title: `Trouble ${i}`, body: `Text ${i}` };
      return { ...makeIssue(repo, i + 1), ...text, author: stranger, authorAssociation: 'NONE', createdAt };
    });
    const inbox = createInbox(database);
    const arrives = async (issue: Issue) => {
      const payload = {
        action: 'opened',
        installation: { id: repo.installationId },
        repository: { id: repo.repositoryId },
        issue: {
          ...{ number: issue.number, title: issue.title, body: `${issue.body}\u0000`, user: stranger },
          created_at: issue.createdAt,
        },
      };
      const bytes = Buffer.from(JSON.stringify(payload));
      const read = readDelivery({ delivery: randomUUID(), event: 'issues', bytes });
      if ('refused' in read) throw new Error(read.refused);
      await inbox.accept(read);
    };
    const store = createIssueStore(database);
    const works = async (issue: Issue) => {
      await store.saveIssue(repo, issue);
      return looksLikeFlood(issue, await earlierOf(database)(repo, issue)) === null;
    };
    return { issues, arrives, works };
  }
  const numbers = (issues: readonly Issue[]) => issues.map(({ number }) => number);

  it('is counted though nobody worked on it yet: all arrive, the newest is worked on first', async () => {
    const { issues, arrives, works } = await start(134);
    for (const issue of issues) await arrives(issue);
    const written: Issue[] = [];
    for (const issue of issues.toReversed()) if (await works(issue)) written.push(issue);
    expect(numbers(written).sort()).toEqual([1, 2, 3, 4]);
  });

  it('is counted by its arrival: the newest arrives first and is worked on at once', async () => {
    const { issues, arrives, works } = await start(30);
    const written: Issue[] = [];
    for (const issue of issues.toReversed()) {
      await arrives(issue);
      if (await works(issue)) written.push(issue);
    }
    expect(numbers(written)).toEqual([30, 29, 28, 27]);
  });

  it('is counted where no delivery told of it', async () => {
    const { issues, works } = await start(8);
    const written: Issue[] = [];
    for (const issue of issues) if (await works(issue)) written.push(issue);
    expect(numbers(written)).toEqual([1, 2, 3, 4]);
  });
});
