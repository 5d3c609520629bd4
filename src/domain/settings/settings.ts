import { z } from 'zod';
import { dimensions } from '../issue/decision.ts';
import {
  commentSettings,
  duplicateSettings,
  ignoreSettings,
  languages,
  missingInformationSettings,
} from './conversation.ts';
import { labelSettings } from './labels.ts';
import { budgetSettings, modelSettings, retentionSettings, similarSettings } from './model.ts';
import { glob, modes } from './parts.ts';
import { routingSettings } from './routing.ts';
import { ruleSettings } from './rules.ts';

/**
 * The settings of a repository, `.github/dispatch.yml`. Unknown keys are refused, so a misspelling is heard of.
 * The published JSON schema and docs/configuration.md are generated from here (`npm run generate`).
 */
export const settingsSchema = z.strictObject({
  mode: z
    .enum(modes)
    .default('auto')
    .describe(
      'What DispatchAI may do here: `observe` records, `suggest` shows, `apply` writes, `auto` lets each label earn its place by measured precision.',
    ),
  target_precision: z
    .number()
    .min(0.5)
    .max(0.99)
    .default(0.8)
    .describe('The share of right labels that a label must prove before it is written in mode `auto`.'),
  delay_minutes: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .default(0)
    .describe('Minutes to wait before writing, so that people can be first.'),
  create_labels: z
    .boolean()
    .default(false)
    .describe('Create the labels of category, priority and effort that the repository does not have.'),
  issue_types: z
    .boolean()
    .default(false)
    .describe("Set the organization's issue type instead of a category label, where it has a matching one."),
  suggestions: z
    .enum(['console', 'off'])
    .default('console')
    .describe(
      'What GitHub’s issue suggestions are used for where the repository has them on. `console`: labels that are applied carry their reason and confidence, and the repository’s automation level may hold them for approval; suggestions stay in the console. `off`: labels are applied without a reason, and no automation level holds them.',
    ),
  bots: z.boolean().default(false).describe('Also triage issues that bots open.'),
  labels: labelSettings.prefault({}).describe('Which labels may be used, and what they mean.'),
  routing: routingSettings.prefault({}).describe('Who an issue goes to.'),
  duplicates: duplicateSettings.prefault({}).describe('Related issues and duplicates.'),
  missing_information: missingInformationSettings.prefault({}).describe('What an issue must tell.'),
  forms: z
    .record(glob, z.enum([...dimensions, 'none']))
    .refine((fields) => Object.keys(fields).length <= 50, { error: 'name at most 50 fields' })
    .default({})
    .describe(
      'What the fields of issue forms tell, by the beginning of their labels: `"Which area": area`. A chosen option then stands for the label of that name. `none`: nothing.',
    ),
  rules: ruleSettings
    .default([])
    .describe(
      'Labels by patterns, which are certain: a rule needs no track record, and nothing is learned from it. Patterns have RE2’s syntax; `(?i)` at the beginning ignores case. Of category, priority and effort the first rule that matches counts. Modes hold, and what people chose wins.',
    ),
  comments: commentSettings.prefault({}).describe('The one living comment.'),
  languages: z
    .array(z.enum(languages))
    .min(1)
    .default(['en'])
    .describe("Languages the comment may use; the author's if listed, else the first."),
  ignore: ignoreSettings.prefault({}).describe('Issues that are left alone.'),
  model: modelSettings.prefault({}).describe('Who is asked what an issue is.'),
  budget: budgetSettings.prefault({}).describe('What may be spent.'),
  similar: similarSettings.prefault({}).describe('Where similar issues are looked for.'),
  retention: retentionSettings.prefault({}).describe('How long things are kept.'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What holds where a repository says nothing. */
export const defaultSettings: Settings = settingsSchema.parse({});
