import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { type CountingProxy, createCountingProxy } from '../support/counting-proxy.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const repository = 'acme/widgets';
/**
 * What one new issue may cost in work for its tenant, from the delivery to its label: 36 and 64 were counted, and a little
 * more is allowed for what happens to run beside it. Lower these when an issue costs less.
 */
const most = { transactions: 40, statements: 72 };

describe.skipIf(!postgresUrl)('what one issue costs the database', () => {
  let proxy: CountingProxy;
  let run: RunningDispatch;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const created = await createPostgres({ migrated: true });
    drop = created.drop;
    const url = new URL(created.url);
    proxy = await createCountingProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    run = await runDispatch({ name: 'postgres', open: () => openDatabase({ url: url.href }) });
  });
  afterAll(async () => {
    await run?.close();
    await proxy?.close();
    await drop?.();
  });

  it('is counted, in transactions and in statements', async () => {
    const counted: { transactions: number; statements: number }[] = [];
    for (let round = 0; round < 6; round += 1) {
      proxy.take();
      await run.github.openIssue(repository, {
        title: `Crash when opening large archive number ${round}`,
        body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```',
        author: 'rita',
      });
      await run.drained();
      counted.push(proxy.take());
    }
    // The cheapest: in the others something was read for the first time, or a chore ran beside it.
    const transactions = Math.min(...counted.map((each) => each.transactions));
    const statements = Math.min(...counted.map((each) => each.statements));
    expect(transactions).toBeGreaterThan(0);
    expect(transactions).toBeLessThanOrEqual(most.transactions);
    expect(statements).toBeLessThanOrEqual(most.statements);
  });
});
