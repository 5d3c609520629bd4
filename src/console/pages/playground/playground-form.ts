import { z } from 'zod';
import type { Draft } from '../../../read/playground.ts';

/** GitHub's limits: 1,024 bytes for titles and 262,144 for bodies. Counted here in UTF-16 units. */
const maxTitle = 1_024;
const maxBody = 262_144;

const form = z.object({
  title: z.string().max(maxTitle).default(''),
  body: z.string().max(maxBody).default(''),
  json: z.string().max(2_000_000).default(''),
  model: z.string().max(40).default('now'),
  with: z.string().max(40).default(''),
});

/** An issue from GitHub's REST API, or a webhook payload that contains one. */
const issue = z.object({
  title: z.string(),
  body: z.string().nullish(),
  author_association: z.string().max(40).optional(),
  pull_request: z.unknown().optional(),
});
const pasted = z.union([z.object({ issue }).transform((payload) => payload.issue), issue]);

export interface PlayForm {
  draft: Draft | null;
  model: string;
  /** The model to compare with; empty for none. */
  compareWith: string;
  /** An error message about the pasted JSON. */
  problem: string | null;
}

/** Reads the form. JSON takes precedence over the fields; an empty draft is null. */
export function readPlayForm(fields: Record<string, unknown>): PlayForm {
  const read = form.safeParse(fields);
  if (!read.success) {
    const problem = `Too long: GitHub allows ${maxTitle} characters for titles and ${maxBody} for text.`;
    return { draft: null, model: 'now', compareWith: '', problem };
  }
  const { title, body, json, model, with: compareWith } = read.data;
  const rest = { model, compareWith, problem: null };
  if (json.trim() !== '') {
    const draft = readPasted(json);
    return typeof draft === 'string' ? { ...rest, draft: null, problem: draft } : { ...rest, draft };
  }
  const empty = title.trim() === '' && body.trim() === '';
  return { ...rest, draft: empty ? null : { title, body, authorAssociation: 'NONE' } };
}

function readPasted(json: string): Draft | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return 'This is not valid JSON. Paste the complete response from GitHub, or leave the field empty.';
  }
  const read = pasted.safeParse(parsed);
  if (!read.success) return 'This JSON doesn’t contain an issue with a title.';
  if (read.data.pull_request) return 'This is a pull request. DispatchAI triages issues.';
  return {
    title: read.data.title.slice(0, maxTitle),
    body: (read.data.body ?? '').slice(0, maxBody),
    authorAssociation: read.data.author_association ?? 'NONE',
  };
}
