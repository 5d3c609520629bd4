import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../../../src/domain/issue/repository.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import type { RepositoryStore } from '../../../src/triage/ports/core.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels, keepSettings } from '../keep-read.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const observing = { ...defaultSettings, mode: 'observe' as const };
const label = (id: number, name: string): Label => ({
  id,
  name,
  color: 'd73a4a',
  description: `about ${name}`,
});

const noFiles = { forms: [], codeowners: [], description: '', habits: [] };

describe.each(databases)('repositories, $name', ({ open }) => {
  let database: Database;
  let repositories: RepositoryStore;
  beforeAll(async () => {
    database = await open();
    repositories = createRepositoryStore(database, async () => undefined);
  });
  afterAll(() => database.close());

  it('are paused with their installation or on their own', async () => {
    const repo = makeRepository();
    const installation = {
      id: repo.installationId,
      account: 'tide',
      accountId: 2,
      kind: 'organization' as const,
    };
    expect(await repositories.isPaused(repo)).toBe(false);
    await repositories.saveInstallation(installation);
    await repositories.setSuspended(repo.installationId, true);
    await repositories.saveInstallation({ ...installation, account: 'tide-renamed' });
    expect(await repositories.isPaused(repo)).toBe(true);
    await repositories.setSuspended(repo.installationId, false);
    expect(await repositories.isPaused(repo)).toBe(false);
    await repositories.saveRepository(repo);
    await database.withTenant(repo.installationId, (tx) =>
      tx.execute(sql`update repositories set paused = true`),
    );
    expect(await repositories.isPaused(repo)).toBe(true);
  });

  it('have settings once they were read, until they are stale', async () => {
    const repo = makeRepository();
    expect(await repositories.getSettings(repo)).toBeNull();
    const read = {
      settings: observing,
      problems: [],
      source: '.github/dispatch.yml',
      forms: [{ kind: 'form' as const, name: 'Bug', fields: [], labels: ['bug'], type: null, title: '' }],
      codeowners: [{ pattern: '/src/', owners: ['maren'] }],
      description: 'A build cache',
      habits: [],
    };
    expect(await keepSettings(repositories, repo, read)).toEqual(read);
    expect(await repositories.getSettings(repo)).toEqual(read);
    await repositories.markSettingsStale(repo);
    expect(await repositories.getSettings(repo)).toBeNull();
    await keepSettings(repositories, repo, read);
    await repositories.markAllSettingsStale(repo.installationId);
    expect(await repositories.getSettings(repo)).toBeNull();
  });

  it('keep the last good settings where the new ones have problems', async () => {
    const repo = makeRepository();
    await keepSettings(repositories, repo, {
      settings: observing,
      problems: [],
      source: 'organisation',
      ...noFiles,
    });
    await repositories.markSettingsStale(repo);
    const bad = {
      settings: defaultSettings,
      problems: ['mode: no such mode'],
      source: '.github/dispatch.yml',
      ...noFiles,
    };
    const inForce = { settings: observing, problems: bad.problems, source: 'organisation', ...noFiles };
    expect(await keepSettings(repositories, repo, bad)).toEqual(inForce);
    expect(await repositories.getSettings(repo)).toEqual(inForce);
    const good = { settings: defaultSettings, problems: [], source: 'defaults', ...noFiles };
    expect(await keepSettings(repositories, repo, good)).toEqual(good);
  });

  it('fall back to what was given where there never were good settings', async () => {
    const repo = makeRepository();
    const bad = {
      settings: defaultSettings,
      problems: ['not YAML'],
      source: '.github/dispatch.yml',
      ...noFiles,
    };
    expect(await keepSettings(repositories, repo, bad)).toEqual(bad);
  });

  it('replace their labels, and know none until they were read', async () => {
    const repo = makeRepository();
    expect(await repositories.getLabels(repo)).toBeNull();
    const labels = [label(1, 'bug'), label(2, 'area: "sea"')];
    await keepLabels(repositories, repo, labels, []);
    expect(await repositories.getLabels(repo)).toEqual(labels);
    // GitHub's pages can overlap while labels are being made: one of two with the same id stays.
    await keepLabels(repositories, repo, [label(3, 'docs'), label(3, 'docs')], []);
    expect(await repositories.getLabels(repo)).toEqual([label(3, 'docs')]);
    await keepLabels(repositories, repo, [], []);
    expect(await repositories.getLabels(repo)).toEqual([]);
    await repositories.markLabelsStale(repo);
    expect(await repositories.getLabels(repo)).toBeNull();
  });

  it('replace their labels once when several do it at the same moment', async () => {
    const repo = makeRepository();
    const sets = Array.from({ length: 6 }, (_, index) => [
      label(1, 'bug'),
      label(10 + index, `set ${index}`),
    ]);
    await Promise.all(sets.map((labels) => keepLabels(repositories, repo, labels, [])));
    expect(sets).toContainEqual(await repositories.getLabels(repo));
  });

  it('tell which share of their latest 500 issues carries one of some labels', async () => {
    const repo = makeRepository();
    const issues = createIssueStore(database);
    expect(await repositories.shareOfLabeled(repo, ['api'])).toBe(0);
    const labels = [['api'], ['api', 'bug'], ['ui'], ['bug'], []];
    for (const [at, carried] of labels.entries())
      await issues.saveIssue(repo, makeIssue(repo, at + 1, { labels: carried }));
    // Of another repository of the same installation, which does not count.
    const other = { ...repo, repositoryId: repo.repositoryId + 1_000_000 };
    await issues.saveIssue(other, makeIssue(other, 1, { labels: ['api'] }));
    expect(await repositories.shareOfLabeled(repo, ['api'])).toBe(0.4);
    expect(await repositories.shareOfLabeled(repo, ['api', 'ui', 'constructor'])).toBe(0.6);
    expect(await repositories.shareOfLabeled(repo, [])).toBe(0);
    for (let number = 6; number <= 505; number++) await issues.saveIssue(repo, makeIssue(repo, number, {}));
    expect(await repositories.shareOfLabeled(repo, ['api'])).toBe(0);
  });

  it('count how often a label is used', async () => {
    const repo = makeRepository();
    const issues = createIssueStore(database);
    await issues.saveIssue(repo, makeIssue(repo, 1, { labels: ['bug', 'ui'] }));
    await issues.saveIssue(repo, makeIssue(repo, 2, { labels: ['bug'] }));
    expect(await repositories.labelUse(repo)).toEqual(
      new Map([
        ['bug', 2],
        ['ui', 1],
      ]),
    );
  });
});
