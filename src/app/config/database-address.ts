import type { DatabaseAddress } from '../../store/core/database.ts';
import type { Config } from './config.ts';

/** Where the configured database is, and how to talk to it. */
export function databaseAddress(
  config: Pick<Config, 'databaseUrl' | 'databaseDirectUrl' | 'databasePrepare' | 'dataDir'>,
): DatabaseAddress {
  if (!config.databaseUrl) return { dataDir: `${config.dataDir}/database` };
  return {
    url: config.databaseUrl,
    directUrl: config.databaseDirectUrl ?? config.databaseUrl,
    prepare: config.databasePrepare,
  };
}
