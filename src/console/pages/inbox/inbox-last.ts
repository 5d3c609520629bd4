import type { Context } from 'hono';
import type { Asked, AskedKind } from '../../../../views/asked-line.tsx';
import type { PersonRequest } from '../../../domain/commands/request.ts';
import { readAsked } from '../../corrections/asked.tsx';

/** Maximum number of request ids in the URL of an undo without JavaScript. */
const maxNamed = 30;

/** Encodes the last action as a query string, for the redirect after a form submitted without JavaScript. */
export function lastQuery(
  did: AskedKind,
  numbers: readonly number[],
  asked: readonly Pick<PersonRequest, 'id'>[],
): string {
  const query = new URLSearchParams({ did, of: numbers.slice(0, maxNamed).join() });
  if (asked.length <= maxNamed) query.set('by', asked.map(({ id }) => id).join());
  return `?${query}`;
}

/** Reads the last action from the URL; null if there is none. */
export function readLast(c: Context): Asked | null {
  const asked = readAsked(c);
  return asked && asked.numbers.length > 0 ? asked : null;
}
