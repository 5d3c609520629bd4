import { type SQL, sql } from 'drizzle-orm';

/**
 * Whole numbers in the text of a query itself. A query without parameters takes one trip to PostgreSQL, one with them two
 * (the driver asks for their types first), and a search pays for each trip.
 *
 * @throws TypeError for anything but safe integers: nothing else may stand in a query unquoted
 */
export function whole(value: number): SQL {
  if (!Number.isSafeInteger(value)) throw new TypeError('only a whole number stands in a query as it is');
  return sql.raw(String(value));
}

/**
 * A text in the query itself, for names that we give: the same reason.
 *
 * @throws TypeError for a backslash or a zero byte, which some settings of a server read otherwise
 */
export function quoted(text: string): SQL {
  if (/[\\\0]/.test(text)) throw new TypeError('a name has neither backslashes nor zero bytes');
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}

/** The same for an array, as an expression of type `int[]`. */
export function wholeArray(values: Iterable<number>): SQL {
  const all = Array.from(values);
  if (!all.every(Number.isSafeInteger))
    throw new TypeError('only whole numbers stand in a query as they are');
  return sql.raw(`'{${all.join(',')}}'::int[]`);
}
