import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/store/core/database.ts';
import { readRows } from '../../../../src/store/core/read-rows.ts';
import { quoted, whole, wholeArray } from '../../../../src/store/core/values/literal.ts';
import { databases } from '../../../support/databases.ts';

describe.each(databases)('what stands in a query itself, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('comes back as it was given', async () => {
    const name = fc.string({ maxLength: 40, unit: 'binary' }).filter((text) => !/[\\\0]/.test(text));
    await fc.assert(
      fc.asyncProperty(name, fc.maxSafeInteger(), fc.array(fc.integer()), async (text, number, numbers) => {
        const [row] = await database.system((tx) =>
          readRows<{ text: string; number: string; numbers: string }>(
            tx,
            sql`select ${quoted(text)}::text as text, (${whole(number)})::text as number,
                       array_to_string(${wholeArray(numbers)}, ',') as numbers`,
          ),
        );
        expect(row).toEqual({ text, number: String(number), numbers: numbers.join(',') });
      }),
      { numRuns: 60, examples: [["o'local''-1'; drop table issues --", -1, []]] },
    );
  });
});

it('refuses what could be read as something else', () => {
  for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1; drop table issues' as never]) {
    expect(() => whole(value)).toThrow(TypeError);
    expect(() => wholeArray([1, value])).toThrow(TypeError);
  }
  for (const text of ['a\\b', 'a\0b']) expect(() => quoted(text)).toThrow(TypeError);
});
