import postgres from 'postgres';
import type { BenchDatabase } from '../intake/bench-database.ts';

/** A database of this name on the server, made where there is none, and left where it is: the next run measures on it again. */
export async function createKept(server: string, name: string): Promise<BenchDatabase> {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name))
    throw new Error('the name of a database to keep: a to z, 0 to 9 and _');
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    const [known] = await sql`select from pg_database where datname = ${name}`;
    if (!known) await sql.unsafe(`create database ${name}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { address: { url: url.href }, drop: async () => undefined };
}
