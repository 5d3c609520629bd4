import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { DatabaseAddress } from '../../src/store/database.ts';

export interface BenchDatabase {
  address: DatabaseAddress;
  drop: () => Promise<void>;
}

/** A database of its own on a server; its address must allow to create databases. */
export async function createOnServer(server: string): Promise<BenchDatabase> {
  const name = `dispatch_bench_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const sql = postgres(server, { max: 1, onnotice: () => undefined });
    try {
      await sql.unsafe(statement);
    } finally {
      await sql.end({ timeout: 1 });
    }
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { address: { url: url.href }, drop: () => run(`drop database if exists ${name} with (force)`) };
}

/** An embedded database on this machine's disk, as the App has it. */
export async function createEmbedded(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-bench-'));
  return {
    address: { dataDir: join(folder, 'postgres') },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}
