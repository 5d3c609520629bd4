import { and, eq, inArray, sql } from 'drizzle-orm';
import { ruleProblems } from '../../domain/rules/rule-problems.ts';
import { hostedStateSchema, hostedWarnings } from '../../domain/settings/hosted-state.ts';
import { settingsSchema } from '../../domain/settings/settings.ts';
import { type OperatorLimits, unavailableSettings } from '../../domain/settings/unmet-wishes.ts';
import type { SettingsActions } from '../../read/pages.ts';
import type { Database } from '../core/database.ts';
import { marks } from '../schema/follow-up-schema.ts';
import { labels, repositories } from '../schema/repository-schema.ts';
import { ofRepository, staleLabels, staleSettings } from './stale-marks.ts';

/** The settings of a repository as they stand, and the way to have them read again. `hosted` are the providers with a key. */
export function createSettingsActions(
  database: Database,
  hosted: readonly string[],
  limits?: OperatorLimits,
): SettingsActions {
  return {
    async read({ installationId, repositoryId }) {
      // A table of the whole App: a tenant's transaction doesn't see it.
      const warnings = await readHostedWarnings(database, hosted);
      return database.withTenant(installationId, async (tx) => {
        const [row] = await tx
          .select({
            settings: repositories.settings,
            private: repositories.private,
            problems: repositories.settingsProblems,
            source: repositories.settingsSource,
            readAt: repositories.settingsReadAt,
            labelsReadAt: repositories.labelsReadAt,
            forms: sql<number>`jsonb_array_length(${repositories.issueForms})::int`,
            ownerRules: sql<number>`jsonb_array_length(${repositories.codeowners})::int`,
          })
          .from(repositories)
          .where(ofRepository({ installationId, repositoryId }));
        const read = settingsSchema.safeParse(row?.settings ?? {});
        const settings = read.success ? read.data : settingsSchema.parse({});
        const names =
          settings.rules.length > 0 && row?.labelsReadAt
            ? (
                await tx
                  .select({ name: labels.name })
                  .from(labels)
                  .where(
                    and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId)),
                  )
              ).map(({ name }) => name)
            : null;
        return {
          settings,
          problems: row?.problems ?? [],
          unmet: [
            ...ruleProblems(settings, names),
            ...unavailableSettings(settings, {
              private: row?.private ?? true,
              hosted,
              ...(limits ? { limits } : {}),
            }),
            ...(settings.model.llm === 'never' ? [] : (warnings.get(settings.model.provider) ?? [])),
          ],
          source: row?.source ?? 'defaults',
          readAt: row?.readAt?.toISOString() ?? null,
          forms: row?.forms ?? 0,
          ownerRules: row?.ownerRules ?? 0,
        };
      });
    },
    markStale: ({ installationId, repositoryId }) =>
      database.withTenant(installationId, async (tx) => {
        await tx
          .update(repositories)
          .set({ ...staleSettings, ...staleLabels })
          .where(ofRepository({ installationId, repositoryId }));
      }),
  };
}

/** Where the worker keeps how a hosted provider was last seen, among the checkpoints. */
export const hostedStateId = (source: string) => `hosted/${source}`;

/** What people have to know of each hosted provider that has a key. */
async function readHostedWarnings(
  database: Database,
  hosted: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const sources = (['openai', 'anthropic'] as const).filter((source) => hosted.includes(source));
  if (sources.length === 0) return found;
  const rows = await database.system((tx) =>
    tx
      .select()
      .from(marks)
      .where(inArray(marks.id, sources.map(hostedStateId))),
  );
  for (const source of sources) {
    const row = rows.find(({ id }) => id === hostedStateId(source));
    const state = hostedStateSchema.safeParse(row?.detail);
    if (state.success) found.set(source, hostedWarnings(source, state.data, new Date()));
  }
  return found;
}
