import { z } from 'zod';
import { globs, labelName, login } from './parts.ts';

const team = z.strictObject({
  labels: globs.default([]).describe('Patterns of labels whose issues go to this team.'),
  members: z
    .array(login)
    .max(100)
    .default([])
    .describe('Logins; the one with the fewest open issues is chosen.'),
  label: labelName.optional().describe("The team's own label. A team cannot be an assignee on GitHub."),
});

/** Who an issue goes to. */
export const routingSettings = z.strictObject({
  mode: z
    .enum(['off', 'suggest', 'auto', 'apply'])
    .default('suggest')
    .describe(
      '`suggest` shows the team and the person in the console, `apply` also assigns the person and adds the label of the team, `auto` does so for people and teams whose suggestions have been right often enough.',
    ),
  teams: z.record(z.string().min(1).max(100), team).prefault({}).describe('Teams by name.'),
  codeowners: z
    .boolean()
    .default(true)
    .describe('Also ask CODEOWNERS, by the paths that a stack trace or the text names.'),
  history: z.boolean().default(true).describe('Also ask who closed similar issues.'),
  absent: z.array(login).max(200).prefault([]).describe('Logins that are skipped for now.'),
});
