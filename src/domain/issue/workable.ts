import type { z } from 'zod';
import { Unworkable } from './unworkable.ts';

/**
 * The value, once it is known to have the shape that is worked on. The message names the place and what is wrong there, and
 * never quotes the value.
 *
 * @param what the thing that is malformed, for the message
 * @throws Unworkable
 */
export function workable<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const place = first?.path.slice(0, 6).join('.') || 'the whole';
  const wrong = first?.message ?? 'not of the expected shape';
  throw new Unworkable(`The ${what} is malformed at ${place.slice(0, 100)}: ${wrong.slice(0, 200)}.`);
}
