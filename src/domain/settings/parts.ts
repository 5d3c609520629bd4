import { z } from 'zod';
import { globProblem } from '../text/glob.ts';
import { isLabelName, loginPattern, longestLabelName } from '../text/names.ts';

/** What may be done with a label. `auto` lets each label earn its place. */
export const modes = ['observe', 'suggest', 'apply', 'auto'] as const;

/** A pattern with `*` and `?`; what is wrong with it becomes the problem's words. */
export const glob = z.string().check((context) => {
  const problem = globProblem(context.value);
  if (problem)
    context.issues.push({ code: 'custom', input: context.value, message: `the pattern ${problem}` });
});

export const globs = z.array(glob).max(100);

/** The name of a label as GitHub allows it. */
export const labelName = z
  .string()
  .refine(isLabelName, {
    error: `write the name of a label, of at most ${longestLabelName} characters`,
  })
  .meta({ minLength: 1, maxLength: longestLabelName });

/** A GitHub login, with or without `@`. */
export const login = z
  .string()
  .regex(loginPattern, { error: 'write a GitHub login, such as octocat' })
  .transform((text) => text.replace(/^@/, ''));

/** A probability that can serve as a threshold. Under one half the opposite would be likelier. */
export const threshold = z.number().min(0.5).max(1);

export const days = z.number().int().min(1).max(365);
