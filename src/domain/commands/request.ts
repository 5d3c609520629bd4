import { z } from 'zod';
import { dimensions } from '../issue/decision.ts';
import { commandNames } from './table.ts';

/** A milestone's title has at most 255 characters. */
const longestArgument = 255;

/**
 * What a person asks of one issue in the console or through the API. `command` is what the same words in a comment would
 * do; `approve` and `reject` judge a value that was decided; `undo` takes back writes, by their ids in the ledger.
 */
export const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('command'),
    command: z.strictObject({ name: z.enum(commandNames), argument: z.string().max(longestArgument) }),
  }),
  z.strictObject({ kind: z.literal('approve'), dimension: z.enum(dimensions), value: z.string().max(100) }),
  z.strictObject({ kind: z.literal('reject'), dimension: z.enum(dimensions), value: z.string().max(100) }),
  z.strictObject({ kind: z.literal('undo'), effects: z.array(z.uuid()).min(1).max(100) }),
]);
export type Request = z.infer<typeof requestSchema>;

/** A request as it is kept until the worker has run it: with who asked, which issue, and when. */
export const personRequestSchema = z.strictObject({
  /** A UUID; the same one twice is one request. */
  id: z.uuid(),
  installationId: z.int(),
  repositoryId: z.int(),
  number: z.int().positive(),
  asked: requestSchema,
  by: z.strictObject({ login: z.string(), id: z.int().nullable(), kind: z.literal('person') }),
  door: z.enum(['console', 'api']),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** Milliseconds from opening the card to the answer; null where nobody measured. */
  openMs: z.int().nonnegative().nullable(),
});
export type PersonRequest = z.infer<typeof personRequestSchema>;
