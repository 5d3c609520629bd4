import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { createSettingsActions } from '../../../src/store/repositories/settings-reads.ts';
import { loadSettings } from '../../../src/triage/core/load-settings.ts';
import { loadTaxonomy } from '../../../src/triage/core/load-taxonomy.ts';
import type { GitHub, RepositoryStore } from '../../../src/triage/ports/core.ts';
import { makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const file = '.github/dispatch.yml';
const label = (id: number, name: string) => ({ id, name, color: 'd73a4a', description: '' });

describe.each(databases)('what is read while it changes, on the $name database', ({ open }) => {
  let database: Database;
  let repositories: RepositoryStore;
  let repo: ReturnType<typeof makeRepository>;
  beforeAll(async () => {
    database = await open();
    repositories = createRepositoryStore(database, async () => undefined);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    repo = makeRepository();
    await repositories.saveRepository(repo);
  });

  /** GitHub whose answers were made before `meanwhile` happens, and arrive after it; `meanwhile` happens in each read. */
  const overtaken = (files: Record<string, string>, meanwhile: (read: number) => Promise<void>) => {
    const { github } = createMemoryGitHub({ files });
    let read = 0;
    const getFile: GitHub['getFile'] = async (place, path) => {
      const answer = await github.getFile(place, path);
      if (path === file && place.name === repo.name) await meanwhile(++read);
      return answer;
    };
    return { ...github, getFile };
  };

  const marks = {
    'a push': () => repositories.markSettingsStale(repo),
    "a push to the organization's repository": () => repositories.markAllSettingsStale(repo.installationId),
    'a person who asks for it': () => createSettingsActions(database, []).markStale(repo),
  };

  it.each(Object.keys(marks) as (keyof typeof marks)[])('settings follow %s', async (by) => {
    const files: Record<string, string> = { [file]: 'mode: observe\n' };
    const github = overtaken(files, async (read) => {
      if (read > 1) return;
      files[file] = 'mode: suggest\n';
      await marks[by]();
    });
    expect((await loadSettings({ github, repositories }, repo)).settings.mode).toBe('suggest');
    expect((await repositories.getSettings(repo))?.settings.mode).toBe('suggest');
  });

  it("the repository's description comes with them, and changes with them", async () => {
    const { github } = createMemoryGitHub({});
    const described = (description?: string): GitHub => ({
      ...github,
      getRepository: async (asked) => ({ ...asked, ...(description ? { description } : {}) }),
    });
    const read = (description?: string) =>
      loadSettings({ github: described(description), repositories }, repo);
    expect((await read('A build cache')).description).toBe('A build cache');
    expect((await read('unread until the settings are stale')).description).toBe('A build cache');
    await repositories.markSettingsStale(repo);
    expect((await read()).description).toBe('');
    expect((await repositories.getSettings(repo))?.description).toBe('');
  });

  it('a read that another one overtook writes nothing over it', async () => {
    const files: Record<string, string> = { [file]: 'mode: observe\n' };
    const { github: now } = createMemoryGitHub({ files });
    const github = overtaken(files, async (read) => {
      if (read > 1) return;
      files[file] = 'mode: suggest\n';
      await repositories.markSettingsStale(repo);
      await loadSettings({ github: now, repositories }, repo);
    });
    expect((await loadSettings({ github, repositories }, repo)).settings.mode).toBe('suggest');
    expect((await repositories.getSettings(repo))?.settings.mode).toBe('suggest');
  });

  it('the job is tried again where every read is overtaken, and the last good settings stay', async () => {
    const files: Record<string, string> = { [file]: 'mode: observe\n' };
    await loadSettings({ github: createMemoryGitHub({ files }).github, repositories }, repo);
    await repositories.markSettingsStale(repo);
    const github = overtaken({}, () => repositories.markSettingsStale(repo));
    await expect(loadSettings({ github, repositories }, repo)).rejects.toThrow('changed again');
    expect(await repositories.getSettings(repo)).toBeNull();
    expect((await repositories.knownSettings(repo))?.settings.mode).toBe('observe');
  });

  it('labels follow one that changes while they are listed', async () => {
    const names = ['bug'];
    let lists = 0;
    const listLabels: GitHub['listLabels'] = async () => {
      const answer = names.map((name, i) => label(i + 1, name));
      if (++lists > 1) return answer;
      names.push('documentation');
      await repositories.markLabelsStale(repo);
      return answer;
    };
    const meanings = await loadTaxonomy({ github: { listLabels }, repositories }, repo, defaultSettings);
    expect(meanings.map(({ label: { name } }) => name)).toEqual(['bug', 'documentation']);
    expect((await repositories.getLabels(repo))?.map(({ name }) => name)).toEqual(['bug', 'documentation']);
  });

  it('a repository that is forgotten meanwhile does not come back', async () => {
    const forget = () => repositories.forgetRepository(repo);
    const github = overtaken({}, forget);
    await expect(loadSettings({ github, repositories }, repo)).rejects.toThrow('not known');
    expect(await repositories.getRepository(repo)).toBeNull();
    await repositories.saveRepository(repo);
    const listLabels: GitHub['listLabels'] = async () => {
      await forget();
      return [];
    };
    const taxonomy = loadTaxonomy({ github: { listLabels }, repositories }, repo, defaultSettings);
    await expect(taxonomy).rejects.toThrow('not known');
    expect(await repositories.getRepository(repo)).toBeNull();
  });

  it('a read under an old name leaves the new one as it is', async () => {
    const github = overtaken({}, () =>
      repositories.saveRepository({ ...repo, name: 'renamed', private: true }),
    );
    await loadSettings({ github, repositories }, repo);
    await loadTaxonomy({ github, repositories }, repo, defaultSettings);
    expect(await repositories.getRepository(repo)).toMatchObject({ name: 'renamed', private: true });
  });

  it('are read again after a day, since GitHub does not tell of every change', async () => {
    const files = { [file]: 'mode: observe\n' };
    const { github } = createMemoryGitHub({ files });
    await loadSettings({ github, repositories }, repo);
    files[file] = 'mode: suggest\n';
    expect((await loadSettings({ github, repositories }, repo)).settings.mode).toBe('observe');
    await database.withTenant(repo.installationId, (tx) =>
      tx.execute(sql`update repositories set settings_read_at = now() - interval '25 hours'`),
    );
    expect((await loadSettings({ github, repositories }, repo)).settings.mode).toBe('suggest');
  });

  it.each<[string, Record<string, string>, string, string]>([
    [
      'dispatch.yaml alone',
      { '.github/dispatch.yaml': 'mode: observe\n' },
      'observe',
      '.github/dispatch.yaml',
    ],
    [
      'both endings, of which dispatch.yml wins and is named',
      { '.github/dispatch.yaml': 'mode: observe\n', [file]: 'mode: apply\n' },
      'apply',
      '.github/dispatch.yml, not .github/dispatch.yaml',
    ],
  ])('settings may stand in %s', async (_, files, mode, from) => {
    const { github } = createMemoryGitHub({ files });
    const { settings, source } = await loadSettings({ github, repositories }, repo);
    expect([settings.mode, source]).toEqual([mode, from]);
  });

  it.each([
    [
      '.github/ISSUE_TEMPLATE/bug.yml',
      'name: Bug\nbody:\n  - { type: input, attributes: { label: Version } }\n',
    ],
    ['.github/ISSUE_TEMPLATE/bug.md', '---\nname: Bug\n---\n\n**Version**\ne.g. 1.2\n'],
    ['.github/ISSUE_TEMPLATE.md', '## Version\ne.g. 1.2\n'],
    ['issue_template.md', '## Version\ne.g. 1.2\n'],
    ['docs/ISSUE_TEMPLATE.md', '## Version\ne.g. 1.2\n'],
  ])('forms and templates are read: %s', async (path, text) => {
    const { github } = createMemoryGitHub({ files: { [path]: text } });
    const { forms } = await loadSettings({ github, repositories }, repo);
    expect(forms.map(({ fields }) => fields.map(({ label: name }) => name))).toEqual([['Version']]);
  });

  it("forms are the organization's where the repository has none", async () => {
    const { github } = createMemoryGitHub({ sharedFiles: { 'ISSUE_TEMPLATE.md': '# Logs\n' } });
    const { forms } = await loadSettings({ github, repositories }, repo);
    expect(forms).toMatchObject([{ kind: 'template', fields: [{ label: 'Logs' }] }]);
  });

  describe('a file that was there and is said to be missing', () => {
    const owners = { CODEOWNERS: '/src/ @maren\n' };
    let files: Record<string, string>;
    beforeEach(async () => {
      files = { [file]: 'mode: observe\n', ...owners };
      await loadSettings({ github: createMemoryGitHub({ files }).github, repositories }, repo);
      await repositories.markSettingsStale(repo);
    });

    it('is asked for once more, and read where it is there', async () => {
      const { github } = createMemoryGitHub({ files });
      const said = new Set<string>();
      const getFile: GitHub['getFile'] = async (place, path) => {
        const first = !said.has(`${place.name} ${path}`);
        said.add(`${place.name} ${path}`);
        return first ? null : github.getFile(place, path);
      };
      const read = await loadSettings({ github: { ...github, getFile }, repositories }, repo);
      expect(read).toMatchObject({ settings: { mode: 'observe' }, source: file });
      expect(read.codeowners).toHaveLength(1);
    });

    it('counts for nothing where the repository cannot be seen: the last good settings stay', async () => {
      const { github } = createMemoryGitHub({});
      const blind = { ...github, getRepository: async () => null };
      await expect(loadSettings({ github: blind, repositories }, repo)).rejects.toThrow('does not show');
      const known = await repositories.knownSettings(repo);
      expect(known).toMatchObject({ settings: { mode: 'observe' }, source: file });
      expect(known?.codeowners).toHaveLength(1);
      // The next try reads them.
      const { github: seeing } = createMemoryGitHub({ files });
      expect((await loadSettings({ github: seeing, repositories }, repo)).settings.mode).toBe('observe');
    });

    it("of the organization's repository counts for nothing while that cannot be seen, and the page says so", async () => {
      const shared = { sharedFiles: { [file]: 'mode: suggest\n' } };
      await loadSettings({ github: createMemoryGitHub(shared).github, repositories }, repo);
      await repositories.markSettingsStale(repo);
      const { github } = createMemoryGitHub({});
      const blind = { ...github, canSee: async ({ name }: { name: string }) => name !== '.github' };
      expect(await loadSettings({ github: blind, repositories }, repo)).toMatchObject({
        ...{ settings: { mode: 'suggest' }, source: 'organisation' },
        problems: [expect.stringContaining('.github repository')],
      });
      // Seen again, it says that there is no file.
      await repositories.markSettingsStale(repo);
      expect(await loadSettings({ github, repositories }, repo)).toMatchObject({
        ...{ settings: defaultSettings, source: 'defaults', problems: [] },
      });
    });

    it('is missing where GitHub stays with it', async () => {
      const { github } = createMemoryGitHub({});
      expect(await loadSettings({ github, repositories }, repo)).toMatchObject({
        ...{ settings: defaultSettings, source: 'defaults', codeowners: [] },
      });
    });
  });
});
