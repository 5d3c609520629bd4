import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const owners = '/server/ @tess\n/web/ @mona\n';
const routing = (mode: string) => `mode: apply
duplicates: { comment: false }
routing:
  mode: ${mode}
  teams:
    web: { labels: [none], members: [mona], label: team/web }
`;
const withSettings = (settings: string) => ({
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: { '.github/dispatch.yml': settings, '.github/CODEOWNERS': owners },
  })),
});
const fault = (file: string) => ({
  title: `Upload fails in ${file}`,
  body: `It stops.\n\n\`\`\`\nError: no\n    at upload (/srv/app/${file}:3:1)\n\`\`\``,
  author: 'rita',
});

describe.each(databases)('who an issue goes to, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed: withSettings(routing('suggest')) });
  });
  afterAll(() => run?.close());

  const decisionOf = async (number: number) => {
    const repositoryId = run.github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const repo = { installationId: run.github.installationId, repositoryId } as RepositoryRef;
    return (await createDecisionStore(run.dispatch.database).latest(repo, number))?.decision;
  };
  const assigned = (number: number) =>
    run.github.ledger.filter((entry) => entry.number === number && entry.kind === 'assignee.add');
  const opened = async (file: string) => {
    const { number } = await run.github.openIssue('acme/widgets', fault(file));
    await run.drained();
    return number;
  };

  it('is suggested, and nobody is assigned', async () => {
    const number = await opened('server/upload.js');
    expect((await decisionOf(number))?.routing).toMatchObject({ assignee: 'tess', autonomy: 'suggest' });
    expect(assigned(number)).toEqual([]);
  });

  it('is asked of those who closed similar issues', async () => {
    const first = await opened('lib/queue.js');
    expect((await decisionOf(first))?.routing).toBeNull();
    await run.github.closeIssue('acme/widgets', first, 'mona', 'completed');
    await run.drained();
    const second = await opened('lib/queue.js');
    expect((await decisionOf(second))?.routing).toMatchObject({ assignee: 'mona' });
  });

  it('is assigned once where the settings say so, and a person who changes that is not overruled', async () => {
    await run.github.pushFile('acme/widgets', '.github/dispatch.yml', routing('apply'));
    await run.drained();
    const number = await opened('server/download.js');
    expect(assigned(number).map(({ payload }) => payload.assignee)).toEqual(['tess']);
    await run.github.unassign('acme/widgets', number, 'tess', 'mona');
    await run.drained();
    await run.github.editIssue('acme/widgets', number, 'rita', {
      body: `${fault('server/a.js').body}\n\nOften.`,
    });
    await run.drained();
    expect(assigned(number)).toHaveLength(1);
  });

  it('keeps why GitHub refused somebody who may not be assigned', async () => {
    await run.github.pushFile('acme/widgets', '.github/CODEOWNERS', '/server/ @nobody-here\n');
    await run.drained();
    const number = await opened('server/refused.js');
    expect(assigned(number)).toEqual([]);
    expect((await decisionOf(number))?.routing?.assignee).toBe('nobody-here');
    expect((await run.dispatch.queue.depth()).dead).toBe(0);
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
