import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
/** Compared byte by byte: several times as fast as by a language's rules. */
export const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
export const githubId = (name: string) => bigint(name, { mode: 'number' });
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The columns that every tenant's table begins with. */
export const tenant = () => ({
  installationId: githubId('installation_id').notNull(),
  repositoryId: githubId('repository_id').notNull(),
});
