import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/core/open-database.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { resetDatabase } from '../../../src/store/core/reset-database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createPostgres, postgresUrl } from '../../support/databases.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

describe('a data directory', () => {
  it('keeps its rows from one start to the next, and loses them at a reset', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'dispatch-data-'));
    const repo = makeRepository();
    try {
      const first = await openDatabase({ dataDir: directory });
      await createIssueStore(first).saveIssue(repo, makeIssue(repo, 1));
      await expect(openDatabase({ dataDir: directory })).rejects.toMatchObject({ name: 'DirectoryHeld' });
      await first.close();
      const second = await openDatabase({ dataDir: directory });
      expect(await createIssueStore(second).getIssue(repo, 1)).toEqual(makeIssue(repo, 1));
      await second.close();
      await resetDatabase({ dataDir: directory });
      const third = await openDatabase({ dataDir: directory });
      expect(await createIssueStore(third).getIssue(repo, 1)).toBeNull();
      await third.close();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
    // Makes a new cluster twice, which is slow on a busy machine.
  }, 120_000);
});

describe.skipIf(!postgresUrl)('migrations, postgres', () => {
  it('are applied once when six replicas start together', async () => {
    const { url, drop } = await createPostgres();
    const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase({ url })));
    for (const database of opened) expect(await database.missingMigrations()).toBe(0);
    const counted = await opened[0]?.system((tx) =>
      readRows<{ twice: number }>(
        tx,
        sql`select count(*)::int - count(distinct created_at)::int as twice from drizzle.__drizzle_migrations`,
      ),
    );
    expect(counted).toEqual([{ twice: 0 }]);
    await expect(resetDatabase({ url })).rejects.toMatchObject({ name: 'DatabaseInUse' });
    await Promise.all(opened.map((database) => database.close()));
    await resetDatabase({ url });
    await drop();
  });

  it('need no superuser where the administrator made the extension', async () => {
    const { url, drop } = await createPostgres();
    const name = `owner_${Date.now()}`;
    const admin = postgres(url, { max: 1, onnotice: () => undefined });
    await admin.unsafe(`create extension vector; create role ${name} login createrole;
      alter database ${new URL(url).pathname.slice(1)} owner to ${name}; grant dispatch_app to ${name} with admin option;
      grant create on schema public to ${name}`);
    const own = new URL(url);
    own.username = name;
    const database = await openDatabase({ url: own.href });
    const repo = makeRepository();
    await createIssueStore(database).saveIssue(repo, makeIssue(repo, 1));
    expect(await createIssueStore(database).getIssue(repo, 1)).not.toBeNull();
    // Forced: the owner of the tables sees no tenant's rows either.
    const seen = await database.system((tx) => readRows(tx, sql`select 1 from issues`));
    expect(seen).toEqual([]);
    await database.close();
    await admin.end();
    await drop();
    const server = postgres(postgresUrl as string, { max: 1, onnotice: () => undefined });
    await server.unsafe(`drop role ${name}`);
    await server.end();
  });

  it('give tokens that lasted for ever, or longer than a year, an end', async () => {
    const { url, drop } = await createPostgres();
    const database = await openDatabase({ url });
    const admin = postgres(url, { max: 1, onnotice: () => undefined });
    // As the table was before.
    await admin`alter table api_tokens alter column expires_at drop not null`;
    await admin`insert into api_tokens (id, name, login, user_id, scopes, expires_at) values
      ('a', 'for ever', 'mona', 1, '{read}', null),
      ('b', 'two years', 'mona', 1, '{read}', now() + interval '2 years'),
      ('c', 'a month', 'mona', 1, '{read}', now() + interval '30 days')`;
    const file = new URL('../../../drizzle/0021_token_expiry.sql', import.meta.url);
    for (const statement of (await readFile(file, 'utf8')).split('--> statement-breakpoint'))
      await admin.unsafe(statement);
    const rows = await admin`select round(extract(epoch from expires_at - now()) / 86400)::int as days
      from api_tokens order by id`;
    expect(rows.map(({ days }) => days)).toEqual([90, 365, 30]);
    await admin.end();
    await database.close();
    await drop();
  });
});
