import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Postponed } from '../../src/domain/issue/postponed.ts';
import { knowRepository } from '../../src/github/handlers/know-repository.ts';
import type { Database } from '../../src/store/core/database.ts';
import { databases } from '../support/databases.ts';
import { createMemoryDispatch, user } from '../support/memory-dispatch.ts';

describe.each(databases)('the repository of a delivery, on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('keeps what another delivery learnt while this one asked GitHub', async () => {
    // GitHub answers the first question before the repository is made private, and the answer arrives after it.
    let meanwhile = async () => {};
    let asked = 0;
    const { deliver, repo, deps } = await createMemoryDispatch(database, {}, (github) => ({
      ...github,
      getRepository: async () => {
        asked += 1;
        if (asked > 1) return { ...repo, private: true };
        await meanwhile();
        return { ...repo, name: 'gears', private: false };
      },
    }));
    meanwhile = () => deps.repositories.saveRepository({ ...repo, private: true });
    await deliver('repository', {
      action: 'renamed',
      changes: { repository: { name: { from: 'widgets' } } },
      installation: { id: repo.installationId },
      repository: {
        ...{ id: repo.repositoryId, name: 'gears', full_name: 'acme/gears', private: false },
        ...{ archived: false, owner: { login: 'acme', id: 1, type: 'Organization' } },
      },
      sender: user('mona', 2),
    });
    expect(await deps.repositories.getRepository(repo)).toMatchObject({ private: true });
  });

  it('is dropped where GitHub knows of no installation only once GitHub has said so twice', async () => {
    const { repo, deps } = await createMemoryDispatch(database);
    const said = { ...repo, repositoryId: repo.repositoryId + 1, name: 'gears' };
    let reachedBy: number | null = null;
    let again = false;
    const know = () =>
      knowRepository(
        {
          ...deps,
          appReads: { ...deps.appReads, installationOf: async () => reachedBy },
          isStale: () => again,
        },
        { id: 'a-1', octokit: null as never },
        said,
      );
    await expect(know()).rejects.toThrow(Postponed);
    again = true;
    expect(await know()).toBeNull();
    // Shown by the second answer, it is taken up; reached by another installation, the delivery is too late.
    again = false;
    reachedBy = said.installationId + 7;
    expect(await know()).toBeNull();
    reachedBy = said.installationId;
    expect(await know()).toMatchObject({ name: 'gears' });
    expect(await deps.repositories.getRepository(said)).toMatchObject({ name: 'gears' });
  });
});
