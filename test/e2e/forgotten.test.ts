import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../src/store/core/read-rows.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

describe.each(databases)('the App was taken away, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database);
  });
  afterAll(() => run?.close());

  it('keeps nothing of a delivery that comes after that', async () => {
    const { github, dispatch } = run;
    const { installationId } = github;
    await github.openIssue('acme/widgets', { title: 'Early', body: '', author: 'rita' });
    await run.drained();
    const [sent] = github.deliveries.list(github.app.id);
    await (await github.uninstall()).delivered;
    await run.drained();

    const payload = { ...(sent?.request.payload as object), late: randomUUID() };
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', github.app.webhookSecret).update(body).digest('hex');
    const answer = await fetch(`${dispatch.url}/api/github/webhooks`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'issues',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    expect(answer.status).toBe(202);
    await run.drained();
    const kept = await dispatch.database.system((tx) =>
      readRows(
        tx,
        sql`select id from deliveries where installation_id = ${installationId} and event = 'issues'`,
      ),
    );
    expect(kept).toEqual([]);
  });
});
