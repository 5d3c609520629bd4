import { z } from 'zod';
import { globs, labelName, modes, threshold } from './parts.ts';

/** Which labels DispatchAI may use, and what they mean where their names do not say it. */
export const labelSettings = z.strictObject({
  include: globs
    .default([])
    .describe('Patterns of the labels that may be predicted. Empty: all that are understood.'),
  exclude: globs.default([]).describe('Patterns of labels that are never predicted. Wins over `include`.'),
  category: z
    .record(z.string().min(1).max(50), labelName)
    .default({})
    .describe(
      'The label of each category: `bug`, `feature`, `question`, `documentation`, or one of your own.',
    ),
  priority: z
    .strictObject({
      critical: labelName.optional().describe('The label of critical priority. It is only ever suggested.'),
      high: labelName.optional().describe('The label of high priority.'),
      medium: labelName.optional().describe('The label of medium priority.'),
      low: labelName.optional().describe('The label of low priority.'),
    })
    .prefault({})
    .describe('The label of each priority.'),
  effort: z
    .strictObject({
      small: labelName.optional().describe('The label of small effort.'),
      medium: labelName.optional().describe('The label of medium effort.'),
      large: labelName.optional().describe('The label of large effort.'),
    })
    .prefault({})
    .describe('The label of each effort.'),
  areas: globs
    .default([])
    .describe('Patterns of labels that name an area, where their names do not show it.'),
  modes: z
    .record(labelName, z.enum(modes))
    .default({})
    .describe('A mode of its own for a label; the rest follow `mode`.'),
  thresholds: z
    .record(labelName, threshold)
    .default({})
    .describe('The confidence from which a label is written, 0.5 to 1, instead of the learned one.'),
});
