import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createPagePorts } from '../../../src/app/create-page-ports.ts';
import { localBasis } from '../../../src/classify/local/local-basis.ts';
import { choreId } from '../../../src/triage/ports/chores.ts';
import { databases } from '../../support/databases.ts';
import { type LlmServer, startLlmServer } from '../../support/llm-server.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

const settingsOf = (provider: string, more = '') =>
  `mode: suggest\nmodel:\n  provider: ${provider}\n  llm: unsure\n${more}`;
const repositoryOf = (name: string, settings: string) => ({
  ...{ owner: 'acme', name, description: 'A printer driver', files: { '.github/dispatch.yml': settings } },
  labels: [
    { name: 'bug', description: 'Broken' },
    { name: 'area/paper', description: 'Trays and jams' },
    { name: 'area/network' },
  ],
});
const seed = {
  ...SMALL_SEED,
  repositories: [
    repositoryOf('widgets', settingsOf('openai')),
    repositoryOf('gadgets', settingsOf('anthropic')),
    repositoryOf('thrifty', settingsOf('openai', 'budget:\n  daily_usd: 0.00001\n')),
  ],
};
/** On a busy machine. */
const patienceMs = 90_000;
const mona = { login: 'mona', id: 7, kind: 'person' } as const;
const secret = `ghp_${'a1B2'.repeat(9)}`;
const titles = [
  'Paper jams in tray 2',
  'Tray 1 is not found',
  'Jam on thick paper',
  'Paper feeds twice',
  'Cannot print over wifi',
  'Wifi password is lost',
  'IPv6 address refused',
  'Connection drops at night',
];

/** What the model thinks: paper, or the network. Asked for descriptions, it describes. */
const answer = ({ user, system }: { user: string; system: string }) => {
  if (system.includes('You describe the labels'))
    return {
      say: JSON.stringify({ descriptions: [{ label: 'area/network', description: 'Wifi and cables' }] }),
    };
  const value = /paper|tray|jam/i.test(user) ? 'area/paper' : 'area/network';
  return { say: JSON.stringify({ areas: [{ reason: 'It says so.', value, confidence: 'very likely' }] }) };
};

describe.each(databases)('a hosted model labels past issues, on the $name database', (database) => {
  let server: LlmServer;
  let run: RunningDispatch;
  beforeAll(async () => {
    server = await startLlmServer();
    server.usually(answer);
    run = await runDispatch(
      database,
      { seed },
      {
        ...{ OPENAI_BASE_URL: server.openAiUrl, OPENAI_API_KEY: 'key-of-tests', OPENAI_MODEL: 'gpt-6-luna' },
        ...{ ANTHROPIC_BASE_URL: server.origin, ANTHROPIC_API_KEY: 'key-of-tests' },
      },
    );
    for (const { name } of seed.repositories)
      for (const title of name === 'thrifty' ? titles.slice(0, 1) : titles)
        await run.github.openIssue(`acme/${name}`, { title, body: `Since today. ${secret}`, author: 'rita' });
    await run.drained();
  }, 240_000);
  afterAll(async () => {
    await run?.close();
    await server?.close();
  });

  const of = (name: string) => {
    const { github, dispatch } = run;
    const repositoryId = github.world.tables.repos.findOneBy('full_name', `acme/${name}`)?.id ?? 0;
    const place = { installationId: github.installationId, repositoryId };
    const { weakLabels: actions } = createPagePorts(dispatch.services, dispatch.queue);
    const runs = dispatch.services.labelingRuns;
    /** Lets the worker go on until the run is at this stage. It looks at a batch once a minute unless it is hurried. */
    const reach = async (stage: string) => {
      let hurried = 0;
      await until(async () => {
        const now = await runs.read(place);
        if (now?.stage === stage) return true;
        if (Date.now() - hurried > 250) {
          hurried = Date.now();
          await dispatch.queue.chores.hurry(choreId('weak-labels', place));
        }
        return false;
      }, patienceMs);
    };
    return {
      ...{ place, actions, runs, reach },
      id: async () => (await runs.read(place))?.id ?? '',
      async priced() {
        expect(await actions.ask(place, mona)).toBe(true);
        await reach('priced');
      },
      log: async () => {
        const { rows } = await dispatch.services.activityReads.activity(
          { ...place, owner: 'acme', name, private: false },
          { kind: null, who: 'mona', label: null, model: null, days: null },
          null,
          50,
        );
        return rows
          .map(({ kind }) => kind)
          .filter((kind) => kind.startsWith('labeling.'))
          .reverse();
      },
      spent: async () =>
        (await dispatch.services.spending.listSpending(place.installationId, '2000-01-01'))
          .filter((row) => row.repositoryId === repositoryId)
          .reduce((sum, { microUsd }) => sum + microUsd, 0),
      areaModel: () => dispatch.services.models.area.newest(place),
    };
  };

  it.each([
    ['widgets', 'openai'],
    ['gadgets', 'anthropic'],
  ] as const)(
    'once, at a price that is shown first: %s with %s',
    async (name, source) => {
      const { batches } = server;
      const { place, actions, runs, id, reach, priced, log, spent, areaModel } = of(name);
      const own = () => batches.all.filter(({ dialect }) => dialect === source);
      const before = await spent();
      expect(await runs.read(place)).toBeNull();
      await priced();
      expect(await runs.read(place)).toMatchObject({ source, issues: 8, spentMicroUsd: 0, labels: 0 });
      expect((await runs.read(place))?.estimateMicroUsd).toBeGreaterThan(0);
      expect(own()).toEqual([]);
      expect(await spent()).toBe(before);
      expect(await actions.ask(place, mona)).toBe(false);
      expect(await actions.confirm(place, '00000000-0000-0000-0000-000000000000', mona)).toBe(false);

      // The provider takes the batch, and its answer is lost: it is found again, not submitted twice.
      batches.breakNext = true;
      expect(await actions.confirm(place, await id(), mona)).toBe(true);
      await until(() => own().length === 1, patienceMs);
      expect(await spent()).toBeGreaterThan(before);
      batches.endAll();
      await reach('done');
      expect(own()).toHaveLength(1);
      const [batch] = own();
      expect(batch?.requests).toHaveLength(9);
      expect(JSON.stringify(batch?.requests)).not.toContain(secret);
      expect(JSON.stringify(batch?.requests)).toContain('[secret removed]');

      const done = await runs.read(place);
      expect(done).toMatchObject({
        ...{ stage: 'done', asked: 8, labels: 8, problem: null },
        descriptions: [{ label: 'area/network', description: 'Wifi and cables' }],
      });
      expect(await spent()).toBe(before + (done?.spentMicroUsd ?? 0));
      expect(done?.spentMicroUsd).toBeGreaterThan(0);
      // Nothing of it is left at the provider.
      expect(source === 'openai' ? batches.files.size : own().filter(({ deleted }) => !deleted).length).toBe(
        0,
      );

      await until(async () => (await areaModel())?.metrics.weakRun === done?.id, patienceMs);
      expect((await areaModel())?.metrics).toMatchObject({ issues: 0, lessons: {}, heldOut: [] });

      expect(await actions.drop(place, await id(), mona)).toBe(true);
      expect(await runs.read(place)).toBeNull();
      await until(
        async () => (await run.dispatch.services.models.area.inUse(place, localBasis())) === null,
        patienceMs,
      );
      expect(await log()).toEqual(['labeling.price', 'labeling.start', 'labeling.drop']);
    },
    90_000,
  );

  it('until it is cancelled, which the provider is told', async () => {
    const { place, actions, runs, id, reach, priced, spent } = of('widgets');
    await priced();
    await actions.confirm(place, await id(), mona);
    await until(() => server.batches.all.some(({ state }) => state === 'running'), patienceMs);
    expect(await actions.drop(place, await id(), mona)).toBe(false);
    expect(await actions.cancel(place, await id(), mona)).toBe(true);
    await reach('cancelled');
    expect(server.batches.all.map(({ state }) => state)).not.toContain('running');
    expect(server.batches.all[0]?.state).toBe('cancelled');
    // What was answered before is billed.
    const kept = await runs.read(place);
    expect(kept?.labels).toBe(1);
    expect(await spent()).toBeGreaterThan(0);
    await actions.drop(place, await id(), mona);
  }, 240_000);

  it('not where the server offers no batches, nor beyond the budget', async () => {
    const widgets = of('widgets');
    server.batches.offered = false;
    await widgets.actions.ask(widgets.place, mona);
    await widgets.reach('failed');
    expect((await widgets.runs.read(widgets.place))?.problem).toBe('no_batches');
    server.batches.offered = true;
    const count = server.batches.all.length;
    const thrifty = of('thrifty');
    await thrifty.priced();
    await thrifty.actions.confirm(thrifty.place, await thrifty.id(), mona);
    await thrifty.reach('failed');
    expect((await thrifty.runs.read(thrifty.place))?.problem).toBe('over_budget');
    expect(server.batches.all).toHaveLength(count);
  }, 240_000);
});
