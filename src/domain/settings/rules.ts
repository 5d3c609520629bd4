import { z } from 'zod';
import { labelName } from './parts.ts';

/** The longest pattern of a rule that is used, in characters. A longer one is a problem of its own (domain/rules). */
export const longestPattern = 200;

const pattern = z.string().min(1).meta({ maxLength: longestPattern });

/** What an issue has to say for a rule's label. A pattern that can't be used is named and leaves the other rules in force. */
const rule = z.strictObject({
  when: z
    .strictObject({
      title: pattern.optional().describe('A pattern that the title has to match.'),
      body: pattern
        .optional()
        .describe(
          'A pattern that the body has to match: its first 16,384 characters, with many or large patterns fewer, at least 4,096.',
        ),
      form: pattern
        .optional()
        .describe(
          'A pattern that an answer of the issue form has to match. An answer is read as `Field: answer`, such as `Operating system: Windows`.',
        ),
    })
    .refine((when) => Object.values(when).some((each) => each !== undefined), {
      error: 'write a pattern for title, body or form',
    })
    .describe('Patterns that all have to match.'),
  label: labelName.describe('A label of the repository. It is never created.'),
});

/** Labels by patterns: what people decided once and for all. */
export const ruleSettings = z.array(rule).max(50);
export type Rule = z.infer<typeof rule>;
