import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localBasis } from '../../../src/classify/local/local-basis.ts';
import { createModelStore } from '../../../src/store/learning/models.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

/** Words that no other repository uses: only this one's past tells what they mean. */
const past = [
  { label: 'bug', title: 'zorp on the plinth', body: 'The plinth zorps whenever the lamp is lit.' },
  { label: 'enhancement', title: 'flib for the plinth', body: 'The plinth flibs, and a lamp too.' },
];

describe.each(databases)('a repository that has a past, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database);
    const { github } = run;
    github.deliverTo(null);
    for (let i = 0; i < 40; i++) {
      const { label, title, body } = past[i % 2] as (typeof past)[number];
      const words = { title: `${title} ${i}`, body: `${body} Seen ${i} times.` };
      const { number } = await github.openIssue('acme/widgets', { ...words, author: 'rita' });
      await github.addLabel('acme/widgets', number, label, 'mona');
      if (label === 'enhancement') await github.addLabel('acme/widgets', number, 'area/api', 'mona');
    }
    github.deliverTo(`${run.dispatch.url}/api/github/webhooks`);
  }, 120_000);
  afterAll(() => run?.close());

  it('is triaged by a model of its own, soon after the App was installed', async () => {
    const { github, dispatch } = run;
    await github.installation().delivered;
    const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const place = { installationId: github.installationId, repositoryId };
    const models = createModelStore(dispatch.database, 'category');
    await until(async () => (await models.inUse(place, localBasis())) !== null, 90_000);
    const inUse = await models.inUse(place, localBasis());
    expect(inUse?.metrics).toMatchObject({
      lessons: { bug: 20, feature: 20 },
      heldOut: [5, 10, 15, 20, 25, 30, 35, 40],
    });
    expect(inUse?.metrics.right).toHaveLength(8);
    const areaModels = createModelStore(dispatch.database, 'area');
    await until(async () => (await areaModels.inUse(place, localBasis())) !== null, 90_000);

    const { number } = await github.openIssue('acme/widgets', {
      ...past[1],
      title: 'flib flib',
      author: 'ravi',
    } as never);
    await run.drained();
    const repo = { ...place, owner: 'acme', name: 'widgets', private: false };
    const record = await createDecisionStore(dispatch.database).latest(repo, number);
    const opinion = record?.opinions.find(({ dimension }) => dimension === 'category');
    expect(opinion?.model).toBe('local v1');
    expect(opinion?.probabilities.feature).toBeGreaterThan(0.8);
    const areas = record?.opinions.find(({ dimension }) => dimension === 'area');
    expect(areas?.model).toBe('local areas v1');
    expect(areas?.probabilities['area/api']).toBeGreaterThan(0.8);
    expect(record?.decision.values.map(({ label }) => label)).toContain('area/api');
  }, 120_000);

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
