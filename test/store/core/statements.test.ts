import { inArray, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenLane, openLane } from '../../../src/store/core/lane.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { forgottenInstallations } from '../../../src/store/schema/delivery-schema.ts';
import { createPostgres, postgresUrl } from '../../support/databases.ts';

const lane = { name: 'dispatchai-test', connections: 1, waitMs: 10_000, statementMs: 7_000 };

describe.skipIf(!postgresUrl).each([true, false])(
  'statements of a lane that prepares them: %s',
  (prepare) => {
    let open: OpenLane;
    let drop: () => Promise<void>;

    beforeEach(async () => {
      const created = await createPostgres({ migrated: true });
      drop = created.drop;
      open = openLane(created.url, lane, { prepare });
    });
    afterEach(async () => {
      await open.close();
      await drop();
    });

    const prepared = async () => {
      const { rows } = await open.execute(
        `select statement from pg_prepared_statements where statement not like '%pg_prepared_statements%'`,
      );
      return rows.length;
    };

    it('are kept on the server under a name, or not at all, and answer the same', async () => {
      for (let round = 0; round < 8; round += 1) {
        const [row] = await open.transaction((tx) =>
          readRows(tx, sql`select ${round}::int + 1 as next, ${'x'}::text as name`),
        );
        expect(row).toEqual({ next: round + 1, name: 'x' });
        expect((await open.execute('select $1::int as round', [round])).rows).toEqual([{ round }]);
      }
      expect(await prepared()).toBe(prepare ? 2 : 0);
    });

    it('with lists of every length leave only a few of them on the server', async () => {
      for (let length = 1; length <= 40; length += 1)
        await open.transaction((tx) =>
          tx
            .select()
            .from(forgottenInstallations)
            .where(
              inArray(
                forgottenInstallations.id,
                Array.from({ length }, (_, at) => at),
              ),
            ),
        );
      expect(await prepared()).toBe(prepare ? 4 : 0);
    });

    it('that are prepared go on after their table has changed', async () => {
      await open.execute('create table changing (a int)');
      const read = () =>
        open.transaction((tx) => readRows(tx, sql`select * from changing where ${1}::int = 1`));
      await open.execute('insert into changing values (1)');
      for (let round = 0; round < 3; round += 1) expect(await read()).toEqual([{ a: 1 }]);
      await open.execute('alter table changing add b int default 2');
      // PostgreSQL refuses the old plan once; the statement is tried again as jobs and deliveries are.
      await read().catch((error: unknown) => expect(error).toMatchObject({ code: '0A000', passing: true }));
      expect(await read()).toEqual([{ a: 1, b: 2 }]);
    });

    it('have their limits of time in every transaction, and leave no settings behind where nothing may be kept', async () => {
      const limits = `select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('jit') as jit`;
      const [row] = await open.transaction((tx) => readRows(tx, sql.raw(limits)));
      expect(row).toEqual({ statement: '7s', idle: '7s', jit: 'off' });
      const { rows } = await open.execute(limits);
      if (!prepare) expect(rows).toEqual([{ statement: '0', idle: '0', jit: 'on' }]);
    });

    it('fail as a whole when what begins the transaction fails', async () => {
      const failed = open.transaction((tx) => tx.execute(sql`select 1`), 'select 1/0');
      await expect(failed).rejects.toMatchObject({ code: '22012' });
      const { rows } = await open.execute('select now() = statement_timestamp() as outside');
      expect(rows).toEqual([{ outside: true }]);
    });
  },
);
