import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createPreviewCorrection } from '../../../src/app/create-preview-correction.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { toRequest } from '../../../src/triage/learn/preview-correction.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: {
      ...repository.files,
      '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\n    question: 0.6\n',
    },
  })),
};

/** Reads like a bug; in this repository people call it a question, since the flag has to be set. */
const proxyIssue = (where: string) => ({
  title: `Error: proxy handshake failed behind the ${where} firewall`,
  body: `The exporter crashes with "proxy handshake failed" when it runs behind the ${where} firewall. Expected: the exporter connects through the proxy. Actual: it fails with the handshake error.`,
  author: 'rita',
});
const unrelated = (what: string) => ({
  title: `Crash when opening a large ${what}`,
  body: `Since the last update the program crashes every time.\n\n\`\`\`\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n\`\`\`\n\nSteps to reproduce: open any ${what} over 2 GB. Expected: it opens. Actual: it crashes with the error above.`,
  author: 'ravi',
});

describe.each(databases)('a correction, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const repo = () => {
    const repositoryId = run.github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const place = { installationId: run.github.installationId, repositoryId };
    return { ...place, owner: 'acme', name: 'widgets', private: false };
  };
  const triaged = async (issue: { title: string; body: string; author: string }) => {
    const { number } = await run.github.openIssue('acme/widgets', issue);
    await run.drained();
    const record = await createDecisionStore(run.dispatch.database).latest(repo(), number);
    const category = record?.decision.values.find(({ dimension }) => dimension === 'category');
    const written = run.github.ledger.filter(
      (entry) => entry.number === number && entry.kind === 'label.add',
    );
    return { number, category, written };
  };

  it('decides the next like issue, and no other; revoked, it is as if it had never been', async () => {
    const before = await triaged(unrelated('archive'));
    const earlier = await triaged(proxyIssue('quay'));
    const first = await triaged(proxyIssue('office'));
    expect(first.category?.value).toBe('bug');
    expect(first.written).toHaveLength(1);

    await run.github.removeLabel('acme/widgets', first.number, 'bug', 'tess');
    await run.github.addLabel('acme/widgets', first.number, 'question', 'tess');
    await run.drained();
    const lessons = createLessonStore(run.dispatch.database);
    const taught = await lessons.list(repo(), { number: first.number }, 10);
    expect(
      taught.map(({ verdict, subject }) => [verdict, 'value' in subject && subject.value]).sort(),
    ).toEqual([
      ['missed', 'question'],
      ['rejected', 'bug'],
    ]);
    expect(taught.find(({ verdict }) => verdict === 'rejected')?.said).toMatchObject({ autonomy: 'apply' });

    const second = await triaged(proxyIssue('warehouse'));
    expect(second.category?.value).toBe('question');
    expect(second.category?.confidence).toBeGreaterThan(0.6);
    expect(second.category?.reasons[0]).toMatchObject({
      kind: 'lesson',
      text: `taught by @tess on #${first.number}`,
    });
    expect(second.written).toMatchObject([{ kind: 'label.add' }]);

    // What shares nothing with it is decided as before, to the last digit.
    const after = await triaged(unrelated('archive'));
    expect(after.category?.value).toBe('bug');
    expect(after.category?.reasons.some(({ kind }) => kind === 'lesson')).toBe(false);
    expect(after.category?.confidence).toBe(before.category?.confidence);

    // Filed before the correction and like it: it would be decided otherwise now, and nothing was written for that.
    const written = run.github.ledger.length;
    const changes = await createPreviewCorrection(run.dispatch.services)(repo(), first.number);
    expect(changes).toEqual([
      {
        ...{ number: earlier.number, title: proxyIssue('quay').title, dimension: 'category' },
        ...{ from: 'bug', to: 'question', label: 'question', confidence: expect.closeTo(0.85, 1) },
      },
    ]);
    expect(changes.map(toRequest)).toEqual([
      { kind: 'command', command: { name: 'category', argument: 'question' } },
    ]);
    expect(run.github.ledger).toHaveLength(written);

    const mona = { login: 'mona', id: null, kind: 'person' } as const;
    await lessons.revoke(repo(), { ids: taught.map(({ id }) => id) }, mona);
    expect(await createPreviewCorrection(run.dispatch.services)(repo(), first.number)).toEqual([]);
    const third = await triaged(proxyIssue('harbour'));
    expect(third.category?.value).toBe('bug');
    expect(third.category?.reasons.some(({ kind }) => kind === 'lesson')).toBe(false);
  });

  it('of one who may not triage changes nothing', async () => {
    const lessons = createLessonStore(run.dispatch.database);
    const known = (await lessons.list(repo(), {}, 50)).length;
    // A form sets its label in the author's name; the author closes it as not planned, and opens it again.
    const { number } = await run.github.openIssue('acme/widgets', {
      ...proxyIssue('island'),
      author: 'oscar',
      labels: ['question'],
    });
    await run.github.closeIssue('acme/widgets', number, 'oscar', 'not_planned');
    await run.drained();
    expect(await lessons.list(repo(), {}, 50)).toHaveLength(known);
    const next = await triaged(proxyIssue('lakeside'));
    expect(next.category?.value).toBe('bug');
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
