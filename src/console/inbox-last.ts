import type { Context } from 'hono';
import type { PersonRequest } from '../domain/request.ts';

/** An Undo without a script names at most this many requests: an address has its length. */
const mostNamed = 30;

/** The last action of the Inbox, as its line shows it. */
export interface LastAnswer {
  did: 'approve' | 'correct' | 'undo';
  numbers: number[];
  requests: string[];
}

/** The last action as a query, for the page that comes after a form without a script. */
export function lastQuery(
  did: LastAnswer['did'],
  numbers: readonly number[],
  asked: readonly Pick<PersonRequest, 'id'>[],
): string {
  const query = new URLSearchParams({ did, of: numbers.slice(0, mostNamed).join() });
  if (did !== 'undo' && asked.length <= mostNamed) query.set('by', asked.map(({ id }) => id).join());
  return `?${query}`;
}

/** Null where the address tells of none. */
export function readLast(c: Context): LastAnswer | null {
  const { did, of = '', by = '' } = c.req.query();
  if (did !== 'approve' && did !== 'correct' && did !== 'undo') return null;
  const numbers = of
    .split(',')
    .filter((each) => /^[1-9]\d{0,8}$/.test(each))
    .map(Number);
  const requests = by.split(',').filter((each) => /^[0-9a-f-]{36}$/.test(each));
  return numbers.length > 0 ? { did, numbers, requests } : null;
}
