import { sql } from 'drizzle-orm';
import { settingsSchema } from '../../domain/settings/settings.ts';
import { type OperatorLimits, unavailableSettings } from '../../domain/settings/unmet-wishes.ts';
import type { SettingsActions } from '../../read/pages.ts';
import type { Database } from '../core/database.ts';
import { repositories } from '../schema/repository-schema.ts';
import { ofRepository, staleLabels, staleSettings } from './stale-marks.ts';

/** The settings of a repository as they stand, and the way to have them read again. `hosted` are the providers with a key. */
export function createSettingsActions(
  database: Database,
  hosted: readonly string[],
  limits?: OperatorLimits,
): SettingsActions {
  return {
    read: ({ installationId, repositoryId }) =>
      database.withTenant(installationId, async (tx) => {
        const [row] = await tx
          .select({
            settings: repositories.settings,
            private: repositories.private,
            problems: repositories.settingsProblems,
            source: repositories.settingsSource,
            readAt: repositories.settingsReadAt,
            forms: sql<number>`jsonb_array_length(${repositories.issueForms})::int`,
            ownerRules: sql<number>`jsonb_array_length(${repositories.codeowners})::int`,
          })
          .from(repositories)
          .where(ofRepository({ installationId, repositoryId }));
        const read = settingsSchema.safeParse(row?.settings ?? {});
        const settings = read.success ? read.data : settingsSchema.parse({});
        return {
          settings,
          problems: row?.problems ?? [],
          unmet: unavailableSettings(settings, {
            private: row?.private ?? true,
            hosted,
            ...(limits ? { limits } : {}),
          }),
          source: row?.source ?? 'defaults',
          readAt: row?.readAt?.toISOString() ?? null,
          forms: row?.forms ?? 0,
          ownerRules: row?.ownerRules ?? 0,
        };
      }),
    markStale: ({ installationId, repositoryId }) =>
      database.withTenant(installationId, async (tx) => {
        await tx
          .update(repositories)
          .set({ ...staleSettings, ...staleLabels })
          .where(ofRepository({ installationId, repositoryId }));
      }),
  };
}
