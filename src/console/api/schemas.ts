import { z } from '@hono/zod-openapi';
import { outcomes } from '../../domain/decide/outcome.ts';
import { dimensions, singleDimensions } from '../../domain/issue/decision.ts';
import { isLabelName, longestLabelName } from '../../domain/text/names.ts';

/** A time in ISO 8601, UTC. */
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
    confidence: share.openapi({ description: 'Calibrated: of predictions at 0.9, nine in ten are correct.' }),
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
      .openapi({ description: "The role of the token's owner." }),
  })
  .openapi('Repository');

export const tokenSchema = z
  .object({
    name: z.string(),
    login: z.string().openapi({ description: 'The owner of the token.' }),
    scopes: z.array(z.enum(['read', 'write', 'operate'])),
    createdAt: time,
    expiresAt: time.openapi({ description: 'When the token expires.' }),
  })
  .openapi('Token');

export const repositoryPageSchema = z
  .object({
    repositories: z.array(repositorySchema),
    next: z.string().nullable().openapi({ description: 'Pass it as `cursor` to get the next page.' }),
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
    waits: z.boolean().openapi({ description: 'Open, with suggestions to review.' }),
  })
  .openapi('IssueRow');

export const issuePageSchema = z
  .object({
    issues: z.array(issueRowSchema),
    next: z.string().nullable().openapi({ description: 'Pass it as `cursor` to get the next page.' }),
  })
  .openapi('IssuePage');

const reasonSchema = z
  .object({
    kind: z.string(),
    text: z.string(),
    weight: z.number().openapi({ description: 'Log-odds in nats.' }),
  })
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
          baseRate: share.optional(),
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
      .openapi({ description: 'Null until the first triage has finished.' }),
    writes: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        label: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()).openapi({ description: 'Further details from the log.' }),
        why: z.string(),
        undoable: z.boolean().openapi({ description: 'Whether it can still be undone.' }),
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

/** Also used for values, because a repository's own values are named after its labels. */
const labelName = z
  .string()
  .refine(isLabelName, { error: `must be a label name of at most ${longestLabelName} characters` })
  .openapi({ minLength: 1, maxLength: longestLabelName });

export const correctionSchema = z
  .union([
    z.object({ dimension: z.enum(singleDimensions), value: labelName }),
    z.object({ label: labelName, on: z.boolean() }),
    z.object({ duplicateOf: z.int().positive().nullable() }),
  ])
  .openapi('Correction', {
    description:
      'A value of a dimension, a label to add or remove, or the issue that this one duplicates (null for none).',
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
    effects: z.array(z.uuid()).min(1).max(100).openapi({ description: 'IDs of writes on this issue.' }),
  })
  .openapi('Undo');

export const requestStateSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['queued', 'done', 'refused', 'failed']),
    reason: z.string().nullable(),
  })
  .openapi('Request');
