import { join, resolve } from 'node:path';
import { loadEnvironment } from '../src/app/config/environment.ts';

/** The database that `npm start` in this folder would open, and its name for people (without a password). */
export function configuredDatabase() {
  const environment = loadEnvironment();
  if (environment.DATABASE_URL) {
    const { host, pathname } = new URL(environment.DATABASE_URL);
    return { address: { url: environment.DATABASE_URL }, name: `the PostgreSQL database ${host}${pathname}` };
  }
  const dataDir = join(resolve(environment.DATA_DIR || '.data'), 'database');
  return { address: { dataDir }, name: `the embedded database in ${dataDir}` };
}
