import { z } from '@hono/zod-openapi';
import { outcomes } from '../../domain/decide/outcome.ts';
import { dimensions } from '../../domain/issue/decision.ts';
import { isLabelName, longestLabelName } from '../../domain/text/names.ts';

/** Times are ISO 8601 in UTC. */
export const time = z.string().openapi({ format: 'date-time', example: '2026-11-22T18:00:00.000Z' });
const share = z.number().min(0).max(1);
const dimension = z.enum(dimensions);

export const accountSchema = z
  .object({ login: z.string(), id: z.int().nullable(), kind: z.enum(['person', 'bot']) })
  .openapi('Account');

const rowValueSchema = z
  .object({
    dimension,
    value: z.string(),
    confidence: share.openapi({ description: 'Calibrated: of those said at 0.9, nine in ten stay.' }),
    label: z.string().nullable(),
    autonomy: z.enum(['observe', 'suggest', 'apply']),
  })
  .openapi('Value');

export const repositorySchema = z
  .object({
    owner: z.string(),
    name: z.string(),
    private: z.boolean(),
    role: z
      .enum(['triage', 'write', 'maintain', 'admin'])
      .openapi({ description: "The role of the token's person." }),
  })
  .openapi('Repository');

export const tokenSchema = z
  .object({
    name: z.string(),
    login: z.string().openapi({ description: 'Whose token it is.' }),
    scopes: z.array(z.enum(['read', 'write', 'operate'])),
    createdAt: time,
    expiresAt: time.openapi({ description: 'When it stops working; make a new one before.' }),
  })
  .openapi('Token');

export const repositoryPageSchema = z
  .object({
    repositories: z.array(repositorySchema),
    next: z.string().nullable().openapi({ description: 'Send it as `cursor` for the next page.' }),
  })
  .openapi('RepositoryPage');

export const issueRowSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    state: z.enum(['open', 'closed']),
    stateReason: z.string().nullable(),
    author: accountSchema,
    authorAssociation: z.string(),
    labels: z.array(z.string()),
    createdAt: time,
    updatedAt: time,
    outcome: z.enum(outcomes),
    values: z.array(rowValueSchema),
    decidedAt: time.nullable(),
    waits: z.boolean().openapi({ description: 'Open, with something that is left to a person.' }),
  })
  .openapi('IssueRow');

export const issuePageSchema = z
  .object({
    issues: z.array(issueRowSchema),
    next: z.string().nullable().openapi({ description: 'Send it as `cursor` for the next page.' }),
  })
  .openapi('IssuePage');

const reasonSchema = z
  .object({ kind: z.string(), text: z.string(), weight: z.number().openapi({ description: 'In nats.' }) })
  .openapi('Reason');

const similarSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    state: z.enum(['open', 'closed']),
    stateReason: z.string().nullable(),
    labels: z.array(z.string()),
    similarity: share,
    shared: z.array(z.object({ kind: z.string(), texts: z.array(z.string()) })),
  })
  .openapi('SimilarIssue');

const decisionSchema = z
  .object({
    values: z.array(
      rowValueSchema
        .extend({
          threshold: share,
          why: z.string(),
          reasons: z.array(reasonSchema),
          decidedBy: z.array(z.string()),
        })
        .openapi('DecidedValue'),
    ),
    similar: z.array(similarSchema),
    missing: z.array(z.string()),
    fallback: z.string().nullable(),
  })
  .openapi('Decision');

export const issueSchema = z
  .object({
    issue: z.object({
      number: z.int(),
      title: z.string(),
      body: z.string(),
      author: accountSchema,
      state: z.enum(['open', 'closed']),
      stateReason: z.string().nullable(),
      labels: z.array(z.string()),
      assignees: z.array(z.string()),
      type: z.string().nullable(),
      createdAt: time,
      updatedAt: time,
      closedAt: time.nullable(),
    }),
    triage: z
      .object({
        decision: decisionSchema,
        opinions: z.array(
          z.object({
            source: z.string(),
            model: z.string(),
            dimension,
            probabilities: z.record(z.string(), share),
          }),
        ),
        deliveryId: z.string().nullable(),
        decidedAt: time,
        tookMs: z.number(),
      })
      .nullable()
      .openapi({ description: 'Null while no triage has finished.' }),
    writes: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        label: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()).openapi({ description: 'What else the log keeps of it.' }),
        why: z.string(),
        undoable: z.boolean().openapi({ description: 'Whether there is still something to undo.' }),
        status: z.enum(['intended', 'done', 'refused']),
        reason: z.string().nullable(),
        models: z.array(z.string()),
        createdAt: time,
        doneAt: time.nullable(),
      }),
    ),
    timeline: z.array(
      z.object({
        id: z.int(),
        kind: z.string(),
        actor: accountSchema.nullable(),
        deliveryId: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
        at: time,
      }),
    ),
  })
  .openapi('Issue');

/** Also a value: the repository's own values are called after its labels. */
const labelName = z
  .string()
  .refine(isLabelName, { error: `write the name of a label, of at most ${longestLabelName} characters` })
  .openapi({ minLength: 1, maxLength: longestLabelName });

export const correctionSchema = z
  .union([
    z.object({ dimension: z.enum(['category', 'priority', 'effort']), value: labelName }),
    z.object({ label: labelName, on: z.boolean() }),
    z.object({ duplicateOf: z.int().positive().nullable() }),
  ])
  .openapi('Correction', {
    description:
      'A value of a dimension, a label to put on or take off, or the issue that this one is a duplicate of (null: of none).',
  });

export const approvalSchema = z
  .object({
    dimension,
    value: labelName,
    verdict: z.enum(['approve', 'reject']).default('approve'),
  })
  .openapi('Approval');

export const undoSchema = z
  .object({
    effects: z.array(z.uuid()).min(1).max(100).openapi({ description: 'Ids of writes of this issue.' }),
  })
  .openapi('Undo');

export const requestStateSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['queued', 'done', 'refused', 'failed']),
    reason: z.string().nullable(),
  })
  .openapi('Request');
