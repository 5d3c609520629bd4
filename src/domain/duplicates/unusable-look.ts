import { z } from 'zod';

/** Which of the two texts. */
const side = z.enum(['newer', 'older']);

/**
 * Why a second look came to no verdict. `refused`, `broken` and `failed`: the model or its server gave no answer to read; `budget`: it was
 * not asked. The rest are answers that do not hold.
 */
export const lookFaultSchema = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['refused', 'broken', 'failed', 'budget', 'form', 'no-cause']) }),
  z.object({ code: z.enum(['not-quoted', 'template']), side }),
]);
export type LookFault = z.infer<typeof lookFaultSchema>;

/** A second look that came to nothing, as it is kept with the issue. */
export const unusableLookSchema = z.object({
  /** The issue that it was compared with. */
  of: z.int().positive(),
  model: z.string(),
  fault: lookFaultSchema,
  /** ISO 8601, UTC. */
  at: z.string(),
});
export type UnusableLook = z.infer<typeof unusableLookSchema>;

/** The reason as a clause, for the console. */
export function explainFault(fault: LookFault): string {
  switch (fault.code) {
    case 'refused':
      return 'the model refused to answer';
    case 'broken':
      return 'the answer broke off or was empty';
    case 'failed':
      return 'the provider did not answer';
    case 'budget':
      return "the day's budget is spent";
    case 'form':
      return 'the answer was not in the requested form';
    case 'no-cause':
      return 'the answer named no root cause';
    case 'not-quoted':
      return `the answer did not quote the ${fault.side} issue word for word`;
    case 'template':
      return `the answer quoted only the issue template from the ${fault.side} issue`;
  }
}
