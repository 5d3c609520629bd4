import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setRole } from '../../../demo/local-github/accounts/set-role.ts';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { PersonRequest } from '../../../src/domain/commands/request.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createUserRequests } from '../../../src/queue/user-requests.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createUndoReads } from '../../../src/store/record/undo-reads.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const repo = 'acme/widgets';
const seed = {
  ...SMALL_SEED,
  // Known to the project: the many issues of the tests are no flood.
  users: SMALL_SEED.users.map((user) =>
    user.login === 'rita' ? { ...user, roles: { 'acme/widgets': 'read' as const } } : user,
  ),
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: { '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\n' },
  })),
};
const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update it crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nExpected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('slash commands, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const ref = (): RepositoryRef => ({
    installationId: run.github.installationId,
    repositoryId: run.github.world.tables.repos.findOneBy('full_name', repo)?.id ?? 0,
    owner: 'acme',
    name: 'widgets',
    private: false,
  });
  const opened = async (over: object = {}) => {
    const { number } = await run.github.openIssue(repo, { ...crash, ...over });
    await run.drained();
    return number;
  };
  const says = async (number: number, author: string, body: string) => {
    const { id } = await run.github.comment(repo, number, { author, body });
    await run.drained();
    return id;
  };
  const labels = (number: number) => {
    const { tables } = run.github.world;
    const issue = tables.issues.findBy('repo_id', ref().repositoryId).find((row) => row.number === number);
    return (issue?.label_ids ?? []).map((id) => tables.labels.get(id)?.name).sort();
  };
  const reactions = (commentId: number) =>
    run.github.ledger
      .filter(({ kind, payload }) => kind === 'reaction.create' && payload.subject_id === commentId)
      .map(({ payload }) => payload.content);
  const comment = (number: number) =>
    run.github.ledger.filter((entry) => entry.number === number && entry.kind.startsWith('comment.')).at(-1)
      ?.payload.body as string | undefined;
  const writes = (number: number) => run.github.ledger.filter((entry) => entry.number === number).length;
  const lessons = async (number: number) =>
    (await createLessonStore(run.dispatch.database).list(ref(), { number }, 50)).map(
      ({ subject, verdict }) => `${verdict} ${'value' in subject ? subject.value : subject.kind}`,
    );

  it('sets the category, reacts, teaches, and takes it all back', async () => {
    const number = await opened();
    expect(labels(number)).toEqual(['bug']);
    const id = await says(number, 'tess', '/category question');
    expect(labels(number)).toEqual(['question']);
    expect(reactions(id)).toEqual(['+1']);
    expect((await lessons(number)).sort()).toEqual(['missed question', 'rejected bug']);
    const undo = await says(number, 'tess', '/undo');
    expect(labels(number)).toEqual(['bug']);
    expect(reactions(undo)).toEqual(['+1']);
    expect(await lessons(number)).toEqual([]);
    // What is left to take back is the label of the triage itself.
    await says(number, 'tess', '/undo');
    expect(labels(number)).toEqual([]);
    const none = await says(number, 'tess', '/undo');
    expect(reactions(none)).toEqual(['confused']);
    // And it stays away, whatever is edited.
    await run.github.editIssue(repo, number, 'rita', { body: `${crash.body}\n\nAlso on Windows.` });
    await run.drained();
    expect(labels(number)).toEqual([]);
  });

  it('suggests what was probably meant, and says why it refuses', async () => {
    const number = await opened();
    const typo = await says(number, 'tess', '/catgory bug');
    expect(reactions(typo)).toEqual(['confused']);
    expect(comment(number)).toContain('Did you mean `/category`?');
    const id = await says(number, 'tess', '/label area/apu');
    expect(labels(number)).toEqual(['bug']);
    expect(reactions(id)).toEqual(['confused']);
    expect(comment(number)).toContain('no label `area/apu`');
    expect(
      run.github.ledger.filter((entry) => entry.number === number && entry.kind === 'comment.create'),
    ).toHaveLength(1);
  });

  it('does not answer a line of a stranger that looks like a command', async () => {
    const number = await opened({ body: `${crash.body}\n\n/label endpoint returns 500` });
    const own = run.github.ledger.filter((entry) => entry.number === number);
    expect(own.map(({ kind }) => kind)).not.toContain('reaction.create');
    expect(comment(number) ?? '').not.toContain('Not done');
    const before = writes(number);
    const lines = await says(number, 'rita', '/routes returns 500\n/labels returns 404\n/catgory bug');
    const command = await says(number, 'rita', '/label area/api');
    expect([reactions(lines), reactions(command)]).toEqual([[], []]);
    expect(writes(number)).toBe(before);
    expect(labels(number)).toEqual(['bug']);
  });

  it('never runs what is quoted, code or hidden, edited or deleted, or a bot said', async () => {
    const number = await opened();
    const before = writes(number);
    const id = await says(
      number,
      'mona',
      '> /category question\n\n```\n/label area/api\n```\n\n<!--\n/ignore\n-->\n\n    /undo\n\nsee /usr/bin and /dev/null',
    );
    await run.github.editComment(repo, id, 'mona', '/category question');
    await run.drained();
    await run.github.deleteComment(repo, id, 'mona');
    await run.drained();
    expect(writes(number)).toBe(before);
    expect(labels(number)).toEqual(['bug']);
  });

  it('asks GitHub for the right when it runs', async () => {
    const number = await opened();
    run.github.deliverTo('http://127.0.0.1:1/nobody');
    const sent = await run.github.comment(repo, number, { author: 'tess', body: '/category question' });
    await run.github.deliveries.settled();
    setRole(run.github.world, repo, 'tess', null);
    run.github.deliverTo(`${run.dispatch.url}/api/github/webhooks`);
    const [delivery] = run.github.deliveries
      .list(run.github.app.id)
      .filter(({ guid }) => guid === sent.deliveryId);
    await run.github.deliveries.redeliver(delivery?.id ?? 0);
    await run.drained();
    setRole(run.github.world, repo, 'tess', 'triage');
    expect(labels(number)).toEqual(['bug']);
    expect(reactions(sent.id)).toEqual([]);
  });

  it('runs what a new issue says, before its triage', async () => {
    const number = await opened({ author: 'mona', body: `${crash.body}\n\n/dispatch category question` });
    expect(labels(number)).toEqual(['question']);
  });

  it('keeps off an issue until it is told to come back', async () => {
    const number = await opened();
    await says(number, 'tess', '/ignore');
    const before = writes(number);
    await says(number, 'tess', '/category question');
    await says(number, 'rita', '/nonsense\n\n/hlep');
    await run.github.editIssue(repo, number, 'rita', { title: 'How do I open an archive?', body: 'How?' });
    await run.drained();
    expect(writes(number)).toBe(before);
    const id = await says(number, 'tess', '/resume\n/category question');
    expect(labels(number)).toEqual(['question']);
    expect(reactions(id)).toEqual(['+1']);
  });

  it('answers in the one living comment', async () => {
    const number = await opened();
    await says(number, 'oscar', '/help');
    expect(comment(number)).toContain('| `/category bug` |');
    await says(number, 'oscar', '/why');
    expect(comment(number)).toContain('Why it was triaged this way');
    const kinds = run.github.ledger.filter((entry) => entry.number === number).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'comment.create')).toHaveLength(1);
  });

  it('assigns, links and unlinks', async () => {
    const [canonical, number] = [await opened(), await opened()];
    const id = await says(number, 'tess', `/assign @mona\n/duplicate #${canonical}\n/assign @oscar`);
    expect(reactions(id).sort()).toEqual(['+1', 'confused']);
    expect(comment(number)).toContain(`Linked as a duplicate of #${canonical}`);
    const circle = await says(canonical, 'tess', `/duplicate #${number}`);
    expect(reactions(circle)).toEqual(['confused']);
    // The author may say that it is none.
    const back = await says(number, 'rita', '/not-duplicate');
    expect(reactions(back)).toEqual(['+1']);
  });

  const request = (number: number, asked: PersonRequest['asked'], login = 'tess'): PersonRequest => ({
    ...{ id: randomUUID(), number, asked, openMs: 2_100, door: 'console' },
    ...{ installationId: ref().installationId, repositoryId: ref().repositoryId },
    by: { login, id: run.github.world.tables.users.findOneBy('login', login)?.id ?? 0, kind: 'person' },
    at: new Date().toISOString(),
  });
  const ask = async (asked: PersonRequest) => {
    await createUserRequests(run.dispatch.database, run.dispatch.queue).add([asked]);
    await run.drained();
  };

  it('does for the console what a comment would', async () => {
    // Like nothing that the tests before have taught.
    const number = await opened({
      title: 'Segmentation fault in the ruler',
      body: 'Measuring a diagonal ends the process at once with a segmentation fault. It is a bug: yesterday it worked.\n\n```\nsegfault at ruler.c:88 in measure_diagonal\n```',
    });
    await ask(request(number, { kind: 'command', command: { name: 'category', argument: 'question' } }));
    expect(labels(number)).toEqual(['question']);
    await ask(request(number, { kind: 'approve', dimension: 'area', value: 'area/api' }));
    expect(labels(number)).toEqual(['area/api', 'question']);
    await ask(request(number, { kind: 'reject', dimension: 'area', value: 'area/api' }));
    expect(labels(number)).toEqual(['question']);
    await ask(request(number, { kind: 'approve', dimension: 'area', value: 'area/api' }, 'oscar'));
    expect(labels(number)).toEqual(['question']);
    expect((await lessons(number)).sort()).toEqual([
      'accepted area/api',
      'missed question',
      'rejected area/api',
      'rejected bug',
    ]);
  });

  it('takes one write back by its id', async () => {
    const number = await opened();
    const { effects } = await createUndoReads(run.dispatch.database).select(ref(), { number }, { limit: 9 });
    const added = effects.find(({ action }) => action.kind === 'label.add');
    await ask(request(number, { kind: 'undo', effects: [added?.id ?? ''] }));
    expect(labels(number)).toEqual([]);
  });

  const issueRow = (number: number) =>
    run.github.world.tables.issues.findBy('repo_id', ref().repositoryId).find((row) => row.number === number);
  const state = (number: number) => [issueRow(number)?.state, issueRow(number)?.state_reason];
  const assignees = (number: number) =>
    (issueRow(number)?.assignee_ids ?? []).map((id) => run.github.world.tables.users.get(id)?.login);

  it('closes, closes for another reason, reopens, and undoes each', async () => {
    const number = await opened();
    await says(number, 'tess', '/close');
    expect(state(number)).toEqual(['closed', 'completed']);
    await says(number, 'tess', '/close not-planned');
    expect(state(number)).toEqual(['closed', 'not_planned']);
    expect(await lessons(number)).toContain('missed not-planned');
    await says(number, 'tess', '/undo');
    expect(state(number)).toEqual(['closed', 'completed']);
    expect(await lessons(number)).not.toContain('missed not-planned');
    await says(number, 'tess', '/reopen');
    expect(state(number)[0]).toBe('open');
    await says(number, 'tess', '/undo');
    expect(state(number)).toEqual(['closed', 'completed']);
    // What people did since stays.
    await says(number, 'tess', '/reopen');
    await run.github.closeIssue(repo, number, 'mona', 'not_planned');
    await run.drained();
    const late = await says(number, 'tess', '/undo');
    expect(reactions(late)).toEqual(['confused']);
    expect(state(number)).toEqual(['closed', 'not_planned']);
  });

  it('closes a duplicate with its link, and not one that cannot be linked', async () => {
    const [canonical, number] = [await opened(), await opened()];
    await says(number, 'tess', `/close duplicate of #${canonical}`);
    expect(state(number)).toEqual(['closed', 'duplicate']);
    expect(comment(number)).toContain(`Linked as a duplicate of #${canonical}`);
    expect(await lessons(number)).toContain('accepted duplicate');
    const circle = await says(canonical, 'tess', `/close duplicate #${number}`);
    expect(reactions(circle)).toEqual(['confused']);
    expect(state(canonical)[0]).toBe('open');
    const unknown = await says(canonical, 'tess', '/close duplicate #999999');
    expect(reactions(unknown)).toEqual(['confused']);
    expect(state(canonical)[0]).toBe('open');
  });

  it('sets, changes and clears the milestone, and undoes it', async () => {
    const [first, second] = [
      await run.github.createMilestone(repo, 'v2.1', 'mona'),
      await run.github.createMilestone(repo, 'Next release', 'mona'),
    ];
    const number = await opened();
    const milestone = () =>
      run.github.world.tables.milestones.get(issueRow(number)?.milestone_id ?? 0)?.number ?? null;
    await says(number, 'tess', '/milestone V2.1');
    expect(milestone()).toBe(first);
    await says(number, 'tess', '/milestone "Next release"');
    expect(milestone()).toBe(second);
    await says(number, 'tess', '/milestone none');
    expect(milestone()).toBeNull();
    await says(number, 'tess', '/undo');
    expect(milestone()).toBe(second);
    const unknown = await says(number, 'tess', '/milestone v9');
    expect(reactions(unknown)).toEqual(['confused']);
    expect(comment(number)).toContain(
      'There is no open milestone `v9`. Choose one of: `v2.1`, `Next release`.',
    );
    // A stranger's line changes nothing, and what people change since is not undone.
    await says(number, 'rita', '/milestone v2.1');
    expect(milestone()).toBe(second);
    await run.github.setMilestone(repo, number, first, 'mona');
    await run.drained();
    const late = await says(number, 'tess', '/undo');
    expect(reactions(late)).toEqual(['confused']);
    expect(milestone()).toBe(first);
    // GitHub refuses: the command says so, and nothing is tried again.
    const rule = { method: 'PATCH', path: /\/issues\/\d+$/, status: 422 };
    run.github.faults.inject({ ...rule, body: { message: 'Validation Failed' } });
    const refused = await says(number, 'tess', '/milestone "next release"');
    expect(reactions(refused)).toEqual(['confused']);
    expect(milestone()).toBe(first);
  });

  it('unassigns who is named, or else who asks', async () => {
    const number = await opened();
    await says(number, 'tess', '/assign @mona\n/assign @tess');
    expect(assignees(number).sort()).toEqual(['mona', 'tess']);
    const id = await says(number, 'tess', '/unassign');
    expect(assignees(number)).toEqual(['mona']);
    expect(reactions(id)).toEqual(['+1']);
    await says(number, 'tess', '/unassign @Mona');
    expect(assignees(number)).toEqual([]);
    await says(number, 'tess', '/undo');
    expect(assignees(number)).toEqual(['mona']);
  });

  it('says nothing that GitHub would not understand, and leaves nothing unsolved', async () => {
    expect(run.github.violations).toEqual([]);
    expect((await run.dispatch.queue.depth()).dead).toBe(0);
  });
});
