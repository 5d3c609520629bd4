import { z } from 'zod';
import { days, globs, labelName } from './parts.ts';

/** The languages that the fixed sentences of the living comment are translated into (ISO 639-1). */
export const languages = ['en', 'de', 'es', 'fr', 'ja', 'pt', 'zh'] as const;

/** When the one living comment is written. */
export const commentSettings = z.strictObject({
  when: z
    .enum(['never', 'when-needed', 'always'])
    .default('when-needed')
    .describe(
      '`when-needed`: only for a closely related issue, missing information or an answer to a command. `always`: also a summary of the triage.',
    ),
});

/** Related issues and duplicates. */
export const duplicateSettings = z.strictObject({
  comment: z.boolean().default(true).describe('Name closely related issues in the living comment.'),
  similarity: z
    .number()
    .min(0)
    .max(1)
    .default(0.6)
    .describe('The similarity from which an issue counts as closely related, 0 to 1.'),
  close: z
    .boolean()
    .default(false)
    .describe(
      'Close an issue that a person linked as a duplicate, some days later. A comment, an assignment, a reopen or a 👎 on the comment since then keeps it open for good.',
    ),
  close_after_days: days.default(3).describe('Days between the link and the closing.'),
  second_look: z
    .boolean()
    .default(true)
    .describe(
      'Where a hosted model is on: let it look at the closest issue and propose a duplicate, with the shared root cause and a quote of each. A person lets it stand or vetoes it.',
    ),
});

/** What an issue must tell. */
export const missingInformationSettings = z.strictObject({
  required: z
    .array(z.string().min(1).max(100))
    .max(20)
    .default([])
    .describe(
      'Headings or fields that an issue must answer, such as `Version`. The text that a form or a Markdown template puts there is no answer.',
    ),
  forms: z
    .boolean()
    .default(true)
    .describe("Also ask for the required fields of the repository's issue forms."),
  placeholders: z
    .boolean()
    .default(true)
    .describe('Whether `N/A`, `none`, `-` and the like count as answers.'),
  comment: z.boolean().default(true).describe('Ask for them once in the living comment.'),
  label: labelName
    .nullable()
    .default('needs-info')
    .describe(
      'The label of issues that lack something. Without one of this name, a label that says so is used, such as `waiting-for-reply`. Null: none.',
    ),
  nudge_after_days: days.nullable().default(null).describe('Remind once after this many days. Null: never.'),
  close_after_days: days
    .nullable()
    .default(null)
    .describe('Close as not planned this many days after asking, if nothing came. Null: never.'),
});

/** Issues that are left alone. */
export const ignoreSettings = z.strictObject({
  authors: globs.default([]).describe('Patterns of logins whose issues are not triaged.'),
  labels: globs
    .default([])
    .describe('Patterns of labels that keep DispatchAI away. `no-triage` always does.'),
  titles: globs.default([]).describe('Patterns of titles that are not triaged.'),
});
