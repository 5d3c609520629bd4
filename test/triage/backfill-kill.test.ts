import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database, DatabaseAddress } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
import { createBackfillStore } from '../../src/store/issues/backfills.ts';
import { createPostings } from '../../src/store/similar/postings.ts';
import { createPostgres, databases, postgresUrl } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { pastIssues, pastRepository, readPastThrough } from './backfill-process.ts';

const children: ChildProcess[] = [];
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function makeHome(name: string): Promise<DatabaseAddress> {
  if (name === 'postgres') {
    const { url, drop } = await createPostgres();
    cleanups.push(drop);
    return { url };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'dispatch-kill-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  return { dataDir };
}

const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../..', path));

/** A process that reads the past, writes a dot a page, and ends by itself once it is done. */
function startReader(address: DatabaseAddress) {
  const script = `
    const { openDatabase } = await import(${source('src/store/core/open-database.ts')});
    const { readPastThrough } = await import(${source('test/triage/backfill-process.ts')});
    const database = await openDatabase(${JSON.stringify(address)});
    await readPastThrough(database, () => process.stdout.write('.'));
    await database.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let pages = 0;
  child.stdout?.on('data', (chunk) => {
    pages += String(chunk).length;
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pages: () => pages,
    closed,
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** All that the reading leaves behind, counted. */
async function remains(database: Database) {
  const { installationId, repositoryId } = pastRepository;
  const counts = await database.withTenant(installationId, (tx) =>
    readRows<{ issues: number; vectors: number; pasts: number; entries: number }>(
      tx,
      sql`select (select count(*)::int from issues) as issues, (select count(*)::int from embeddings) as vectors,
                 (select count(*)::int from issue_pasts) as pasts,
                 (select coalesce(sum(octet_length(entries)), 0)::int from search_postings) as entries`,
    ),
  );
  const place = { installationId, repositoryId };
  const { stage, issuesRead } = (await createBackfillStore(database).get(place)) ?? {};
  const { collection } = await createPostings(database).readCollection(pastRepository);
  return { ...counts[0], stage, issuesRead, collection };
}

describe.each([{ name: 'embedded' }, ...(postgresUrl ? [{ name: 'postgres' }] : [])])(
  'killed while it reads the past, $name',
  ({ name }) => {
    it('goes on from the last page, and leaves what an undisturbed reading leaves: nothing twice', async () => {
      const address = await makeHome(name);
      for (const pages of [2, 7, 5]) {
        const reader = startReader(address);
        await until(() => reader.pages() >= pages, 60_000);
        await reader.kill();
      }
      const last = startReader(address);
      expect(await last.closed).toBe(0);
      // Fourteen pages and more were kept by then.
      expect(last.pages()).toBeLessThan(30 - 12);
      const database = await openDatabase(address);
      const after = await remains(database);
      await database.close();

      const fresh = await (databases.find((each) => each.name === name) as (typeof databases)[number]).open();
      await readPastThrough(fresh, () => {});
      const undisturbed = await remains(fresh);
      await fresh.close();
      expect(after).toEqual(undisturbed);
      expect(after).toMatchObject({
        issues: pastIssues,
        vectors: pastIssues,
        stage: 'done',
        issuesRead: pastIssues,
      });
    }, 240_000);
  },
);
