import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { RepositoryKey } from '../../../src/domain/issue/repository.ts';
import { createTrackRecordStore } from '../../../src/store/learning/track-records.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { signInAt, testCallback } from '../../support/sign-in-at.ts';
import { until } from '../../support/until.ts';

/** Words that no other repository uses: only this one's past tells what they mean. */
const past = [
  { label: 'bug', title: 'zorp on the plinth', body: 'The plinth zorps whenever the lamp is lit.' },
  { label: 'enhancement', title: 'flib for the plinth', body: 'The plinth flibs, and a lamp too.' },
];
const seed = { ...SMALL_SEED, app: { ...SMALL_SEED.app, callbackUrls: [testCallback] } };

describe.each(databases)('after the installation, on the $name database', (database) => {
  let run: RunningDispatch;
  let repository: RepositoryKey;
  let cookie: string;
  const open: number[] = [];
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
    const { github } = run;
    github.deliverTo(null);
    for (let i = 0; i < 60; i++) {
      const { label, title, body } = past[i % 2] as (typeof past)[number];
      const words = { title: `${title} ${i}`, body: `${body} Seen ${i} times.` };
      const { number } = await github.openIssue('acme/widgets', { ...words, author: 'rita' });
      await github.addLabel('acme/widgets', number, label, 'mona');
      await github.closeIssue('acme/widgets', number, 'mona', 'completed');
    }
    for (let i = 0; i < 3; i++) {
      const words = { title: `zorp zorp ${i}`, body: 'The plinth zorps whenever the lamp is lit.' };
      open.push((await github.openIssue('acme/widgets', { ...words, author: 'rita' })).number);
    }
    github.deliverTo(`${run.dispatch.url}/api/github/webhooks`);
    const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    repository = { installationId: github.installationId, repositoryId };
    cookie = await signInAt(run, 'mona');
  }, 120_000);
  afterAll(() => run?.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(run.dispatch.url + path, { headers: { cookie, ...headers }, redirect: 'manual' });
  const written = (number: number) =>
    run.github.ledger.filter((entry) => entry.number === number && entry.kind === 'label.add').length;

  it('leads from GitHub to the repository, and shows nothing to people who may not triage', async () => {
    await run.github.installation().delivered;
    const { installationId } = repository;
    const installed = await get(`/setup/installed?installation_id=${installationId}&setup_action=install`);
    const text = await installed.text();
    const leads = installed.headers.get('location') ?? /href="(\/acme\/widgets\/backlog)"/.exec(text)?.[1];
    expect(leads).toBe('/acme/widgets/backlog');
    expect((await get('/setup/installed?installation_id=99999')).status).toBe(404);
    const rita = await signInAt(run, 'rita');
    expect((await get('/acme/widgets/backlog', { cookie: rita })).status).toBe(404);
    expect((await get('/acme/widgets/backlog/preview', { cookie: rita })).status).toBe(404);
    const stranger = await get(`/setup/installed?installation_id=${installationId}`, { cookie: '' });
    expect(stranger.headers.get('location')).toContain('/sign-in?return_to=%2Fsetup%2Finstalled');
  });

  it('shows what the replay of the past found, once it was read', async () => {
    const standings = createTrackRecordStore(run.dispatch.database);
    await until(async () => (await standings.list(repository)).length > 0, 90_000);
    const bug = (await standings.list(repository)).find(({ label }) => label === 'bug');
    expect(bug).toMatchObject({ autonomy: 'apply', seen: 30, detail: { thresholdFrom: 'learned' } });
    expect(bug?.record.right).toBeGreaterThan(20);
    const page = await (await get('/acme/widgets/backlog')).text();
    expect(page).toContain('60 labeled issues');
    expect(page).toContain('lower bound');
    expect(page).toContain('Learned from 63 past issues');
  }, 120_000);

  it('previews the open backlog without writing, and triages it when asked', async () => {
    const preview = await (await get('/acme/widgets/backlog/preview', { 'hx-request': 'true' })).text();
    expect(preview).toMatch(/<strong>3<\/strong> of the newest 3 issues would be labeled/);
    expect(open.map(written)).toEqual([0, 0, 0]);
    const post = (headers: Record<string, string>) =>
      fetch(`${run.dispatch.url}/acme/widgets/backlog`, {
        ...{ method: 'POST', redirect: 'manual', headers: { cookie, ...headers } },
      });
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    const asked = await post({ origin: run.dispatch.url });
    expect(asked.headers.get('location')).toBe('/acme/widgets/backlog?asked=3');
    await until(async () => open.every((number) => written(number) === 1), 30_000);
    const repo = { ...repository, owner: 'acme', name: 'widgets', private: false };
    const record = await createDecisionStore(run.dispatch.database).latest(repo, open[0] ?? 0);
    expect(record?.decision.values[0]).toMatchObject({ label: 'bug', autonomy: 'apply' });
    expect(await (await get('/acme/widgets/backlog')).text()).toContain('All open issues have been triaged.');
    expect(run.github.violations).toEqual([]);
  }, 60_000);
});
