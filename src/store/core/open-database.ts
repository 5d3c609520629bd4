import type { Database, DatabaseAddress, DatabaseOptions } from './database.ts';

/**
 * Opens the database, takes the data directory's lock where it is embedded, and migrates.
 *
 * @throws DirectoryHeld when another process has the data directory open
 * @throws DataDirectoryUnusable when the data directory cannot be written to, has too little room, or holds no sound database
 */
export async function openDatabase(
  address: DatabaseAddress,
  options: DatabaseOptions = {},
): Promise<Database> {
  // Only the driver that is needed is loaded.
  if ('url' in address) return (await import('./postgres.ts')).openPostgres(address, options);
  return (await import('./embedded.ts')).openEmbedded(address, options);
}
