import type { Database, DatabaseAddress, DatabaseOptions } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';

/**
 * Opens the database, takes the data directory's lock where it is embedded, and migrates.
 *
 * @throws DirectoryHeld when another process has the data directory open
 * @throws DataDirectoryUnusable when the data directory cannot be written to, has too little room, or holds no sound database
 */
export function openDatabase(address: DatabaseAddress, options: DatabaseOptions = {}): Promise<Database> {
  return 'url' in address ? openPostgres(address, options) : openEmbedded(address, options);
}
