import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createTrackRecordStore } from '../../../src/store/learning/track-records.ts';
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
/** Several a day of one stranger would be a flood. */
const fault = (file: string, author = 'rita') => ({
  title: `Upload fails in ${file}`,
  body: `It stops.\n\n\`\`\`\nError: no\n    at upload (/srv/app/${file}:3:1)\n\`\`\``,
  author,
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
  const opened = async (file: string, author?: string) => {
    const { number } = await run.github.openIssue('acme/widgets', fault(file, author));
    await run.drained();
    return number;
  };

  it('is suggested, and nobody is assigned', async () => {
    const number = await opened('server/upload.js');
    expect((await decisionOf(number))?.routing).toMatchObject({ assignee: 'tess', autonomy: 'suggest' });
    expect(assigned(number)).toEqual([]);
  });

  // Before anybody closes anything: then the record is worked out anew, from what became of these issues.
  it('is assigned in auto mode once the record has earned it', async () => {
    await run.github.pushFile('acme/widgets', '.github/dispatch.yml', routing('auto'));
    await run.drained();
    const suggested = await opened('server/auto-one.js', 'tess');
    expect(assigned(suggested)).toEqual([]);
    const why = { code: 'reached_target', right: 20, total: 20, lowerBound: 0.9 } as const;
    const repositoryId = run.github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    await createTrackRecordStore(run.dispatch.database).save(
      { installationId: run.github.installationId, repositoryId },
      [],
      { trust: {}, sharpness: 1, lessons: 0 },
      [
        {
          ...{ kind: 'person', name: 'Tess', autonomy: 'apply', why, lowerBound: 0.9, live: 20 },
          record: { right: 20, wrong: 0 },
        },
      ],
    );
    const earned = await opened('server/auto-two.js', 'tess');
    expect(assigned(earned).map(({ payload }) => payload.assignee)).toEqual(['tess']);
    expect((await decisionOf(earned))?.routing).toMatchObject({ autonomy: 'apply', why: { assignee: why } });
  });

  it('is asked of those who closed similar issues', async () => {
    await run.github.pushFile('acme/widgets', '.github/dispatch.yml', routing('suggest'));
    await run.drained();
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
