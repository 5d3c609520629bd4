import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { issueOpened, send, sign } from '../github/webhook-sender.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { runDispatch } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';
import { makeIssue, makeRepository } from './make-repository.ts';

const password = "a/b@c%d:e#f?g'h";

/** As psql does with its variables; the last line is a query whose answer is run. */
function forServer(script: string, role: string, database: string): string {
  return script
    .replace(/^SELECT format.*$/m, `ALTER DATABASE ${database} OWNER TO ${role};`)
    .replaceAll(':"app"', role)
    .replaceAll(":'password'", `'${password.replaceAll("'", "''")}'`);
}

describe.skipIf(!postgresUrl)('the role that docker-compose.yml gives the App', () => {
  let admin: postgres.Sql;
  let role: string;
  let url: string;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const created = await createPostgres();
    role = `compose_${randomUUID().replaceAll('-', '')}`;
    admin = postgres(created.url, { max: 1, onnotice: () => undefined });
    const script = await readFile(join(import.meta.dirname, '../../docker/roles.sql'), 'utf8');
    await admin.unsafe(forServer(script, role, new URL(created.url).pathname.slice(1)));
    const own = new URL(created.url);
    own.username = role;
    own.password = '';
    url = own.href;
    drop = created.drop;
    // As in the file: not in the address, so that nothing in it has to be encoded.
    vi.stubEnv('PGPASSWORD', password);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await admin.end();
    await drop();
    const server = postgres(postgresUrl as string, { max: 1 });
    await server.unsafe(`drop role ${role}`);
    await server.end();
  });

  it('runs the whole App: migrations, queue, intake, worker, health', async () => {
    const running = await runDispatch({ name: 'postgres', open: () => openDatabase({ url }) });
    try {
      const health = await fetch(`${running.dispatch.url}/readyz`);
      expect(await health.json()).toMatchObject({ status: 'ready' });
      const body = issueOpened();
      const signature = await sign(body, running.github.app.webhookSecret);
      const answer = await send(`${running.dispatch.url}/api/github/webhooks`, { body, signature });
      expect(answer.status).toBe(202);
      await until(() => running.log.some(({ msg }) => /^delivery (worked on|failed)/.test(String(msg))));
    } finally {
      await running.close();
    }
  });

  it('reaches no other tenant, whatever role a statement goes back to', async () => {
    const database = await openDatabase({ url });
    const [mine, other] = [makeRepository(), makeRepository()];
    expect(mine.installationId).not.toBe(other.installationId);
    for (const repo of [mine, other]) await createIssueStore(database).saveIssue(repo, makeIssue(repo, 1));
    const seen = await database.withTenant(mine.installationId, async (tx) => {
      await tx.execute(sql`reset role`);
      return readRows<{ id: string; role: string }>(
        tx,
        sql`select installation_id::text as id, current_user::text as role from issues`,
      );
    });
    expect(seen).toEqual([{ id: String(mine.installationId), role }]);
    const outside = await database.system((tx) => readRows(tx, sql`select from issues`));
    expect(outside).toEqual([]);
    const rights =
      await admin`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as more
      from pg_roles where rolname = ${role}`;
    expect(rights).toEqual([{ more: false }]);
    await database.close();
  });
});
