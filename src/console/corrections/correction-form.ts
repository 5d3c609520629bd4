import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import type { PersonRequest, Request } from '../../domain/commands/request.ts';
import { dimensions, type SingleDimension } from '../../domain/issue/decision.ts';
import type { VisibleRepository } from '../../read/console.ts';
import type { Session } from '../frame/sessions.ts';
import { readTarget } from './correction-target.ts';

const flat = z.string().max(200);
const many = z.union([flat, z.array(flat)]).transform((each) => (Array.isArray(each) ? each : [each]));

export const correctionActions = ['approve', 'reject', 'correct', 'triage', 'undo'] as const;

/** A form submitted from the Issue page or the Inbox. */
const form = z.object({
  do: z.enum(correctionActions),
  dimension: z.enum(dimensions).optional(),
  value: flat.optional(),
  /** For a correction: `<dimension>=<value>` or `label=<name>`. */
  to: flat.optional(),
  effect: many.optional(),
  /** Id of the latest event when the form was rendered. */
  version: z.coerce.number().int().nonnegative().default(0),
  opened: many.default([]),
});
export type CorrectionForm = z.infer<typeof form>;

/** Parses a form; null if it is not valid. */
export async function readCorrectionForm(c: Context): Promise<CorrectionForm | null> {
  const read = form.safeParse(await c.req.parseBody({ all: true }));
  return read.success ? read.data : null;
}

/** Converts a form to requests; null if a required field is missing. */
export function requestsOf(asked: CorrectionForm): Request[] | null {
  const { dimension, value } = asked;
  switch (asked.do) {
    case 'triage':
      return [{ kind: 'command', command: { name: 'triage', argument: '' } }];
    case 'undo': {
      if (!asked.effect) return [{ kind: 'command', command: { name: 'undo', argument: '' } }];
      const ids = z.array(z.uuid()).min(1).max(100).safeParse(asked.effect);
      return ids.success ? [{ kind: 'undo', effects: ids.data }] : null;
    }
    case 'approve':
    case 'reject':
      return dimension && value ? [{ kind: asked.do, dimension, value }] : null;
    case 'correct':
      return corrected(asked);
  }
}

/** Setting a single-valued dimension replaces its value implicitly; an area must be rejected explicitly. */
function corrected({ dimension, value, to }: CorrectionForm): Request[] | null {
  const target = readTarget(to);
  if (!target || target.chosen === '' || target.chosen.length > 100) return null;
  const { chosen } = target;
  if (target.dimension !== 'area') return [set(target.dimension, chosen)];
  const added: Request = { kind: 'command', command: { name: 'label', argument: chosen } };
  return dimension === 'area' && value ? [{ kind: 'reject', dimension, value }, added] : [added];
}

function set(dimension: SingleDimension, value: string): Request {
  return { kind: 'command', command: { name: dimension, argument: value } };
}

/**
 * Builds a user's request. Its id is derived from the user, the action and the card, so that a form
 * submitted twice results in one request.
 */
export function personRequest(
  session: Session,
  repository: VisibleRepository,
  number: number,
  asked: Request,
  { at, openMs, card }: { at: Date; openMs: number | null; card: string },
): PersonRequest {
  const { installationId, repositoryId } = repository;
  const said = JSON.stringify([session.id, repositoryId, number, asked, card]);
  return {
    id: uuidOf(createHash('sha256').update(said).digest()),
    ...{ installationId, repositoryId, number, asked },
    by: { login: session.login, id: session.userId, kind: 'person' },
    door: 'console',
    at: at.toISOString(),
    openMs,
  };
}

/** Converts the first bytes of a hash to a version 8 UUID, which RFC 9562 reserves for custom values. */
function uuidOf(hash: Uint8Array): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
