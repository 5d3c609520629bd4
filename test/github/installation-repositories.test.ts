import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/core/database.ts';
import { databases } from '../support/databases.ts';
import { createMemoryDispatch, user } from '../support/memory-dispatch.ts';

describe.each(databases)('repositories of an installation, on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** The delivery comes while GitHub does not find the repository. */
  async function unfound(action: 'added' | 'removed') {
    const { deps, deliver, repo } = await createMemoryDispatch(database);
    deps.appReads.installationOf = async () => null;
    const list = [{ id: repo.repositoryId, name: repo.name, full_name: 'acme/widgets', private: false }];
    await deliver('installation_repositories', {
      ...{ action, repository_selection: 'selected', sender: user('mona', 2) },
      installation: { id: repo.installationId, account: { login: 'acme', id: 1, type: 'Organization' } },
      repositories_added: action === 'added' ? list : [],
      repositories_removed: action === 'removed' ? list : [],
    });
    return deps.repositories.getRepository(repo);
  }

  it('are not forgotten because one that was added is not found for a moment', async () => {
    expect(await unfound('added')).toMatchObject({ name: 'widgets' });
  });

  it('are forgotten once they were removed', async () => {
    expect(await unfound('removed')).toBeNull();
  });
});
