import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createSpendingStore } from '../../../src/store/record/spending.ts';
import { databases } from '../../support/databases.ts';
import { type LlmServer, plainAnswer, startLlmServer } from '../../support/llm-server.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

const canary = 'CANARY-7f3e';
const settings =
  'mode: apply\nmodel:\n  provider: openai\n  llm: always\nlabels:\n  thresholds:\n    bug: 0.6\n    question: 0.6\n';
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: { ...repository.files, '.github/dispatch.yml': settings },
  })),
};
const repo = 'acme/widgets';
const crash = {
  title: 'Crash when opening a large archive',
  body: 'It crashes with an error every time.\n\n```\nTypeError: x is undefined\n    at open (archive.js:31:7)\n```',
  author: 'rita',
};

const metricsToken = 'a-token-of-the-tests';

describe.each(databases)('with a hosted model, on the $name database', (database) => {
  let server: LlmServer;
  let run: RunningDispatch;
  beforeAll(async () => {
    server = await startLlmServer();
    run = await runDispatch(
      database,
      { seed },
      {
        OPENAI_BASE_URL: server.openAiUrl,
        OPENAI_API_KEY: 'key-of-tests',
        OPENAI_MODEL: 'gpt-6-luna',
        METRICS_TOKEN: metricsToken,
      },
    );
  });
  afterAll(async () => {
    await run?.close();
    await server?.close();
  });
  afterEach(() => {
    server.usually({ say: plainAnswer });
    server.requests.length = 0;
  });

  const writesOn = (number: number) => run.github.ledger.filter((entry) => entry.number === number);
  const opened = async (issue: typeof crash) => {
    const { number } = await run.github.openIssue(repo, issue);
    await run.drained();
    return number;
  };
  const decisionOn = async (number: number) => {
    const { installationId, repositoryId } = await tenant();
    return createDecisionStore(run.dispatch.database).latest(
      { installationId, repositoryId, owner: 'acme', name: 'widgets', private: false },
      number,
    );
  };
  /** From the log: every delivery's job names none, so the ids are read from the database. */
  const tenant = () =>
    run.dispatch.database.system(async (tx) => {
      const { deliveries } = await import('../../../src/store/schema/delivery-schema.ts');
      const [row] = (await tx.select().from(deliveries)).filter(({ event }) => event === 'issues');
      return { installationId: row?.installationId ?? 0, repositoryId: row?.repositoryId ?? 0 };
    });

  it('asks once for an issue, and not again for a text that says the same', async () => {
    const number = await opened(crash);
    expect(server.requests).toHaveLength(1);
    expect(writesOn(number).map(({ kind }) => kind)).toEqual(['label.add']);
    await run.github.editIssue(repo, number, 'rita', { body: `${crash.body}\n\n<!-- a comment -->  ` });
    await run.drained();
    expect(server.requests).toHaveLength(1);
    const record = await decisionOn(number);
    expect(record?.opinions.map(({ source }) => source)).toContain('openai');
    expect(record?.decision.fallback).toBeNull();
  });

  it('writes nothing that is not on the list, whatever the model says', async () => {
    server.usually({
      say: JSON.stringify({
        category: { reason: `${canary} @everyone`, value: 'security', confidence: 1 },
        areas: [{ reason: canary, value: 'wontfix', confidence: 1 }],
        labels: ['admin'],
        comment: canary,
        number: 1,
      }),
    });
    const number = await opened({ ...crash, title: 'Crash when saving' });
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify(writesOn(number))).not.toMatch(/security|wontfix|admin|CANARY/);
    expect(JSON.stringify(run.github.ledger)).not.toContain(canary);
  });

  it('a pause while it thinks keeps the label back until that is over', async () => {
    server.usually({ say: plainAnswer, afterMs: 3_000 });
    const pausing = run.dispatch.services.pauses;
    const mona = { login: 'mona', id: 7, kind: 'person' } as const;
    const { number } = await run.github.openIssue(repo, { ...crash, title: 'Crash while it thinks' });
    await until(() => server.requests.length === 1, 20_000);
    const scope = { kind: 'repository', ...(await tenant()) } as const;
    await pausing.set(scope, true, mona);
    await run.drained();
    expect((await decisionOn(number))?.opinions.map(({ source }) => source)).toContain('openai');
    expect(writesOn(number)).toEqual([]);
    await pausing.set(scope, false, mona);
    await until(() => writesOn(number).length === 1, 30_000);
    expect(server.requests).toHaveLength(1);
  }, 60_000);

  it('triages without it when it is down, and says so', async () => {
    server.usually({ status: 500 });
    const number = await opened({ ...crash, title: 'Crash when closing' });
    expect(writesOn(number).map(({ kind }) => kind)).toContain('label.add');
    const record = await decisionOn(number);
    expect(record?.decision.fallback).toBe('openai: the server failed (500)');
    expect(new Set(record?.opinions.map(({ source }) => source))).toEqual(new Set(['local']));
  });

  it('shows the circuit, calls and tokens to whoever runs it, and keeps what was spent', async () => {
    const ready = (await (await fetch(`${run.dispatch.url}/readyz`)).json()) as {
      status: string;
      checks: { name: string; detail: string }[];
    };
    expect(ready.status).toBe('ready');
    expect(ready.checks.find(({ name }) => name === 'openai')?.detail).toMatch(
      /^failing since \S+: the server failed \(500\)/,
    );
    const metrics = await (
      await fetch(`${run.dispatch.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
    ).text();
    expect(metrics).toMatch(/dispatch_llm_seconds_count\{provider="openai",outcome="answer"\} 3/);
    expect(metrics).toMatch(/dispatch_llm_seconds_count\{provider="openai",outcome="failed"\} 1/);
    expect(metrics).toMatch(/dispatch_llm_tokens_total\{provider="openai",direction="in"\} [1-9]/);
    expect(metrics).toMatch(/dispatch_llm_circuit_open_openai 0/);
    const { installationId, repositoryId } = await tenant();
    const spent = await createSpendingStore(run.dispatch.database).listSpending(installationId, '2026-01-01');
    expect(spent).toMatchObject([{ repositoryId, source: 'openai', model: 'gpt-6-luna', calls: 4 }]);
    expect(spent[0]?.microUsd).toBeGreaterThan(0);
    expect(JSON.stringify(run.log)).not.toContain('key-of-tests');
  });
});
