import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, real, text, timestamp } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { parseArray, toParameter } from '../../../src/store/core/parameters.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { bytea } from '../../../src/store/schema/columns.ts';
import { databases } from '../../support/databases.ts';

const values = pgTable('values_test', {
  id: integer('id').primaryKey(),
  big: bigint('big', { mode: 'number' }),
  name: text('name'),
  names: text('names').array(),
  yes: boolean('yes'),
  part: real('part'),
  json: jsonb('json'),
  at: timestamp('at', { withTimezone: true, precision: 3 }),
  bytes: bytea('bytes'),
});

const hostile = ['', 'a"b', 'a\\b', '\\"', 'a,b', '{x}', 'NULL', 'two\nlines', ' ', 'ä🦀'];

describe.each(databases)('values, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.system((tx) =>
      tx.execute(sql`create table values_test (id int primary key, big bigint, name text, names text[], yes boolean,
                     part real, json jsonb, at timestamptz(3), bytes bytea)`),
    );
  });
  afterAll(() => database.close());

  it('come back from a table as they were written', async () => {
    const full = {
      id: 1,
      big: Number.MAX_SAFE_INTEGER,
      name: 'a\\b"c',
      names: hostile,
      yes: true,
      part: 0.5,
      json: { a: [1, 'x', null, { b: false }] },
      at: new Date('2026-11-30T12:00:00.123Z'),
      bytes: Buffer.from([0, 1, 254, 255]),
    };
    const bare = { id: 2, yes: false, names: [], json: ['a list'], part: -1e-7 };
    const none = { big: null, name: null, at: null, bytes: null };
    const rows = await database.system(async (tx) => {
      await tx.insert(values).values([full, bare]);
      return tx.select().from(values).orderBy(values.id);
    });
    expect(rows.map((row) => ({ ...row, bytes: row.bytes && Buffer.from(row.bytes) }))).toEqual([
      full,
      { ...bare, ...none },
    ]);
    const changed = await database.system((tx) =>
      tx.update(values).set({ json: null, yes: true }).where(sql`${values.id} = ${2}`).returning(),
    );
    expect(changed).toEqual([{ ...bare, ...none, json: null, yes: true }]);
    expect(await database.system((tx) => tx.$count(values, sql`${values.id} > ${0}`))).toBe(2);
  });

  it('of a statement of our own come in one shape from both databases', async () => {
    const answer = await database.system((tx) =>
      tx.execute(sql`select 1::int as whole, 2.5::float8 as part, 'x'::text as name, true as yes, false as no, null as none,
                            '{"a": [1]}'::jsonb as json, 9007199254740993::bigint::text as big, array['a"', null]::text[] as names`),
    );
    const row = {
      whole: 1,
      part: 2.5,
      name: 'x',
      yes: true,
      no: false,
      none: null,
      json: { a: [1] },
      big: '9007199254740993',
      names: ['a"', null],
    };
    expect(answer).toMatchObject({ rows: [row] });
  });

  it('given to a statement of our own may be text, numbers, booleans or null', async () => {
    const [row] = await database.system((tx) =>
      readRows(
        tx,
        sql`select ${'x'}::text as name, ${3}::int as whole, ${true}::boolean as yes, ${false}::boolean as no,
                   ${'true'}::boolean as "asText", ${null}::text as none, ${'{"a":1}'}::jsonb as json, ${'{1,2}'}::int[] @> '{2}' as has`,
      ),
    );
    expect(row).toEqual({
      name: 'x',
      whole: 3,
      yes: true,
      no: false,
      asText: true,
      none: null,
      json: { a: 1 },
      has: true,
    });
  });

  it('in arrays are read by PostgreSQL as they were meant, and back', async () => {
    const element = fc.option(
      fc.oneof(
        fc.constantFrom(...hostile),
        fc.string({ unit: 'binary', maxLength: 8 }).map((each) => each.replaceAll('\0', '')),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 6 }), async (elements) => {
        const [row] = await database.system((tx) =>
          readRows<{ json: unknown; text: string }>(
            tx,
            sql`select coalesce(to_json(list), '[]') as json, list::text as text
                from (select ${toParameter(elements)}::text[] as list) given`,
          ),
        );
        expect(row?.json).toEqual(elements);
        expect(parseArray(row?.text ?? '')).toEqual(elements);
      }),
      { numRuns: 50 },
    );
  });
});
