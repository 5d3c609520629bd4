import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marker } from '../../src/domain/comment/comment.ts';
import { noParts } from '../../src/domain/comment/comment-parts.ts';
import type { Database } from '../../src/store/core/database.ts';
import { settings } from '../domain/words.ts';
import { keepSettings } from '../store/keep-read.ts';
import { makeIssue } from '../store/make-repository.ts';
import { databases } from '../support/databases.ts';
import { createMemoryDispatch, user } from '../support/memory-dispatch.ts';

const mona = user('mona', 7);
const stranger = user('rita', 91);
const author = user('maren', 4);
const number = 5;
const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };

describe('each part of the living comment is changed for its own reason', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  async function start(
    given: object = { missing_information: { required: ['Version'] } },
    over: object = {},
  ) {
    const app = await createMemoryDispatch(database, {
      labels: [{ id: 1, name: 'bug', color: 'ededed', description: '' }],
      issues: [
        makeIssue(where, number, {
          body: 'It is dark.',
          labels: [],
          author: { ...author, kind: 'person' },
          ...over,
        }),
        makeIssue(where, 3, { body: 'The export hangs.', labels: [] }),
      ],
      permissions: { mona: 'triage' },
    });
    await keepSettings(app.deps.repositories, app.repo, {
      ...{ settings: settings({ mode: 'apply', ...given }), problems: [], source: 'defaults' },
      ...{ forms: [], codeowners: [] },
    });
    const other = app.issues.get(3);
    if (other) await app.deps.issues.saveIssue(app.repo, other);
    let id = 40;
    const says = (body: string, by = mona) => app.comment('created', { number, id: ++id, author: by, body });
    const edits = (body: string) => {
      const issue = app.issues.get(number);
      if (issue) app.issues.set(number, { ...issue, body, updatedAt: `2026-11-0${++id - 40}T08:00:00Z` });
      return app.issue('edited', number, author, { changes: { body: { from: '' } } });
    };
    return { app, says, edits, comment: () => app.comments.get(number)?.body ?? null };
  }
  const asks = 'Could you add the following?';

  it('an opening body with /help in it is answered, and the answer survives the triage of the same job', async () => {
    const { app, comment } = await start({}, { body: 'It is dark.\n\n/help' });
    await app.issue('opened', number, author);
    expect(comment()).toContain('Available commands:');
  });

  it('/why survives /triage, an edit of the author and the /similar of a stranger', async () => {
    const { app, says, edits, comment } = await start();
    await app.issue('opened', number, author);
    expect(comment()).toContain(asks);
    await says('/why');
    const why = '`/why`, requested by `mona`:';
    expect(comment()).toContain(why);
    expect(comment()).toContain(asks);
    await says('/triage');
    expect(comment()).toContain(why);
    await says('/similar', stranger);
    expect(comment()).toContain('`/similar`, requested by `rita`:');
    expect(comment()).toContain(why);
    await edits('It is dark.\n\nVersion: 2.1.0');
    expect(comment()).toContain(why);
    expect(comment()).not.toContain(asks);
    expect(comment()).toContain('Thanks, we have everything we need.');
  });

  it('a duplicate link survives /triage, follows a new link and goes with /undo', async () => {
    const { app, says, comment } = await start({});
    await app.issue('opened', number, author);
    await says('/duplicate #3');
    expect(comment()).toContain('Linked as a duplicate of #3.');
    await says('/triage');
    expect(comment()).toContain('Linked as a duplicate of #3.');
    await says('/undo');
    expect(comment()).not.toContain('Linked as');
  });

  it('thanks only for what was asked for and came: an open issue is not told that it is over', async () => {
    const { app, says, comment } = await start({});
    await app.issue('opened', number, author);
    await says('/why');
    await says('/triage');
    expect(comment()).toContain('`/why`, requested by `mona`:');
    expect(comment()).not.toMatch(/Thank|any more/);
    const asking = await start();
    await asking.app.issue('opened', number, author);
    await keepSettings(asking.app.deps.repositories, asking.app.repo, {
      ...{ settings: settings({ mode: 'apply' }), problems: [], source: 'defaults' },
      ...{ forms: [], codeowners: [] },
    });
    await asking.says('/triage');
    expect(asking.comment()).not.toContain(asks);
    expect(asking.comment()).not.toContain('Thanks');
    expect(asking.comment()).toContain('There is nothing to add right now.');
  });

  it('a reply that gives what was asked for is thanked for, and the answers stay', async () => {
    const { app, says, comment } = await start();
    await app.issue('opened', number, author);
    await says('/why');
    await says('Version: 2.1.0', author);
    expect(comment()).toContain('Thanks, we have everything we need.');
    expect(comment()).toContain('`/why`, requested by `mona`:');
  });

  it('a refused command is told beside what stands', async () => {
    const { app, says, comment } = await start();
    await app.issue('opened', number, author);
    await says('/label no-such-label');
    expect(comment()).toContain('Not done:');
    expect(comment()).toContain(asks);
    await says('/triage');
    expect(comment()).toContain('Not done:');
  });

  it('a comment that was written without parts keeps what it asks for when a command is answered', async () => {
    const { app, says, comment } = await start();
    const body = `${marker}\n\nTo look into this, people here also need:\n\n- \`Version\``;
    const bot = { login: 'dispatch', id: null, kind: 'bot' } as const;
    const { effects } = app.deps.triage;
    const action = { kind: 'comment.upsert', body, previous: null, why: '' } as const;
    const by = { deliveryId: null, actor: bot, models: [] };
    const [row] = await effects.intend(app.repo, number, 'triage:early', [action], by);
    const { id: githubId } = await app.github.createComment(app.repo, number, body);
    await effects.complete(app.repo, number, [{ id: row?.id ?? '', githubId }]);
    await says('/why');
    expect(comment()).toContain('- `Version`');
    expect(comment()).toContain('`/why`, requested by `mona`:');
    expect((await effects.livingComment(app.repo, number))?.parts).toMatchObject({
      ...{ version: noParts.version, missing: { fields: ['Version'], status: 'asked' } },
    });
  });
});
