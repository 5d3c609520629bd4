import { z } from '@hono/zod-openapi';
import { dimensions } from '../../domain/issue/decision.ts';
import { accountSchema, time } from './schemas.ts';

// Response schemas for statistics, the audit log, lessons, failures and settings.

export const statsSchema = z
  .object({
    today: z
      .object({
        received: z.int(),
        triaged: z.int(),
        written: z.int(),
        leftToPeople: z.int(),
        failed: z.int(),
      })
      .openapi({ description: 'The last 24 hours.' }),
    weeks: z.array(
      z.object({
        week: z.string().openapi({ example: '2026-11-16', description: 'The Monday of the week.' }),
        accepted: z.int(),
        rejected: z.int(),
        missed: z.int(),
        triaged: z.int(),
        applied: z.int(),
      }),
    ),
    calibration: z.array(z.object({ said: z.number(), right: z.int(), wrong: z.int() })),
    targetPrecision: z.number(),
    labels: z.array(
      z.object({
        label: z.string(),
        dimension: z.enum(dimensions),
        value: z.string(),
        autonomy: z
          .enum(['observe', 'suggest', 'apply'])
          .openapi({ description: 'The mode its track record has earned.' }),
        mode: z.enum(['observe', 'suggest', 'apply']).openapi({
          description: 'The effective mode: from the settings, or else earned by its track record.',
        }),
        modeSetBy: z.enum(['label settings', 'settings', 'rule', 'record']),
        why: z.string(),
        threshold: z.number(),
        right: z.int(),
        wrong: z.int(),
        seen: z.int(),
        covered: z.int(),
        changedAt: time,
      }),
    ),
    spending: z.array(
      z.object({
        day: z.string(),
        microUsd: z.number().openapi({ description: 'Millionths of a dollar.' }),
        calls: z.int(),
      }),
    ),
    dailyBudgetUsd: z.number(),
  })
  .openapi('Stats');

export const auditPageSchema = z
  .object({
    entries: z.array(
      z.object({
        seq: z.int().openapi({ description: 'Position in the log.' }),
        number: z.int().nullable(),
        kind: z.string(),
        actor: accountSchema,
        at: time,
        effectId: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('AuditPage');

export const auditStateSchema = z
  .object({
    entries: z.int(),
    brokenAt: z
      .int()
      .nullable()
      .openapi({ description: 'The first entry that doesn’t match the hash chain.' }),
  })
  .openapi('AuditState');

export const lessonPageSchema = z
  .object({
    lessons: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        subject: z.union([
          z.object({
            kind: z.literal('label'),
            label: z.string(),
            labelId: z.int().nullable(),
            dimension: z.enum(dimensions),
            value: z.string(),
          }),
          z.object({ kind: z.literal('value'), dimension: z.enum(dimensions), value: z.string() }),
          z.object({ kind: z.literal('duplicate'), of: z.int().nullable() }),
          z.object({ kind: z.literal('not-duplicate'), of: z.int().nullable() }),
          z.object({ kind: z.literal('not-planned') }),
        ]),
        verdict: z.enum(['accepted', 'rejected', 'missed']),
        source: z.enum(['label', 'command', 'console', 'close', 'reaction', 'time']),
        by: accountSchema.nullable(),
        at: time,
        revoked: z.object({ by: accountSchema, at: time }).nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('LessonPage');

export const failurePageSchema = z
  .object({
    failures: z.array(
      z.object({
        deliveryId: z.string(),
        event: z.string(),
        action: z.string().nullable(),
        number: z.int().nullable(),
        status: z.enum(['retrying', 'dead']),
        reason: z.string(),
        attempts: z.int(),
        receivedAt: time,
        nextAt: time.nullable(),
      }),
    ),
  })
  .openapi('Failures');

export const settingsSchema = z
  .object({
    source: z.string(),
    problems: z
      .array(z.string())
      .openapi({ description: 'While there are problems, the last valid settings stay in effect.' }),
    unmet: z
      .array(z.string())
      .openapi({ description: 'Settings that are unavailable on this server, and what happens instead.' }),
    readAt: time.nullable(),
    settings: z.record(z.string(), z.unknown()),
  })
  .openapi('Settings');

export const changedSchema = z.object({ changed: z.int() }).openapi('Changed');

export const themesSchema = z
  .object({
    themes: z.array(
      z.object({
        id: z.int(),
        terms: z.array(z.string()).openapi({ description: 'Most distinctive first.' }),
        open: z.int(),
        closed: z.int(),
        week: z.int().openapi({ description: 'Issues opened in the last seven days.' }),
        rising: z.boolean(),
        issues: z.array(z.int()).openapi({ description: 'Its issues among the newest ones on the map.' }),
      }),
    ),
    drawnAt: time.nullable(),
  })
  .openapi('Themes');
