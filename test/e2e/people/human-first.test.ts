import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createNoticeStore } from '../../../src/store/record/notices.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const repository = 'acme/widgets';
const withSettings = (text: string) => ({
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((each) => ({ ...each, files: { '.github/dispatch.yml': text } })),
});
const apply = 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\nduplicates:\n  comment: false\n';
const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('people are first, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(
      database,
      { seed: withSettings(`${apply}delay_minutes: 10\n`) },
      { EDIT_WAIT_SECONDS: '1' },
    );
  });
  afterAll(() => run?.close());

  const repo = () => ({
    installationId: run.github.installationId,
    repositoryId: run.github.world.tables.repos.findOneBy('full_name', repository)?.id ?? 0,
    ...{ owner: 'acme', name: 'widgets', private: false },
  });
  const writes = (number: number) =>
    run.github.ledger.filter((entry) => entry.number === number).map(({ kind }) => kind);
  const decision = (number: number) => createDecisionStore(run.dispatch.database).latest(repo(), number);
  /** The time to wait is over, for everything that waits. */
  const passTime = () =>
    run.dispatch.database.system((tx) =>
      tx.execute("update queue.job set start_after = now() where state = 'created' and name = 'issue'"),
    );

  it('a decision is there at once, and its label comes after the time that the settings leave to people', async () => {
    const { number } = await run.github.openIssue(repository, crash);
    await expect.poll(() => decision(number), { timeout: 20_000 }).not.toBeNull();
    await expect.poll(async () => (await run.dispatch.queue.depth()).active).toBe(0);
    expect(writes(number)).toEqual([]);
    await passTime();
    await expect.poll(() => writes(number), { timeout: 20_000 }).toEqual(['label.add']);
  });

  it('a person who was first is left alone', async () => {
    const { number } = await run.github.openIssue(repository, { ...crash, title: 'Crash again' });
    await expect.poll(() => decision(number), { timeout: 20_000 }).not.toBeNull();
    // GitHub counts in seconds: what is done within the one of the filing is known by its delivery alone.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await run.github.addLabel(repository, number, 'enhancement', 'mona');
    await run.github.removeLabel(repository, number, 'enhancement', 'mona');
    await run.github.addLabel(repository, number, 'bug', 'mona');
    await run.github.removeLabel(repository, number, 'bug', 'mona');
    await passTime();
    await run.drained();
    expect(writes(number)).toEqual([]);
  });
});

describe.each(databases)('edits and guards, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed: withSettings(apply) }, { EDIT_WAIT_SECONDS: '2' });
  });
  afterAll(() => run?.close());
  const repo = () => ({
    installationId: run.github.installationId,
    repositoryId: run.github.world.tables.repos.findOneBy('full_name', repository)?.id ?? 0,
  });
  const notices = (number: number) =>
    createNoticeStore(run.dispatch.database).list(repo(), { private: true, number }, 10);
  const countOf = async (number: number) =>
    run.dispatch.database.withTenant(repo().installationId, async (tx) => {
      const rows = await tx.execute(`select count(*)::int as n from decisions where number = ${number}`);
      return Number((Array.isArray(rows) ? rows : (rows as { rows: { n: number }[] }).rows)[0]?.n);
    });

  it('several edits in a row are triaged once, and one that says the same not at all', async () => {
    const { number } = await run.github.openIssue(repository, crash);
    await run.drained();
    expect(await countOf(number)).toBe(1);
    for (const more of ['one', 'one two', 'one two three'])
      await run.github.editIssue(repository, number, 'rita', { body: `${crash.body}\n\n${more}` });
    await run.drained();
    expect(await countOf(number)).toBe(2);
    await run.github.editIssue(repository, number, 'rita', { body: `${crash.body}\n\n**one**  two _three_` });
    await run.drained();
    expect(await countOf(number)).toBe(2);
  });

  it('an issue that is let go, unlocked or without `no-triage`, is triaged then and not before', async () => {
    const { github } = run;
    github.createLabel(repository, { name: 'no-triage' }, 'mona');
    const kept = { ...crash, author: 'mona', labels: ['no-triage'] };
    const labeled = await github.openIssue(repository, kept);
    const locked = await github.openIssue(repository, { ...kept, title: 'Crash of the other window' });
    await github.lockIssue(repository, locked.number, 'mona');
    await run.drained();
    const writes = () =>
      [labeled, locked].map(
        ({ number: of }) =>
          github.ledger.filter(({ number, kind }) => number === of && kind === 'label.add').length,
      );
    expect(writes()).toEqual([0, 0]);
    for (const { number } of [labeled, locked])
      await github.removeLabel(repository, number, 'no-triage', 'mona');
    await run.drained();
    expect(writes()).toEqual([1, 0]);
    await github.unlockIssue(repository, locked.number, 'mona');
    await run.drained();
    expect(writes()).toEqual([1, 1]);
  });

  it('a leaked secret is flagged in private, once', async () => {
    const secret = `ghp_${'a1B2c3D4e5'.repeat(3)}f6G7h8`;
    const { number } = await run.github.openIssue(repository, {
      ...crash,
      title: 'Leak',
      body: `It says ${secret}.`,
    });
    await run.drained();
    const found = await notices(number);
    expect(found.map(({ kind, private: hidden }) => [kind, hidden])).toEqual([['secret', true]]);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('a vulnerability reported in the open is flagged in private', async () => {
    const { number } = await run.github.openIssue(repository, {
      title: 'SQL injection in search',
      body: 'An unauthenticated attacker can read every row through the parameter q.',
      author: 'rita',
    });
    await run.drained();
    expect((await notices(number)).map(({ kind }) => kind)).toEqual(['vulnerability']);
  });

  it('a flood by a stranger is held until a person asks for the triage', async () => {
    const last = await (async () => {
      let number = 0;
      for (let n = 0; n < 5; n++)
        ({ number } = await run.github.openIssue(repository, { ...crash, title: `Crash no. ${n} of many` }));
      return number;
    })();
    await run.drained();
    expect((await notices(last)).map(({ kind }) => kind)).toEqual(['flood']);
    const writes = () =>
      run.github.ledger.filter(({ number, kind }) => number === last && kind === 'label.add');
    expect(writes()).toEqual([]);
    expect(await countOf(last)).toBe(1);
    await run.github.comment(repository, last, { author: 'mona', body: '/triage' });
    await run.drained();
    expect(writes()).toHaveLength(1);
    expect(await notices(last)).toEqual([]);
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
