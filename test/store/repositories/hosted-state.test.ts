import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostedState } from '../../../src/domain/settings/hosted-state.ts';
import { settingsSchema } from '../../../src/domain/settings/settings.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createCheckpoints } from '../../../src/store/repositories/checkpoints.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { createSettingsActions, hostedStateId } from '../../../src/store/repositories/settings-reads.ts';
import { databases } from '../../support/databases.ts';
import { keepSettings } from '../keep-read.ts';
import { makeRepository } from '../make-repository.ts';

const state: HostedState = {
  model: 'gpt-6-luna',
  failing: {
    model: 'gpt-6-luna',
    since: '2026-11-30T12:00:00Z',
    why: 'the key was refused (401)',
    fault: 'key',
  },
  refused: [{ model: 'gpt-6-luna', parameter: 'temperature' }],
  endsOn: null,
};

describe.each(databases)('how a hosted provider was last seen, on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** What the Settings page says of a repository whose settings name the model. */
  const unmet = async (model: object, hosted = ['openai', 'anthropic']) => {
    const repo = makeRepository();
    const settings = settingsSchema.parse({ model });
    const read = { settings, problems: [], source: '.github/dispatch.yml', forms: [], codeowners: [] };
    await keepSettings(
      createRepositoryStore(database, async () => undefined),
      repo,
      read,
    );
    return (await createSettingsActions(database, hosted).read(repo)).unmet;
  };
  const save = (source: string, detail: object) =>
    createCheckpoints(database).set(hostedStateId(source), new Date(), detail as Record<string, unknown>);

  it('is told to a repository that names the provider, as the worker saved it last', async () => {
    expect(await unmet({ provider: 'openai' })).toEqual([]);
    await save('openai', state);
    expect(await unmet({ provider: 'openai' })).toEqual([
      expect.stringContaining('OpenAI has refused the key since 2026-11-30 12:00 UTC'),
      'gpt-6-luna refused temperature and is asked without it, or with something in its place.',
    ]);
    await save('openai', { ...state, failing: null, refused: [] });
    expect(await unmet({ provider: 'openai' })).toEqual([]);
  });

  it('is of no matter where another provider is named, none is asked, or there is no key', async () => {
    await save('openai', state);
    expect(await unmet({ provider: 'anthropic' })).toEqual([]);
    expect(await unmet({ provider: 'openai', llm: 'never' })).toEqual([]);
    expect((await unmet({ provider: 'openai' }, [])).join()).not.toContain('has refused the key');
  });

  it('is passed over where another version saved something else', async () => {
    await save('openai', { model: 7 });
    expect(await unmet({ provider: 'openai' })).toEqual([]);
  });
});
