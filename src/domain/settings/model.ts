import { z } from 'zod';
import { globs } from './parts.ts';

const provider = z.enum(['local', 'openai', 'anthropic']);

/** Who is asked what an issue is. */
export const modelSettings = z.strictObject({
  provider: provider
    .default('local')
    .describe('`local` needs no key and no network. `openai` also means any compatible server.'),
  name: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      "The provider's model, of those that the App's operator allows; without it, or where it is not allowed, the App's own choice.",
    ),
  fallback: provider.default('local').describe('Who is asked when the provider does not answer.'),
  llm: z
    .enum(['never', 'unsure', 'always'])
    .default('unsure')
    .describe(
      'When a hosted model is asked: `unsure` means only where the local one is under the threshold.',
    ),
  guidance: z
    .string()
    .max(2_000)
    .default('')
    .describe("What a hosted model should know of this repository's labels, in the maintainers' own words."),
  private_repositories: z
    .boolean()
    .default(false)
    .describe('Allow the text of a private repository to leave for a hosted model.'),
});

/** What may be spent. */
export const budgetSettings = z.strictObject({
  daily_usd: z
    .number()
    .min(0)
    .max(10_000)
    .default(1)
    .describe(
      "United States dollars a day for hosted models, up to what the App's operator allows (5 unless changed); once spent, the local model goes on alone.",
    ),
});

/** How long things are kept. */
export const retentionSettings = z.strictObject({
  decisions_days: z
    .number()
    .int()
    .min(7)
    .max(3650)
    .default(365)
    .describe('Days after which the evidence of a decision is dropped. Lessons and the audit log stay.'),
});

/** Where similar issues are looked for. */
export const similarSettings = z.strictObject({
  repositories: globs
    .default([])
    .describe(
      'Patterns of `owner/name` of public repositories of the same installation in which similar issues are looked for too. Private ones never are.',
    ),
  embedding: z
    .enum(['local', 'openai'])
    .default('local')
    .describe(
      'Who makes the vectors that stand beside the words in the search. `openai` needs its key in the environment, for a private repository `model.private_repositories` too, and counts in the budget; past issues are read again in the background.',
    ),
});
