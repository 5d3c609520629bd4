import type { Octokit } from '@octokit/rest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { appOctokit } from './app-octokit.ts';

let github: LocalGitHub;
let octokit: Octokit;
const acme = { owner: 'acme', repo: 'widgets' };
const unlikeGitHub: string[] = [];

beforeAll(async () => {
  github = await startLocalGitHub();
  octokit = appOctokit(github, unlikeGitHub);
});
afterAll(() => github.close());
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

describe('as the App', () => {
  it('is itself with its JSON web token', async () => {
    const { data } = await octokit.apps.getAuthenticated();
    expect(data).toMatchObject({ id: github.app.id, slug: 'dispatch' });
  });

  it('reads an issue, labels it once, and says so in the ledger', async () => {
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
    const written = github.ledger.filter((entry) => entry.number === number);
    expect(written.map(({ kind, actor, payload }) => [kind, actor, payload.label])).toEqual([
      ['label.add', 'dispatch[bot]', 'bug'],
      ['label.add', 'dispatch[bot]', 'area/api'],
    ]);
    await octokit.issues.removeLabel({ ...acme, issue_number: number, name: 'area/api' });
    expect(
      (await octokit.issues.listLabelsOnIssue({ ...acme, issue_number: number })).data.map(
        ({ name }) => name,
      ),
    ).toEqual(['bug']);
  });

  it('keeps one comment, as its bot', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Question', author: 'rita' });
    const { data: made } = await octokit.issues.createComment({
      ...acme,
      issue_number: number,
      body: 'first <!-- marker -->',
    });
    expect(made.user).toMatchObject({ login: 'dispatch[bot]', type: 'Bot' });
    expect(made.performed_via_github_app).toMatchObject({ slug: 'dispatch' });
    await octokit.issues.updateComment({ ...acme, comment_id: made.id, body: 'second <!-- marker -->' });
    const { data: all } = await octokit.issues.listComments({ ...acme, issue_number: number });
    expect(all.map(({ body }) => body)).toEqual(['second <!-- marker -->']);
    await octokit.issues.deleteComment({ ...acme, comment_id: made.id });
    expect(github.ledger.filter((entry) => entry.number === number).map(({ kind }) => kind)).toEqual([
      'comment.create',
      'comment.update',
      'comment.delete',
    ]);
  });
});
