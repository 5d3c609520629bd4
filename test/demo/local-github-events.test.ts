import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { appOctokit } from './app-octokit.ts';
import { type HookReceiver, startHookReceiver } from './hook-receiver.ts';

let github: LocalGitHub;
let receiver: HookReceiver;
const unlikeGitHub: string[] = [];
const acme = { owner: 'acme', repo: 'widgets' };

beforeAll(async () => {
  receiver = await startHookReceiver();
  const [acmeAccount] = SMALL_SEED.accounts;
  github = await startLocalGitHub({
    seed: {
      ...SMALL_SEED,
      accounts: acmeAccount ? [acmeAccount, { login: 'solo', kind: 'user', installed: false }] : [],
      repositories: [
        ...SMALL_SEED.repositories,
        { owner: 'acme', name: 'gadgets', labels: [{ name: 'bug' }] },
        { owner: 'solo', name: 'alone' },
      ],
    },
  });
  github.deliverTo(receiver.url);
});
afterAll(async () => {
  await github.close();
  receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

const arrived = async () => {
  await github.deliveries.settled();
  return receiver.received.map(({ headers, payload }) => [headers['x-github-event'], payload.action ?? null]);
};

describe('events', () => {
  it('follow what people do to an issue', async () => {
    const { number } = await github.openIssue('acme/widgets', {
      title: 'Life',
      author: 'rita',
      labels: ['bug'],
    });
    await github.editIssue('acme/widgets', number, 'rita', { title: 'A life' });
    await github.removeLabel('acme/widgets', number, 'bug', 'mona');
    await github.assign('acme/widgets', number, 'tess', 'mona');
    const { id } = await github.comment('acme/widgets', number, { author: 'rita', body: 'one' });
    await github.editComment('acme/widgets', id, 'rita', 'two');
    await github.deleteComment('acme/widgets', id, 'rita');
    await github.lockIssue('acme/widgets', number, 'mona');
    await github.closeIssue('acme/widgets', number, 'mona', 'duplicate');
    await github.reopenIssue('acme/widgets', number, 'rita');
    const { number: moved } = await github.transferIssue('acme/widgets', number, 'acme/gadgets', 'mona');
    await github.deleteIssue('acme/gadgets', moved, 'mona');
    expect((await arrived()).map(([event, action]) => `${event}.${action}`).sort()).toEqual(
      [
        'issues.opened',
        'issues.labeled',
        'issues.edited',
        'issues.unlabeled',
        'issues.assigned',
        'issue_comment.created',
        'issue_comment.edited',
        'issue_comment.deleted',
        'issues.locked',
        'issues.closed',
        'issues.reopened',
        'issues.transferred',
        'issues.opened',
        'issues.deleted',
      ].sort(),
    );
    const of = (action: string) =>
      receiver.received.find(({ payload }) => payload.action === action)?.payload;
    expect(of('edited').changes).toEqual({ title: { from: 'Life' } });
    expect(
      receiver.received.find(
        ({ headers, payload }) =>
          headers['x-github-event'] === 'issue_comment' && payload.action === 'edited',
      )?.payload.changes,
    ).toEqual({ body: { from: 'one' } });
    expect(of('closed').issue.state_reason).toBe('duplicate');
    expect(of('transferred').changes.new_issue.number).toBe(moved);
    expect(github.ledger).toEqual([]);
  });

  it('announce an issue with its labels, and then each label', async () => {
    const { number } = await github.openIssue('acme/widgets', {
      title: 'Labeled by its form',
      author: 'rita',
      labels: ['bug', 'area/api'],
    });
    await arrived();
    const shown = receiver.received.map(({ payload }) => [
      payload.action,
      payload.label?.name ?? null,
      payload.issue.labels.map((label: { name: string }) => label.name),
    ]);
    expect(shown).toHaveLength(3);
    expect(shown).toContainEqual(['opened', null, ['bug', 'area/api']]);
    expect(shown).toContainEqual(['labeled', 'bug', ['bug', 'area/api']]);
    expect(shown).toContainEqual(['labeled', 'area/api', ['bug', 'area/api']]);
    const { data } = await appOctokit(github, unlikeGitHub).issues.listEvents({
      ...acme,
      issue_number: number,
    });
    expect(data.map(({ event }) => event)).toEqual(['labeled', 'labeled']);
  });

  it('tell the App of its own writes too, with its bot as sender', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Mine', author: 'rita' });
    await appOctokit(github, unlikeGitHub).issues.addLabels({
      ...acme,
      issue_number: number,
      labels: ['bug'],
    });
    await arrived();
    expect(receiver.received.at(-1)?.payload).toMatchObject({
      action: 'labeled',
      label: { name: 'bug' },
      sender: { login: 'dispatch[bot]', type: 'Bot' },
    });
    expect(receiver.received.at(-1)?.payload.label.id).toBe(
      receiver.received.at(-1)?.payload.issue.labels[0].id,
    );
  });

  it('tell of a label that was put on and did not exist', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Mine', author: 'rita' });
    const octokit = appOctokit(github, unlikeGitHub);
    await octokit.issues.addLabels({ ...acme, issue_number: number, labels: ['unheard of'] });
    expect((await octokit.issues.getLabel({ ...acme, name: 'unheard of' })).data).toMatchObject({
      color: 'ededed',
      description: null,
    });
    await arrived();
    const told = receiver.received.filter(({ payload }) => payload.label?.name === 'unheard of');
    expect(told.map(({ payload }) => payload.action).sort()).toEqual(['created', 'labeled']);
    await octokit.issues.deleteLabel({ ...acme, name: 'unheard of' });
    await arrived();
  });

  it('follow labels, repositories, pushes and installations', async () => {
    github.installation();
    github.installation('solo');
    github.removeRepository('acme/gadgets');
    github.addRepository('acme/gadgets');
    github.suspend();
    await github.openIssue('acme/widgets', { title: 'Not told', author: 'rita' });
    github.unsuspend();
    github.createLabel('acme/widgets', { name: 'temporary' }, 'mona');
    github.renameLabel('acme/widgets', 'temporary', 'lasting', 'mona');
    github.deleteLabel('acme/widgets', 'lasting', 'mona');
    await github.pushFile('acme/widgets', '.github/dispatch.yml', 'mode: apply\n', 'mona');
    github.renameRepository('acme/gadgets', 'gizmos', 'mona');
    github.uninstall('solo');
    const names = (await arrived()).map(([event, action]) => (action ? `${event}.${action}` : event));
    expect(names.sort()).toEqual(
      [
        'installation.created',
        'installation.created',
        'installation_repositories.removed',
        'installation_repositories.added',
        'installation.suspend',
        'installation.unsuspend',
        'label.created',
        'label.edited',
        'label.deleted',
        'push',
        'repository.renamed',
        'installation.deleted',
      ].sort(),
    );
    const push = receiver.received.find(({ headers }) => headers['x-github-event'] === 'push')?.payload;
    expect(push).toMatchObject({
      ref: 'refs/heads/main',
      head_commit: { added: ['.github/dispatch.yml'] },
      repository: { default_branch: 'main' },
      pusher: { name: 'mona' },
    });
  });
});
