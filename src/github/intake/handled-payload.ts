import { z } from 'zod';
import { workable } from '../../domain/issue/workable.ts';
import { type HandledEvent, isHandledEvent } from './handled-events.ts';

const id = z.int().positive();
/** A time in ISO 8601; the database rejects anything else. */
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), { message: 'Not a time' });
const user = z
  .object({ login: z.string().optional(), id: z.int().nullish(), type: z.string().optional() })
  .nullish();
const label = z.object({ id: z.int().optional(), name: z.string().nullish() });
const repository = z.object({
  id,
  name: z.string(),
  full_name: z.string(),
  private: z.boolean(),
  archived: z.boolean().optional(),
});
const issue = z.object({
  number: id.max(2_147_483_647),
  title: z.string(),
  body: z.string().nullish(),
  user,
  author_association: z.string().optional(),
  state: z.string().optional(),
  state_reason: z.string().nullish(),
  labels: z.array(z.union([z.string(), label]).nullable()).optional(),
  assignees: z.array(user).nullish(),
  type: z.object({ name: z.string().nullish() }).nullish(),
  locked: z.boolean().optional(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
});
const installation = z.object({ id }).optional();
const listed = z.object({ id, name: z.string(), full_name: z.string(), private: z.boolean() });
const files = z.array(z.string()).nullish();

/**
 * The parts of payloads that the handlers read. GitHub adds fields freely, and its own schemas reject some
 * of its own examples, so nothing else is validated.
 */
const schemas: Record<HandledEvent, z.ZodType> = {
  issues: z.object({
    action: z.string(),
    installation,
    repository,
    issue,
    sender: user,
    label: label.optional(),
  }),
  issue_comment: z.object({
    action: z.string(),
    installation,
    repository,
    issue,
    comment: z.object({ id, user, body: z.string(), created_at: time }),
  }),
  label: z.object({
    action: z.string(),
    installation,
    repository,
    label: z.object({ id, name: z.string() }),
    changes: z.object({ name: z.object({ from: z.string() }).optional() }).optional(),
  }),
  repository: z.object({ action: z.string(), installation, repository }),
  push: z.object({
    ref: z.string(),
    installation,
    repository: repository.extend({ default_branch: z.string() }),
    commits: z.array(z.object({ added: files, modified: files, removed: files })),
  }),
  installation: z.object({
    action: z.string(),
    installation: z.object({ id, account: z.object({}) }),
    repositories: z.array(listed).optional(),
  }),
  installation_repositories: z.object({
    installation: z.object({ id }),
    repositories_added: z.array(listed.partial()),
    repositories_removed: z.array(listed.partial()),
  }),
};

/**
 * Rejects a payload that no handler could read, before anything is done with it. Payloads of ignored events
 * are not validated.
 *
 * @throws Unworkable with the path of the malformed part
 */
export function checkPayload(event: string, payload: unknown): void {
  if (isHandledEvent(event)) workable(schemas[event], payload, `payload of ${event}`);
}
