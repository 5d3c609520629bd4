import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

const form = `name: Bug
description: x
body:
  - type: dropdown
    attributes: { label: Where do you see it?, options: [Over the wire, On the shelf] }
`;
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    labels: [...(repository.labels ?? []), { name: 'area/stock', description: 'Shelves' }],
    files: {
      '.github/dispatch.yml': 'mode: suggest\nduplicates: { comment: false }\n',
      '.github/ISSUE_TEMPLATE/bug.yml': form,
    },
  })),
};
const filed = (where: string, i: number) => ({
  ...{ title: `Number ${i} is off`, author: 'rita' },
  body: `### Where do you see it?\n\n${where}`,
});

describe.each(databases)('a repository whose form has been used, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
    const { github } = run;
    github.deliverTo(null);
    for (let i = 0; i < 24; i++) {
      const [where, label] = i % 2 === 0 ? ['Over the wire', 'area/api'] : ['On the shelf', 'area/stock'];
      const { number } = await github.openIssue('acme/widgets', filed(where as string, i));
      await github.addLabel('acme/widgets', number, label as string, 'mona');
    }
    github.deliverTo(`${run.dispatch.url}/api/github/webhooks`);
  }, 120_000);
  afterAll(() => run?.close());

  it('learns what its options mean, and gives the answer as the reason', async () => {
    const { github, dispatch } = run;
    await github.installation().delivered;
    const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const repo = { installationId: github.installationId, repositoryId } as RepositoryRef;
    const repositories = createRepositoryStore(dispatch.database, async () => undefined);
    const habits = async () => (await repositories.knownSettings(repo))?.habits ?? [];
    await until(async () => (await habits()).length > 0, 90_000);
    expect((await habits()).map(({ option, value }) => [option, value]).sort()).toEqual([
      ['On the shelf', 'area/stock'],
      ['Over the wire', 'area/api'],
    ]);

    const { number } = await github.openIssue('acme/widgets', filed('Over the wire', 99));
    await run.drained();
    const decision = (await createDecisionStore(dispatch.database).latest(repo, number))?.decision;
    const area = decision?.values.find(({ label }) => label === 'area/api');
    expect(area?.confidence).toBeGreaterThan(0.9);
    expect(area?.reasons.map(({ text }) => text)).toEqual(['the form says "Over the wire"']);
    expect(github.violations).toEqual([]);
  }, 120_000);
});
