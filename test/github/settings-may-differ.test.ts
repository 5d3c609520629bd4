import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/core/database.ts';
import { loadSettings } from '../../src/triage/core/load-settings.ts';
import { databases } from '../support/databases.ts';
import { createMemoryDispatch, user } from '../support/memory-dispatch.ts';

const file = '.github/dispatch.yml';
const zeros = '0'.repeat(40);
const commit = (given: object = {}) => ({ id: zeros, added: [], modified: [], removed: [], ...given });
const paths = (count: number) => Array.from({ length: count }, (_, i) => `src/${i}.ts`);

describe.each(databases)('what the default branch holds, on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** A repository that was read in `observe`, and whose files, and the organization's, say something else by now. */
  async function start() {
    const files: Record<string, string> = { [file]: 'mode: observe\n' };
    const dispatch = await createMemoryDispatch(database, { files });
    const { deps, github, repo } = dispatch;
    const { repositories } = deps;
    const mode = async () => (await loadSettings({ github, repositories }, repo)).settings.mode;
    await repositories.saveRepository({ ...repo, archived: false });
    expect(await mode()).toBe('observe');
    files[file] = 'mode: suggest\n';
    expect(await mode()).toBe('observe');
    const payload = (given: object, name: string = repo.name) => ({
      installation: { id: repo.installationId },
      repository: {
        ...{ id: name === repo.name ? repo.repositoryId : repo.repositoryId + 1, name, private: false },
        ...{ full_name: `acme/${name}`, default_branch: 'main', archived: false },
        owner: { login: 'acme', id: 1, type: 'Organization' },
      },
      sender: user('mona', 2),
      ...given,
    });
    const push = (given: object, name?: string) =>
      dispatch.deliver(
        'push',
        payload(
          {
            ...{ ref: 'refs/heads/main', before: zeros, after: zeros, created: false, deleted: false },
            ...{ forced: false, commits: [commit()], ...given },
          },
          name,
        ),
      );
    return { ...dispatch, mode, payload, push };
  }

  const pushes: Record<string, object> = {
    'a commit that names the file': { commits: [commit({ modified: [file] })] },
    'a force push, which names no commit': { forced: true, commits: [] },
    'a force push that names other files': { forced: true, commits: [commit({ modified: ['README.md'] })] },
    'a branch that was made anew': { created: true, commits: [] },
    'a branch that was taken away': { deleted: true, commits: [] },
    'a push to commits that GitHub had already': { commits: [] },
    'more commits than GitHub lists': { commits: Array.from({ length: 20 }, () => commit()) },
    'a commit of more files than GitHub lists': { commits: [commit({ added: paths(3_000) })] },
  };
  it.each(Object.keys(pushes))('is read again after %s', async (what) => {
    const { push, mode } = await start();
    await push(pushes[what] ?? {});
    expect(await mode()).toBe('suggest');
  });

  it.each([
    ['a push that names other files only', { commits: [commit({ modified: ['README.md'] })] }],
    ['a push to another branch', { ref: 'refs/heads/try', forced: true, commits: [] }],
  ])('is not read again after %s', async (_what, given) => {
    const { push, mode } = await start();
    await push(given);
    expect(await mode()).toBe('observe');
  });

  const changes: Record<string, object> = {
    'another default branch': { action: 'edited', changes: { default_branch: { from: 'main' } } },
    'a new name': { action: 'renamed', changes: { repository: { name: { from: 'gears' } } } },
    'a new owner': { action: 'transferred', changes: { owner: { from: {} } } },
  };
  it.each(Object.keys(changes))('is read again after %s', async (what) => {
    const { deliver, payload, mode } = await start();
    await deliver('repository', payload(changes[what] ?? {}));
    expect(await mode()).toBe('suggest');
  });

  type Started = Awaited<ReturnType<typeof start>>;
  const shared: Record<string, (started: Started) => Promise<void>> = {
    'is force-pushed to': ({ push }) => push({ forced: true, commits: [] }, '.github'),
    'switches its default branch': ({ deliver, payload }) =>
      deliver('repository', payload({ action: 'edited', changes: {} }, '.github')),
    'got this name': ({ deliver, payload }) =>
      deliver(
        'repository',
        payload({ action: 'renamed', changes: { repository: { name: { from: 'defaults' } } } }, '.github'),
      ),
    'lost this name': ({ deliver, payload }) =>
      deliver(
        'repository',
        payload({ action: 'renamed', changes: { repository: { name: { from: '.github' } } } }, 'defaults'),
      ),
    'is deleted': ({ deliver, payload }) => deliver('repository', payload({ action: 'deleted' }, '.github')),
    'comes under the care of the App': ({ deliver, payload, repo }) =>
      deliver('installation_repositories', {
        ...{ ...payload({}), action: 'added', repository_selection: 'selected' },
        installation: { id: repo.installationId, account: { login: 'acme', id: 1, type: 'Organization' } },
        repositories_added: [
          { id: repo.repositoryId + 1, name: '.github', full_name: 'acme/.github', private: false },
        ],
        repositories_removed: [],
      }),
  };
  it.each(Object.keys(shared))(
    "is read again everywhere when the organization's repository %s",
    async (what) => {
      const started = await start();
      await shared[what]?.(started);
      expect(await started.mode()).toBe('suggest');
    },
  );
});
