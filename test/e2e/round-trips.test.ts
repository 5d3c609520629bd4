import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { type CountingProxy, createCountingProxy, type WireCounts } from '../support/counting-proxy.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const repository = 'acme/widgets';
const rounds = 12;
/** Each reports one issue: several by one stranger would be held for a person. */
const authors = Array.from({ length: rounds }, (_, i) => ({ login: `reporter-${i}`, name: `Reporter ${i}` }));
const seed = {
  ...SMALL_SEED,
  users: [...SMALL_SEED.users, ...authors],
  repositories: SMALL_SEED.repositories.map((each) => ({
    ...each,
    files: { '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\n' },
  })),
};
/**
 * What one new issue may cost in work for its tenant, from its delivery until its label is on and the deliveries that this
 * leads to are heard: 7, 83 and 60 were counted, and a little more is allowed for what happens to run beside it. Lower these
 * when an issue costs less.
 */
const most = { transactions: 8, statements: 92, writes: 68 };

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
    run = await runDispatch({ name: 'postgres', open: () => openDatabase({ url: url.href }) }, { seed });
  });
  afterAll(async () => {
    await run?.close();
    await proxy?.close();
    await drop?.();
  });

  it('is counted, in transactions and in statements', async () => {
    const counted: WireCounts[] = [];
    for (const [round, { login: author }] of authors.entries()) {
      proxy.take();
      const { number } = await run.github.openIssue(repository, {
        title: `Crash when opening large archive number ${round}`,
        body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```',
        author,
      });
      await run.drained();
      counted.push(proxy.take());
      const writes = run.github.ledger.filter((entry) => entry.number === number);
      expect(writes.map(({ kind }) => kind)).toContain('label.add');
    }
    // The cheapest: in the others something was read for the first time, or a chore ran beside it.
    const least = (what: keyof WireCounts) => Math.min(...counted.map((each) => each[what]));
    expect(least('transactions')).toBeGreaterThan(0);
    expect({
      transactions: least('transactions'),
      statements: least('statements'),
      writes: least('writes'),
    }).toEqual({
      transactions: expect.toSatisfy((count: number) => count <= most.transactions),
      statements: expect.toSatisfy((count: number) => count <= most.statements),
      writes: expect.toSatisfy((count: number) => count <= most.writes),
    });
  });
});
