import type { Octokit } from '@octokit/rest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { appOctokit } from './app-octokit.ts';

let github: LocalGitHub;
let octokit: Octokit;
const acme = { owner: 'acme', repo: 'widgets' };
const unlikeGitHub: string[] = [];

beforeAll(async () => {
  github = await startLocalGitHub({
    seed: {
      accounts: [
        {
          login: 'acme',
          kind: 'organization',
          owners: ['mona'],
          issueTypes: ['Bug', 'Feature'],
          teams: { core: ['mona', 'tess'] },
        },
      ],
      users: [{ login: 'mona' }, { login: 'tess', roles: { 'acme/widgets': 'triage' } }, { login: 'rita' }],
      repositories: [
        {
          owner: 'acme',
          name: 'widgets',
          labels: [
            { name: 'bug', color: 'd73a4a' },
            { name: 'area/api', description: 'The REST API' },
          ],
          files: { '.github/dispatch.yml': 'mode: apply\n', CODEOWNERS: '* @acme/core\n' },
        },
      ],
    },
  });
  octokit = appOctokit(github, unlikeGitHub);
});
afterAll(() => github.close());
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
  expect(github.violations).toEqual([]);
});

const kindsOf = (number: number) =>
  github.ledger.filter((entry) => entry.number === number).map(({ kind }) => kind);

describe('issues', () => {
  it('are read, labeled once, and the ledger says what really changed', async () => {
    const { number } = await github.openIssue('acme/widgets', {
      title: 'Crash on start',
      body: 'It crashes',
      author: 'rita',
    });
    const { data } = await octokit.issues.get({ ...acme, issue_number: number });
    expect(data).toMatchObject({
      title: 'Crash on start',
      body: 'It crashes',
      user: { login: 'rita', type: 'User' },
      labels: [],
      state: 'open',
    });
    await octokit.issues.addLabels({ ...acme, issue_number: number, labels: ['BUG', 'area/api'] });
    await octokit.issues.addLabels({ ...acme, issue_number: number, labels: ['bug'] });
    expect(github.ledger.filter((entry) => entry.number === number)).toMatchObject([
      {
        kind: 'label.add',
        actor: 'dispatch[bot]',
        method: 'POST',
        repo: 'acme/widgets',
        payload: { label: 'bug' },
      },
      {
        kind: 'label.add',
        actor: 'dispatch[bot]',
        method: 'POST',
        repo: 'acme/widgets',
        payload: { label: 'area/api' },
      },
    ]);
    await octokit.issues.removeLabel({ ...acme, issue_number: number, name: 'area/api' });
    const { data: left } = await octokit.issues.listLabelsOnIssue({ ...acme, issue_number: number });
    expect(left.map(({ name }) => name)).toEqual(['bug']);
    await expect(
      octokit.issues.removeLabel({ ...acme, issue_number: number, name: 'area/api' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('are listed with pull requests among them, page by page, newest first', async () => {
    const first = await github.openIssue('acme/widgets', { title: 'One', author: 'rita' });
    const pull = await github.openPullRequest('acme/widgets', { title: 'Two', author: 'rita' });
    const last = await github.openIssue('acme/widgets', { title: 'Three', author: 'rita' });
    const { data } = await octokit.issues.listForRepo({ ...acme, per_page: 3 });
    expect(data.map(({ number }) => number)).toEqual([last.number, pull.number, first.number]);
    expect(data.map((issue) => 'pull_request' in issue)).toEqual([false, true, false]);
    const all = await octokit.paginate(octokit.issues.listForRepo, { ...acme, per_page: 1, state: 'all' });
    expect(all.length).toBe(github.world.tables.issues.count());
  });

  it('are closed as a duplicate, typed, retitled, and the events say so', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Old', author: 'rita' });
    await octokit.issues.update({ ...acme, issue_number: number, title: 'New', type: 'Bug' } as never);
    await octokit.issues.update({
      ...acme,
      issue_number: number,
      state: 'closed',
      state_reason: 'duplicate',
    } as never);
    const { data } = await octokit.issues.get({ ...acme, issue_number: number });
    expect(data).toMatchObject({
      state: 'closed',
      state_reason: 'duplicate',
      type: { name: 'Bug' },
      closed_by: { login: 'dispatch[bot]' },
    });
    expect(kindsOf(number)).toEqual(['issue.edit', 'issue.type', 'issue.close']);
    const { data: events } = await octokit.issues.listEventsForRepo({ ...acme, per_page: 2 });
    expect(events).toMatchObject([
      { event: 'closed', state_reason: 'duplicate', issue: { number } },
      { event: 'renamed', rename: { from: 'Old', to: 'New' } },
    ]);
  });

  it('can be gone: 410, and the number is not given again', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Spam', author: 'rita' });
    await github.deleteIssue('acme/widgets', number, 'mona');
    await expect(octokit.issues.get({ ...acme, issue_number: number })).rejects.toMatchObject({
      status: 410,
    });
    const next = await github.openIssue('acme/widgets', { title: 'Next', author: 'rita' });
    expect(next.number).toBe(number + 1);
  });

  it('have ids that need more than 32 bits', async () => {
    const { id } = await github.openIssue('acme/widgets', { title: 'Id', author: 'rita' });
    expect(id).toBeGreaterThan(2 ** 31);
  });
});

describe('comments and reactions', () => {
  it('are written by the bot, edited in place, and found again by marker', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Question', author: 'rita' });
    await github.comment('acme/widgets', number, { author: 'rita', body: 'a <!-- marker --> of my own' });
    const { data: made } = await octokit.issues.createComment({
      ...acme,
      issue_number: number,
      body: 'first <!-- marker -->',
    });
    expect(made).toMatchObject({
      user: { login: 'dispatch[bot]', type: 'Bot' },
      performed_via_github_app: { slug: 'dispatch' },
    });
    await octokit.issues.updateComment({ ...acme, comment_id: made.id, body: 'second <!-- marker -->' });
    const { data: all } = await octokit.issues.listComments({ ...acme, issue_number: number });
    expect(all.filter(({ user }) => user?.type === 'Bot').map(({ id, body }) => [id, body])).toEqual([
      [made.id, 'second <!-- marker -->'],
    ]);
    await github.comment('acme/widgets', number, { author: 'rita', body: 'last' });
    await octokit.issues.updateComment({ ...acme, comment_id: made.id, body: 'third <!-- marker -->' });
    const { data: inOrder } = await octokit.issues.listComments({ ...acme, issue_number: number });
    expect(inOrder.map(({ user }) => user?.login)).toEqual(['rita', 'dispatch[bot]', 'rita']);
    await octokit.issues.deleteComment({ ...acme, comment_id: made.id });
    await expect(octokit.issues.getComment({ ...acme, comment_id: made.id })).rejects.toMatchObject({
      status: 404,
    });
    expect(kindsOf(number)).toEqual(['comment.create', 'comment.update', 'comment.update', 'comment.delete']);
  });

  it('react once, and count', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Command', author: 'rita' });
    const { id } = await github.comment('acme/widgets', number, { author: 'mona', body: '/triage' });
    const { data: made, status } = await octokit.reactions.createForIssueComment({
      ...acme,
      comment_id: id,
      content: '+1',
    });
    const again = await octokit.reactions.createForIssueComment({ ...acme, comment_id: id, content: '+1' });
    expect([status, again.status, again.data.id]).toEqual([201, 200, made.id]);
    const { data: comment } = await octokit.issues.getComment({ ...acme, comment_id: id });
    expect(comment.reactions).toMatchObject({ total_count: 1, '+1': 1 });
    await octokit.reactions.deleteForIssueComment({ ...acme, comment_id: id, reaction_id: made.id });
    github.react('acme/widgets', { issue: number }, 'rita', '-1');
    const { data: onIssue } = await octokit.reactions.listForIssue({ ...acme, issue_number: number });
    expect(onIssue).toMatchObject([{ content: '-1', user: { login: 'rita' } }]);
    expect(kindsOf(number)).toEqual(['reaction.create', 'reaction.delete']);
  });
});

describe('the repository', () => {
  it('gives files of the default branch, and 404 for none', async () => {
    const { data } = await octokit.repos.getContent({ ...acme, path: '.github/dispatch.yml' });
    expect(Buffer.from('content' in data ? data.content : '', 'base64').toString()).toBe('mode: apply\n');
    await github.pushFile('acme/widgets', '.github/dispatch.yml', 'mode: observe\n');
    const { data: after } = await octokit.repos.getContent({ ...acme, path: '.github/dispatch.yml' });
    expect('sha' in after && 'sha' in data && after.sha !== data.sha).toBe(true);
    await expect(octokit.repos.getContent({ ...acme, path: 'nowhere.yml' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('assigns who can be assigned, and quietly nobody else', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Assign', author: 'rita' });
    const { data } = await octokit.issues.addAssignees({
      ...acme,
      issue_number: number,
      assignees: ['tess', 'rita'],
    });
    expect(data.assignees?.map(({ login }) => login)).toEqual(['tess']);
    const { data: team } = await octokit.teams.listMembersInOrg({ org: 'acme', team_slug: 'core' });
    expect(team.map(({ login }) => login)).toEqual(['mona', 'tess']);
    expect(kindsOf(number)).toEqual(['assignee.add']);
  });

  it('has labels whose names differ by more than case', async () => {
    await expect(octokit.issues.createLabel({ ...acme, name: 'Bug' })).rejects.toMatchObject({ status: 422 });
    const { data } = await octokit.issues.createLabel({ ...acme, name: 'priority: high', color: 'b60205' });
    expect(data).toMatchObject({ name: 'priority: high', color: 'b60205' });
    const { data: found } = await octokit.issues.getLabel({ ...acme, name: 'AREA/API' });
    expect(found).toMatchObject({ name: 'area/api', description: 'The REST API' });
  });

  it('answers 304 to who has it already', async () => {
    const { headers } = await octokit.issues.listLabelsForRepo(acme);
    const again = octokit.issues.listLabelsForRepo({
      ...acme,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    await expect(again).rejects.toMatchObject({ status: 304 });
    await github.createLabel('acme/widgets', { name: 'new one' }, 'mona');
    const fresh = await octokit.issues.listLabelsForRepo({
      ...acme,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    expect(fresh.status).toBe(200);
  });
});
