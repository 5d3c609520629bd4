import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Database, DatabaseOptions } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';

export interface TestDatabase {
  name: 'embedded' | 'postgres';
  /** A migrated database with nothing in it, of the caller's own; `close()` throws it away. */
  open(options?: DatabaseOptions): Promise<Database>;
}

/** Address of a PostgreSQL 16+ with pgvector where databases may be created; `.ci/postgres` provides one. */
export const postgresUrl = process.env.TEST_DATABASE_URL || null;

/** Both databases, or the embedded one alone where there is no server (the run says so: announce-skips.ts). */
export const databases: TestDatabase[] = [
  { name: 'embedded', open: openFromTemplate },
  ...(postgresUrl ? [{ name: 'postgres' as const, open: openFresh }] : []),
];

const root = join(import.meta.dirname, '..', '..');
const cache = join(root, 'node_modules', '.cache', 'dispatchai');

async function openFromTemplate(options: DatabaseOptions = {}): Promise<Database> {
  return openDatabase({ dataDir: null, template: await template() }, { ...options, migrate: false });
}

/** A dump of a migrated database, kept between runs: restoring it takes a fifth of making it. */
async function template(): Promise<Blob> {
  const file = join(cache, `template-${await fingerprint()}.tar`);
  const kept = await readFile(file).catch(() => null);
  if (kept) return new Blob([kept]);
  const database = await openDatabase({ dataDir: null });
  if (database.raw.kind !== 'embedded') throw new Error('not embedded');
  const dump = await database.raw.pglite.dumpDataDir('none');
  await database.close();
  await mkdir(cache, { recursive: true });
  // Renamed when whole: test files that start together may all be here.
  const partial = `${file}.${process.pid}.${randomUUID()}`;
  await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
  await rename(partial, file);
  return dump;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(
    await readFile(join(root, 'node_modules/@electric-sql/pglite/package.json')),
  );
  const names = (await readdir(join(root, 'drizzle'))).filter((name) => name.endsWith('.sql')).sort();
  for (const name of names) hash.update(await readFile(join(root, 'drizzle', name)));
  return hash.digest('hex').slice(0, 16);
}

/** A database of its own on the server: empty, or migrated, which copies a template instead of migrating anew. */
export async function createPostgres({
  migrated = false,
} = {}): Promise<{ url: string; drop: () => Promise<void> }> {
  if (!postgresUrl) throw new Error('TEST_DATABASE_URL is not set; .ci/postgres provides one');
  const name = `dispatch_test_${randomUUID().replaceAll('-', '')}`;
  const from = migrated ? ` template ${await postgresTemplate()}` : '';
  await onServer((server) => server.unsafe(`create database ${name}${from}`));
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer((server) => server.unsafe(`drop database if exists ${name} with (force)`)),
  };
}

/** The advisory lock of the server's `postgres` database under which one process makes the template. */
const templateLock = 7_231_408;

/** The name of a migrated database that is only copied. It is made once for each set of migrations, and kept. */
async function postgresTemplate(): Promise<string> {
  const name = `dispatch_template_${await fingerprint()}`;
  await onServer(async (server) => {
    const exists = async () => (await server`select 1 from pg_database where datname = ${name}`).length > 0;
    if (await exists()) return;
    // A session's lock: one connection, so it is released on the connection that took it, or with it.
    await server`select pg_advisory_lock(${templateLock})`;
    if (await exists()) return;
    // Renamed when complete, so nobody copies half a template.
    const partial = `${name}_partial`;
    await server.unsafe(`drop database if exists ${partial} with (force)`);
    await server.unsafe(`create database ${partial}`);
    const url = new URL(postgresUrl as string);
    url.pathname = `/${partial}`;
    await (await openDatabase({ url: url.href })).close();
    await server.unsafe(`alter database ${partial} rename to ${name}`);
  });
  return name;
}

async function openFresh(options: DatabaseOptions = {}): Promise<Database> {
  const { url, drop } = await createPostgres({ migrated: options.migrate !== false });
  const database = await openDatabase({ url }, options);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

async function onServer(work: (server: postgres.Sql) => Promise<unknown>): Promise<void> {
  const server = postgres(postgresUrl as string, { max: 1, onnotice: () => undefined });
  try {
    await work(server);
  } finally {
    await server.end({ timeout: 1 });
  }
}
