import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { DatabaseAddress } from '../../src/store/core/database.ts';

export interface BenchDatabase {
  address: DatabaseAddress;
  drop: () => Promise<void>;
}

/** A database of its own on a server; its address must allow to create databases. */
export async function createOnServer(server: string): Promise<BenchDatabase> {
  const name = `dispatch_bench_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  return {
    address: addressOf(server, name),
    drop: () => run(server, `drop database if exists ${name} with (force)`).then(() => undefined),
  };
}

/** A database that stays for the next run; `made` where this is the first. */
export async function keepOnServer(server: string, name: string): Promise<BenchDatabase & { made: boolean }> {
  const known = await run(server, `select from pg_database where datname = '${name}'`);
  if (known.length === 0) await run(server, `create database ${name}`);
  return { address: addressOf(server, name), made: known.length === 0, drop: async () => undefined };
}

function addressOf(server: string, name: string): DatabaseAddress {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href };
}

async function run(server: string, statement: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** An embedded database on this machine's disk, as the App has it. */
export async function createEmbedded(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-bench-'));
  return {
    address: { dataDir: join(folder, 'postgres') },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}
