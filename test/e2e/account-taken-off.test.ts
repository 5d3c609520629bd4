import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonRequest } from '../../src/domain/commands/request.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createUserRequests } from '../../src/queue/user-requests.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { choreId } from '../../src/triage/ports/chores.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';

describe.each(databases)(
  'an account that was taken off ALLOWED_ACCOUNTS, on the $name database',
  (database) => {
    let run: RunningDispatch;
    beforeAll(async () => {
      run = await runDispatch(database, {}, { ALLOWED_ACCOUNTS: 'someone-else' });
    }, 60_000);
    afterAll(() => run?.close());

    it('is not worked for any more: neither what is delivered nor what was queued before', async () => {
      const { github, dispatch, log } = run;
      const { installationId } = github;
      const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
      const place = { installationId, repositoryId };
      // As the App knew it while it was served.
      const repositories = createRepositoryStore(dispatch.database, async () => {});
      await repositories.saveInstallation({
        id: installationId,
        account: 'acme',
        accountId: 1,
        kind: 'organization',
      });
      await repositories.saveRepository({ ...place, owner: 'acme', name: 'widgets', private: false });
      const { number } = await github.openIssue('acme/widgets', {
        title: 'Crash when opening an archive',
        body: 'It crashes every time.\n\n```\nTypeError: x is undefined\n    at open (a.js:1:1)\n```',
        author: 'rita',
      });
      await run.drained();
      const writes = () => github.ledger.length;
      const before = writes();

      const body = {
        action: 'opened',
        issue: {
          ...{
            number,
            title: 'Crash',
            body: '',
            state: 'open',
            labels: [],
            assignees: [],
            author_association: 'NONE',
          },
          user: { login: 'rita', id: 3, type: 'User' },
          created_at: '2026-11-20T08:00:00Z',
          updated_at: '2026-11-20T08:00:00Z',
        },
        repository: {
          ...{ id: repositoryId, name: 'widgets', full_name: 'acme/widgets', private: false },
          owner: { login: 'acme', id: 1, type: 'Organization' },
        },
        installation: { id: installationId },
      };
      const inbox = createInbox(dispatch.database);
      const bytes = Buffer.from(JSON.stringify(body));
      await inbox.accept({
        id: randomUUID(),
        event: 'issues',
        action: 'opened',
        body: bytes,
        ...place,
        number,
      });
      const request: PersonRequest = {
        ...{
          id: randomUUID(),
          number,
          ...place,
          openMs: null,
          door: 'console',
          at: new Date().toISOString(),
        },
        by: { login: 'mona', id: 1, kind: 'person' },
        asked: { kind: 'command', command: { name: 'category', argument: 'bug' } },
      };
      await createUserRequests(dispatch.database, dispatch.queue).add([request]);
      await dispatch.queue.chores.hurry(choreId('backfill', place));
      await run.drained();
      const ignored = (what: string) =>
        log.filter(
          ({ msg, reason }) => msg === what && reason === 'the account acme is not in ALLOWED_ACCOUNTS',
        ).length;
      await until(async () => ignored('chore put off') === 1);
      expect(ignored('queued delivery ignored')).toBe(2);
      expect(writes()).toBe(before);
      expect(github.violations).toEqual([]);
    }, 60_000);
  },
);
