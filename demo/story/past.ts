import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PastIssue } from '../local-github/world/past-issue.ts';

const done = { at: z.iso.datetime(), by: z.string() };
const happening = z.discriminatedUnion('event', [
  z.strictObject({ ...done, event: z.enum(['labeled', 'unlabeled']), label: z.string() }),
  z.strictObject({ ...done, event: z.enum(['assigned', 'unassigned']), assignee: z.string() }),
  z.strictObject({
    ...done,
    event: z.literal('closed'),
    reason: z.enum(['completed', 'not_planned', 'duplicate']),
  }),
  z.strictObject({ ...done, event: z.literal('reopened') }),
  z.strictObject({ ...done, event: z.literal('commented'), body: z.string().min(1) }),
]);
const lineSchema = z.strictObject({
  title: z.string().min(1),
  body: z.string(),
  author: z.string(),
  createdAt: z.iso.datetime(),
  history: z.array(happening),
});

/** The two years of Keepsill before the story begins, oldest first: what people filed, and what the maintainers made of it. */
export function loadPast(): PastIssue[] {
  const lines = readFileSync(join(import.meta.dirname, 'past.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}
