import { z } from 'zod';
import type { Draft } from '../../../read/playground.ts';

/** As long as GitHub takes: 1,024 bytes of title, 262,144 of text. In UTF-16 units. */
const longestTitle = 1_024;
const longestBody = 262_144;

const form = z.object({
  title: z.string().max(longestTitle).default(''),
  body: z.string().max(longestBody).default(''),
  json: z.string().max(2_000_000).default(''),
  model: z.string().max(40).default('now'),
  with: z.string().max(40).default(''),
});

/** An issue as GitHub's REST API shows it, or the payload of a webhook around it. */
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
  /** What to compare with; empty for nothing. */
  compareWith: string;
  /** What is wrong with what was pasted, in words. */
  problem: string | null;
}

/** What was typed or pasted. JSON goes before the fields; a draft of nothing is null. */
export function readPlayForm(fields: Record<string, unknown>): PlayForm {
  const read = form.safeParse(fields);
  if (!read.success) {
    const problem = `That is too long: GitHub takes ${longestTitle} characters of title and ${longestBody} of text.`;
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
    return 'This is not JSON. Paste the whole answer of GitHub, or leave the field empty and type.';
  }
  const read = pasted.safeParse(parsed);
  if (!read.success) return 'This JSON has no issue in it: it needs a title.';
  if (read.data.pull_request) return 'This is a pull request. DispatchAI triages issues.';
  return {
    title: read.data.title.slice(0, longestTitle),
    body: (read.data.body ?? '').slice(0, longestBody),
    authorAssociation: read.data.author_association ?? 'NONE',
  };
}
