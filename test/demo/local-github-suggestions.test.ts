import type { Octokit } from '@octokit/rest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import type { AutomationLevel, Confidence } from '../../demo/local-github/world/rows.ts';
import { appOctokit } from './app-octokit.ts';

let github: LocalGitHub;
let octokit: Octokit;
const acme = { owner: 'acme', repo: 'widgets' };
const repository = 'acme/widgets';
const unlikeGitHub: string[] = [];
beforeAll(async () => {
  github = await startLocalGitHub();
  octokit = appOctokit(github, unlikeGitHub);
});
afterAll(() => github.close());
afterEach(() => {
  github.setAutomation(repository, null);
  github.faults.clear();
  expect(unlikeGitHub.splice(0)).toEqual([]);
  expect(github.violations).toEqual([]);
});

const levels: AutomationLevel[] = ['full control', 'cautious', 'balanced', 'full'];
const rationale = 'Stack trace in the body.';
const opened = async () => (await github.openIssue(repository, { title: 'Crash', author: 'rita' })).number;
const add = async (issue_number: number, confidence: Confidence, more: { suggest?: boolean } = {}) =>
  (
    await octokit.issues.addLabels({
      ...{ ...acme, issue_number },
      // The client's types know no reasons yet.
      labels: [{ name: 'bug', rationale, confidence, ...more }] as unknown as string[],
    })
  ).data.map(({ name }) => name);
interface Listed {
  id: number;
  state: string;
  resolved_by: number | null;
  issue_event_id: number | null;
}
const onIssue = 'repos/{owner}/{repo}/issues/{issue_number}/suggestions';
const list = async (issue_number: number, state: 'pending' | 'all' = 'pending') =>
  (await octokit.request(`GET /${onIssue}`, { ...acme, issue_number, state })).data as Listed[];
const eventsOf = async (issue_number: number) =>
  (await octokit.issues.listEvents({ ...acme, issue_number })).data as { event: string; intent?: unknown }[];

describe('a label with a reason', () => {
  it.each(
    levels.flatMap((level) =>
      (['low', 'medium', 'high'] as const).map((confidence) => ({ level, confidence })),
    ),
  )('of $confidence confidence is applied or held by $level', async ({ level, confidence }) => {
    github.setAutomation(repository, level);
    const held = { 'full control': 3, cautious: 2, balanced: 1, full: 0 }[level];
    const isHeld = ['low', 'medium', 'high'].indexOf(confidence) < held;
    const number = await opened();
    expect(await add(number, confidence)).toEqual(isHeld ? [] : ['bug']);
    const kept = {
      action: 'add_label',
      target_value: 'bug',
      rationale,
      confidence: confidence.toUpperCase(),
    };
    expect(await list(number, 'all')).toMatchObject([{ ...kept, state: isHeld ? 'pending' : 'applied' }]);
    expect((await list(number)).length).toBe(isHeld ? 1 : 0);
    const intent = { rationale, confidence: confidence.toUpperCase() };
    expect(await eventsOf(number)).toMatchObject(isHeld ? [] : [{ event: 'labeled', intent }]);
  });

  it('is an ordinary label where suggestions are off, and a proposal nothing at all', async () => {
    const number = await opened();
    await expect(list(number)).rejects.toMatchObject({ status: 404 });
    expect(await add(number, 'high', { suggest: true })).toEqual([]);
    expect(await add(number, 'low')).toEqual(['bug']);
    expect((await eventsOf(number)).map((event) => 'intent' in event)).toEqual([false]);
  });

  it('can be refused, withdrawn in mid-use, and answered with 200 though nothing happened', async () => {
    github.setAutomation(repository, 'full');
    const number = await opened();
    github.faults.inject({ method: 'POST', path: /labels$/, status: 422 });
    await expect(add(number, 'high')).rejects.toMatchObject({ status: 422 });
    github.faults.inject({ method: 'POST', path: /labels$/, status: 200, body: [] });
    expect(await add(number, 'high')).toEqual([]);
    expect(await list(number, 'all')).toEqual([]);
    github.setAutomation(repository, null);
    await expect(list(number)).rejects.toMatchObject({ status: 404 });
  });
});

describe('a suggestion', () => {
  const pending = async (suggest = true) => {
    github.setAutomation(repository, 'full');
    const number = await opened();
    await add(number, 'high', { suggest });
    const [row] = await list(number);
    return { number, id: row?.id ?? 0 };
  };

  it('that a person approves labels the issue in their name', async () => {
    const { number, id } = await pending();
    await github.approveSuggestion(repository, number, id, 'mona');
    const [row] = await list(number, 'all');
    expect(row).toMatchObject({ id, state: 'approved' });
    expect(row?.resolved_by).not.toBeNull();
    expect(row?.issue_event_id).not.toBeNull();
    expect(await eventsOf(number)).toMatchObject([{ event: 'labeled', actor: { login: 'mona' } }]);
  });

  it('that a person dismisses leaves no event', async () => {
    const { number, id } = await pending();
    github.dismissSuggestion(repository, number, id, 'mona');
    expect(await list(number, 'all')).toMatchObject([{ id, state: 'dismissed' }]);
    expect(await eventsOf(number)).toEqual([]);
  });

  it('can be approved and dismissed by an App, once', async () => {
    const [first, second] = [await pending(), await pending()];
    const at = ({ number, id }: typeof first) => ({ ...acme, issue_number: number, suggestion_id: id });
    await octokit.request(`POST /${onIssue}/{suggestion_id}/approve`, at(first));
    await octokit.request(`POST /${onIssue}/{suggestion_id}/dismiss`, at(second));
    expect((await list(first.number, 'all')).map(({ state }) => state)).toEqual(['approved']);
    expect((await list(second.number, 'all')).map(({ state }) => state)).toEqual(['dismissed']);
    await expect(
      octokit.request(`POST /${onIssue}/{suggestion_id}/dismiss`, at(second)),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('is replaced by a newer one, and comes to nothing once a person sets the label', async () => {
    const { number } = await pending();
    await add(number, 'low', { suggest: true });
    expect((await list(number, 'all')).map(({ state }) => state)).toEqual(['replaced', 'pending']);
    await github.addLabel(repository, number, 'bug', 'mona');
    expect((await list(number, 'all')).map(({ state }) => state)).toEqual(['replaced', 'invalidated']);
  });

  it('is shown on the issue page to be approved or dismissed by who may triage', async () => {
    const [first, second] = [await pending(), await pending()];
    const post = (path: string, fields: Record<string, string>, cookie = '') =>
      fetch(`${github.url}${path}`, {
        ...{ method: 'POST', redirect: 'manual', headers: { cookie }, body: new URLSearchParams(fields) },
      });
    const signIn = async (login: string) =>
      (await post('/login', { login, return_to: '/' })).headers.get('set-cookie')?.split(';')[0] ?? '';
    const path = ({ number }: typeof first) => `/acme/widgets/issues/${number}`;
    const seen = async (at: string, cookie = '') =>
      (await fetch(`${github.url}${at}`, { headers: { cookie } })).text();
    const mona = await signIn('mona');
    expect(await seen(path(first))).toContain(rationale);
    expect(await seen(path(first))).not.toContain('Approve bug');
    expect(await seen(path(first), mona)).toContain('Approve bug');
    const denied = await post(
      `${path(first)}/suggestions`,
      { approve: String(first.id) },
      await signIn('rita'),
    );
    expect(denied.status).toBe(403);
    await post(`${path(first)}/suggestions`, { approve: String(first.id) }, mona);
    await post(`${path(second)}/suggestions`, { dismiss: String(second.id) }, mona);
    expect(await seen(path(first), mona)).not.toContain('id="suggestions"');
    expect((await list(first.number, 'all')).map(({ state }) => state)).toEqual(['approved']);
    expect((await list(second.number, 'all')).map(({ state }) => state)).toEqual(['dismissed']);
  });
});
