import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { deliveries } from '../../src/store/schema/delivery-schema.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';

const repository = 'acme/widgets';
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((each) => ({
    ...each,
    files: {
      '.github/dispatch.yml':
        'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\nduplicates:\n  comment: false\n',
    },
  })),
};
const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('what GitHub answers, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
    await run.github.openIssue(repository, {
      ...crash,
      title: 'Settings and labels are known after this one',
    });
    await run.drained();
  });
  afterEach(() => run?.github.faults.clear());
  afterAll(() => run?.close());

  const place = () => ({
    installationId: run.github.installationId,
    repositoryId: run.github.world.tables.repos.findOneBy('full_name', repository)?.id ?? 0,
    ...{ owner: 'acme', name: 'widgets', private: false },
  });
  const written = (number: number) =>
    run.github.ledger.filter((entry) => entry.number === number).map(({ kind }) => kind);
  const delivery = async (id: string) => {
    const [row] = await run.dispatch.database.system((tx) =>
      tx.select().from(deliveries).where(eq(deliveries.id, id)),
    );
    return row;
  };

  it('a wish to wait is kept, and uses up no attempt', async () => {
    const seconds = 4;
    const headers = { 'retry-after': String(seconds) };
    run.github.faults.inject({ method: 'GET', path: /\/issues\/\d+$/, status: 403, headers });
    const { number, deliveryId } = await run.github.openIssue(repository, {
      ...crash,
      title: 'Crash one',
      author: 'ravi',
    });
    const refused = () => run.github.requests.find(({ status }) => status === 403);
    await until(() => refused() !== undefined);
    await until(async () => (await run.dispatch.queue.depth()).retrying === 1);
    expect(await run.dispatch.queue.failures(10)).toEqual([]);
    await run.drained();
    const { at, actor } = refused() ?? { at: '', actor: '' };
    // The wish is this installation's alone: the App itself goes on asking, and what was under way already arrives.
    const later = run.github.requests
      .filter((request) => request.actor === actor)
      .map((request) => Date.parse(request.at) - Date.parse(at));
    const underWay = 1000;
    expect(later.filter((ms) => ms > underWay && ms < seconds * 1000)).toEqual([]);
    expect(later.filter((ms) => ms >= seconds * 1000).length).toBeGreaterThan(0);
    expect(written(number)).toEqual(['label.add']);
    expect(await delivery(deliveryId)).toMatchObject({ status: 'done', attempts: 0 });
  });

  it.each([404, 410])(
    'an issue that GitHub answers %i for, for a moment, is triaged all the same',
    async (status) => {
      run.github.faults.inject({ method: 'GET', path: /\/issues\/\d+$/, status, times: 2 });
      const { number, deliveryId } = await run.github.openIssue(repository, {
        ...crash,
        title: `Crash ${status}`,
        author: 'oscar',
      });
      await run.drained();
      expect(written(number)).toEqual(['label.add']);
      expect(await createIssueStore(run.dispatch.database).isForgotten(place(), number)).toBe(false);
      expect(await delivery(deliveryId)).toMatchObject({ status: 'done', attempts: 0 });
    },
  );

  it('an issue in a repository that GitHub does not show for a moment is triaged all the same', async () => {
    run.github.faults.inject({ method: 'GET', path: /\/issues\/\d+$/, status: 404 });
    run.github.faults.inject({ method: 'GET', path: /^\/repos\/acme\/widgets$/, status: 404 });
    const { number } = await run.github.openIssue(repository, {
      ...crash,
      title: 'Crash with no repository',
      author: 'tess',
    });
    await run.drained();
    expect(written(number)).toEqual(['label.add']);
  });

  it('an issue that was forgotten is known again with the next event', async () => {
    const issues = createIssueStore(run.dispatch.database);
    const { number } = await run.github.openIssue(repository, {
      ...crash,
      title: 'Crash forgotten',
      author: 'ravi',
    });
    await run.drained();
    await issues.forgetIssue(place(), number);
    await run.github.editIssue(repository, number, 'ravi', { title: 'Crash after it was forgotten' });
    await run.drained();
    expect(await issues.getIssue(place(), number)).toMatchObject({ title: 'Crash after it was forgotten' });
  });

  it('a signed payload that nobody can read is dead at once, with its reason', async () => {
    const { id: repositoryId } = run.github.world.tables.repos.findOneBy('full_name', repository) ?? {};
    const body = JSON.stringify({
      action: 'opened',
      installation: { id: run.github.installationId },
      repository: { id: repositoryId, name: 'widgets', full_name: repository, private: false },
      issue: { number: 900, title: ['no text'], body: null, created_at: 'x', updated_at: 'x' },
      sender: { login: 'rita' },
    });
    const signature = createHmac('sha256', run.github.app.webhookSecret).update(body).digest('hex');
    const id = randomUUID();
    const answer = await fetch(`${run.dispatch.url}/api/github/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'issues',
        'x-github-delivery': id,
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body,
    });
    expect(answer.status).toBe(202);
    await until(async () => (await delivery(id))?.status === 'dead');
    expect(await delivery(id)).toMatchObject({
      attempts: 1,
      reason: expect.stringMatching(/^The payload of issues is malformed at issue\.title: /),
    });
  });
});
