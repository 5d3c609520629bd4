import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createSettingsActions } from '../../../src/store/repositories/settings-reads.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const rules = (mode: string) => `mode: ${mode}
duplicates: { comment: false }
rules:
  - when: { title: '(?i)^\\[billing\\]' }
    label: team-billing
  - when: { body: '(bug' }
    label: bug
  - when: { title: 'Billing' }
    label: no-such-label
`;
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    labels: [...(repository.labels ?? []), { name: 'team-billing', description: 'Status: with the team' }],
    files: { '.github/dispatch.yml': rules('auto') },
  })),
};

describe.each(databases)('rules of the settings, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const repo = () =>
    ({
      installationId: run.github.installationId,
      repositoryId: run.github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0,
    }) as RepositoryRef;
  const opened = async (title: string) => {
    const { number } = await run.github.openIssue('acme/widgets', {
      title,
      body: 'Please look.',
      author: 'rita',
    });
    await run.drained();
    return number;
  };
  const added = (number: number) =>
    run.github.ledger
      .filter((entry) => entry.number === number && entry.kind === 'label.add')
      .map(({ payload }) => payload.label);

  it('put a label on at once, say so, and create none', async () => {
    const number = await opened('[Billing] Invoice shows the wrong month');
    expect(added(number)).toEqual(['team-billing']);
    const decision = (await createDecisionStore(run.dispatch.database).latest(repo(), number))?.decision;
    expect(decision?.values.find(({ label }) => label === 'team-billing')).toMatchObject({
      ...{ autonomy: 'apply', why: { code: 'rule' }, decidedBy: ['dispatch.yml'] },
      reasons: [{ kind: 'rule', text: 'a rule of yours: title matches "(?i)^\\[billing\\]"' }],
    });
    await run.github.comment('acme/widgets', number, { author: 'mona', body: '/why' });
    await run.drained();
    const answer = run.github.ledger.findLast((entry) => entry.kind.startsWith('comment.'));
    expect(String(answer?.payload.body)).toContain('a rule of yours says so');
  });

  it('that cannot be used are named by the settings, while the others are in force', async () => {
    const { unmet, problems } = await createSettingsActions(run.dispatch.database, []).read(repo());
    expect(problems).toEqual([]);
    expect(unmet).toEqual([
      expect.stringMatching(
        /^rules\[2\]\.when\.body is not a pattern: .*This rule is not used; the others are\.$/,
      ),
      'rules[3].label is "no-such-label", which this repository doesn\'t have. Create the label, or correct its name.',
    ]);
  });

  it('do not put a label back that a person took away, and teach nothing', async () => {
    const number = await opened('[billing] Refund twice');
    await run.github.removeLabel('acme/widgets', number, 'team-billing', 'mona');
    await run.drained();
    await run.github.editIssue('acme/widgets', number, 'rita', { title: '[billing] Refunded twice' });
    await run.drained();
    expect(added(number)).toEqual(['team-billing']);
    expect(await createLessonStore(run.dispatch.database).list(repo(), { number }, 10)).toEqual([]);
  });

  it('only suggest where the settings say so', async () => {
    await run.github.pushFile('acme/widgets', '.github/dispatch.yml', rules('suggest'));
    await run.drained();
    const number = await opened('[billing] Receipt is blank');
    expect(added(number)).toEqual([]);
    const decision = (await createDecisionStore(run.dispatch.database).latest(repo(), number))?.decision;
    expect(decision?.values.find(({ label }) => label === 'team-billing')?.autonomy).toBe('suggest');
  });
});
