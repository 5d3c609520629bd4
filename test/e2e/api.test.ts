import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setRole } from '../../demo/local-github/accounts/set-role.ts';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { makeToken } from '../../src/console/api/token-value.ts';
import { createTokenStore } from '../../src/store/console/api-tokens.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';

const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: { '.github/dispatch.yml': 'mode: suggest\n' },
  })),
};
const repo = 'acme/widgets';

describe.each(databases)('the API of a running App, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  async function tokenOf(login: string): Promise<string> {
    const { value, id } = makeToken();
    const user = run.github.world.tables.users.findOneBy('login', login);
    const token = {
      id,
      name: 'a test',
      login,
      userId: user?.id ?? 0,
      expiresAt: new Date(Date.now() + 86_400_000),
    };
    await createTokenStore(run.dispatch.database).create({ ...token, scopes: ['read', 'write', 'operate'] });
    return value;
  }
  const send = (token: string, path: string, json?: unknown) =>
    fetch(`${run.dispatch.url}/api/v1/repos/${repo}/${path}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  const stateOf = async (token: string, id: string) => {
    let told = { state: 'queued', reason: null as string | null };
    await until(async () => {
      told = (await (await send(token, `requests/${id}`)).json()) as typeof told;
      return told.state !== 'queued';
    });
    return told;
  };
  const labelsOf = (number: number) => {
    const { tables } = run.github.world;
    const issue = tables.issues.all().find((row) => row.number === number);
    return (issue?.label_ids ?? []).map((id) => tables.labels.get(id)?.name);
  };

  it('answers as an API wherever an address begins so', async () => {
    for (const path of ['/api', '/api/', '/api/v2/repos', '/api/v1/nothing']) {
      const answer = await fetch(run.dispatch.url + path, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    }
  });

  it('lists the repositories that GitHub gives the person a role in, and none to others', async () => {
    const list = async (login: string) => {
      const headers = { authorization: `Bearer ${await tokenOf(login)}` };
      const answer = await fetch(`${run.dispatch.url}/api/v1/repos`, { headers });
      return ((await answer.json()) as { repositories: { name: string; role: string }[] }).repositories;
    };
    await run.github.openIssue(repo, { title: 'A first thing', body: '', author: 'rita' });
    await run.drained();
    expect(await list('mona')).toMatchObject([{ name: 'widgets' }]);
    expect(await list('rita')).toEqual([]);
  });

  it('a correction puts the label on at GitHub, and an undo takes it off', async () => {
    const mona = await tokenOf('mona');
    const { number } = await run.github.openIssue(repo, {
      title: 'A thing',
      body: 'Of no kind.',
      author: 'rita',
    });
    await run.drained();
    const asked = await send(mona, `issues/${number}/corrections`, { dimension: 'category', value: 'bug' });
    expect(asked.status).toBe(202);
    const { id } = (await asked.json()) as { id: string };
    expect(await stateOf(mona, id)).toEqual({ id, state: 'done', reason: null });
    expect(labelsOf(number)).toContain('bug');
    const { lessons } = (await (await send(mona, 'lessons')).json()) as {
      lessons: { number: number; by: object }[];
    };
    expect(lessons[0]).toMatchObject({ number, by: { login: 'mona' } });
    const { writes } = (await (await send(mona, `issues/${number}`)).json()) as {
      writes: { id: string; label: string | null; status: string }[];
    };
    const write = writes.find(({ label, status }) => label === 'bug' && status === 'done');
    const undone = await send(mona, `issues/${number}/undo`, { effects: [write?.id] });
    const undo = (await undone.json()) as { id: string };
    expect(await stateOf(mona, undo.id)).toMatchObject({ state: 'done' });
    expect(labelsOf(number)).not.toContain('bug');
  });

  it('a value that the repository cannot have is refused with the reason', async () => {
    const mona = await tokenOf('mona');
    const { number } = await run.github.openIssue(repo, {
      title: 'A thing',
      body: 'Of no kind.',
      author: 'rita',
    });
    await run.drained();
    const asked = await send(mona, `issues/${number}/corrections`, { label: 'no such label', on: true });
    const { id } = (await asked.json()) as { id: string };
    const told = await stateOf(mona, id);
    expect(told.state).toBe('refused');
    expect(told.reason).toContain('no such label');
  });

  it('shows nothing to people who may not triage, and to nobody what is not the App’s', async () => {
    const rita = await tokenOf('rita');
    expect((await send(rita, 'issues')).status).toBe(404);
    const mona = await tokenOf('mona');
    const away = await fetch(`${run.dispatch.url}/api/v1/repos/nobody/nothing/issues`, {
      headers: { authorization: `Bearer ${mona}` },
    });
    expect(away.status).toBe(404);
  });

  it('what is asked by somebody who lost the right meanwhile is refused when it runs', async () => {
    const tess = await tokenOf('tess');
    const { number } = await run.github.openIssue(repo, {
      title: 'A thing',
      body: 'Of no kind.',
      author: 'rita',
    });
    await run.drained();
    expect((await send(tess, 'issues')).status).toBe(200);
    setRole(run.github.world, repo, 'tess', 'read');
    const asked = await send(tess, `issues/${number}/corrections`, { dimension: 'category', value: 'bug' });
    // Known for half a minute: the API may still take it, the worker does not.
    const mona = await tokenOf('mona');
    if (asked.status === 202) {
      const { id } = (await asked.json()) as { id: string };
      expect(await stateOf(mona, id)).toMatchObject({ state: 'refused' });
    } else expect(asked.status).toBe(404);
    expect(labelsOf(number)).not.toContain('bug');
  });
});
