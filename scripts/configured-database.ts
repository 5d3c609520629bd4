import { join, resolve } from 'node:path';
import { loadEnvironment } from '../src/app/config/environment.ts';

/** The database that `npm start` in this folder would open, and its name for people (without a password). */
export function configuredDatabase() {
  const environment = loadEnvironment();
  if (environment.DATABASE_URL) {
    const { host, pathname } = new URL(environment.DATABASE_URL);
    const address = {
      url: environment.DATABASE_URL,
      directUrl: environment.DATABASE_DIRECT_URL || environment.DATABASE_URL,
      prepare: environment.DATABASE_PREPARE !== 'false',
    };
    return { address, name: `the PostgreSQL database ${host}${pathname}` };
  }
  const dataDir = join(resolve(environment.DATA_DIR || '.data'), 'database');
  return { address: { dataDir }, name: `the embedded database in ${dataDir}` };
}
