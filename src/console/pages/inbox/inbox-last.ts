import type { Context } from 'hono';
import type { Asked, AskedKind } from '../../../../views/asked-line.tsx';
import type { PersonRequest } from '../../../domain/commands/request.ts';
import { readAsked } from '../../corrections/asked.tsx';

/** An Undo without a script names at most this many requests: an address has its length. */
const mostNamed = 30;

/** The last action as a query, for the page that comes after a form without a script. */
export function lastQuery(
  did: AskedKind,
  numbers: readonly number[],
  asked: readonly Pick<PersonRequest, 'id'>[],
): string {
  const query = new URLSearchParams({ did, of: numbers.slice(0, mostNamed).join() });
  if (asked.length <= mostNamed) query.set('by', asked.map(({ id }) => id).join());
  return `?${query}`;
}

/** Null where the address tells of none. */
export function readLast(c: Context): Asked | null {
  const asked = readAsked(c);
  return asked && asked.numbers.length > 0 ? asked : null;
}
