import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground } from '../../../src/app/create-playground.ts';
import { createServices } from '../../../src/app/services.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { tide, tideLabels } from '../../console/situations.ts';
import { keepLabels } from '../../store/keep-read.ts';
import { databases } from '../../support/databases.ts';
import { idleQueue } from '../../support/idle-queue.ts';

const draft = {
  title: 'Crash when opening a large archive',
  body: 'Since the update it crashes.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```',
  authorAssociation: 'NONE',
};

describe.each(databases)('the Playground on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    const repositories = createRepositoryStore(database, async () => undefined);
    await repositories.saveInstallation({
      id: tide.installationId,
      account: 'harbour',
      accountId: 1,
      kind: 'organization',
    });
    await repositories.saveRepository(tide);
    await keepLabels(repositories, tide, tideLabels, []);
  });
  afterAll(() => database.close());

  /** Every table of ours with a fingerprint of all its rows, read without a tenant's blinkers. */
  const everything = () =>
    database.system(async (tx) => {
      const tables = await readRows<{ name: string }>(
        tx,
        sql`select table_schema || '.' || table_name as name from information_schema.tables
          where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`,
      );
      const found: Record<string, string> = {};
      for (const { name } of tables) {
        const [row] = await readRows<{ print: string }>(
          tx,
          sql.raw(
            `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${name} t`,
          ),
        );
        found[name] = row?.print ?? '';
      }
      return found;
    });

  it('decides as a triage would, and leaves every table as it was', async () => {
    const playground = createPlayground(createServices({ database, queue: idleQueue }), {});
    const before = await everything();
    const { decision, opinions } = await playground.play(tide, draft, 'now');
    expect(decision.values[0]).toMatchObject({ dimension: 'category', value: 'bug', label: 'bug' });
    expect(opinions.some(({ source }) => source === 'local')).toBe(true);
    const alone = await playground.play(tide, draft, 'keywords');
    expect(alone.opinions.every(({ source }) => source === 'keywords')).toBe(true);
    expect((await playground.models(tide)).map(({ id }) => id)).toEqual(['now', 'keywords']);
    expect(await playground.hosted(tide)).toEqual([]);
    expect(await everything()).toEqual(before);
    expect(Object.values(before).some((print) => !print.startsWith('0 '))).toBe(true);
  });

  it('takes the longest text that GitHub takes', async () => {
    const playground = createPlayground(createServices({ database, queue: idleQueue }), {});
    const { tookMs } = await playground.play(tide, { ...draft, body: 'a crash '.repeat(32_768) }, 'now');
    expect(tookMs).toBeGreaterThanOrEqual(0);
  });
});
