import { z } from 'zod';

/** The settings of a repository, `.github/dispatch.yml`. Unknown keys are refused, so a misspelling is heard of. */
export const settingsSchema = z.strictObject({
  mode: z.enum(['observe', 'suggest', 'apply', 'auto']).default('auto').describe('What DispatchAI may do here.'),
});

export type Settings = z.infer<typeof settingsSchema>;
