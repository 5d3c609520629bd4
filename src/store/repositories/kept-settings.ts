import { and, eq, sql } from 'drizzle-orm';
import { type Settings, settingsSchema } from '../../domain/settings/settings.ts';
import type { RepositorySettings, RepositoryStore } from '../../triage/ports/core.ts';
import type { Tenants } from '../core/database.ts';
import { storableJson } from '../core/values/storable.ts';
import { repositories } from '../schema/repository-schema.ts';
import { ofRepository, readCheckpoints, staleSettings } from './stale-marks.ts';

type KeptSettings = Pick<
  RepositoryStore,
  | 'getSettings'
  | 'knownSettings'
  | 'staleMarks'
  | 'saveSettings'
  | 'saveFormHabits'
  | 'markSettingsStale'
  | 'markAllSettingsStale'
>;

/** The settings of repositories as they were last read, and whether that still holds. */
export function createKeptSettings(tenants: Tenants): KeptSettings {
  return {
    getSettings: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const isFresh = sql`${repositories.settingsReadAt} > now() - interval '1 day'`;
        const [row] = await tx
          .select()
          .from(repositories)
          .where(and(ofRepository(repo), isFresh));
        return row?.settings ? inForce(row) : null;
      }),
    knownSettings: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const [row] = await tx.select().from(repositories).where(ofRepository(repo));
        return row?.settings ? inForce(row) : null;
      }),
    staleMarks: (repo) => tenants.withTenant(repo.installationId, (tx) => readCheckpoints(tx, repo)),
    saveSettings: (repo, read, began) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const { settings, source, problems, forms, codeowners, description = '' } = storableJson(read);
        const keepsGood = problems.length > 0;
        const [row] = await tx
          .update(repositories)
          .set({
            settings: keepsGood
              ? sql`coalesce(${repositories.settings}, ${JSON.stringify(settings)}::jsonb)`
              : settings,
            settingsSource: keepsGood
              ? sql`case when ${repositories.settings} is null then ${source} else ${repositories.settingsSource} end`
              : source,
            settingsProblems: problems,
            settingsReadAt: sql`now()`,
            issueForms: forms,
            codeowners,
            description,
          })
          .where(and(ofRepository(repo), eq(repositories.settingsMarks, began.settings)))
          .returning();
        if (row) return inForce(row);
        await readCheckpoints(tx, repo);
        return null;
      }),
    saveFormHabits: (repo, habits) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx
          .update(repositories)
          .set({ formHabits: storableJson([...habits]) })
          .where(ofRepository(repo));
      }),
    markSettingsStale: (repo) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx.update(repositories).set(staleSettings).where(ofRepository(repo));
      }),
    markAllSettingsStale: (installationId) =>
      tenants.withTenant(installationId, async (tx) => {
        await tx
          .update(repositories)
          .set(staleSettings)
          .where(eq(repositories.installationId, installationId));
      }),
  };
}

function inForce(row: typeof repositories.$inferSelect): RepositorySettings {
  const {
    settingsProblems: problems,
    settingsSource: source,
    issueForms: forms,
    formHabits: habits,
    codeowners,
    description,
  } = row;
  return {
    settings: withNewKeys(row.settings as Settings),
    problems,
    source,
    forms,
    habits,
    codeowners,
    description,
  };
}

/** Settings that an earlier version saved lack the keys that came since: these have their defaults. */
function withNewKeys(saved: Settings): Settings {
  const read = settingsSchema.safeParse(saved);
  return read.success ? read.data : saved;
}
