import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { keepUp } from '../../../src/store/core/upkeep.ts';
import { databases } from '../../support/databases.ts';

it('vacuums and analyzes what has changed in the embedded database', async () => {
  const database = await databases[0]?.open();
  if (database?.raw.kind !== 'embedded') throw new Error('the first test database is the embedded one');
  await database.withTenant(1, (tx) =>
    tx.execute(
      sql`insert into labels select 1, 1, i, 'label ' || i, '', '', '', '', '' from generate_series(1, 2000) i`,
    ),
  );
  const look = () =>
    database.system((tx) =>
      readRows<{ visible: number; rows: number }>(
        tx,
        sql`select relallvisible as visible, reltuples::int as rows from pg_class where relname = 'labels'`,
      ),
    );
  expect(await look()).toMatchObject([{ visible: 0 }]);
  await keepUp(database.raw.pglite);
  const [after] = await look();
  expect(after?.visible).toBeGreaterThan(0);
  expect(after?.rows).toBe(2000);
  await database.close();
});
