import { z } from 'zod';

/** An issue as a line of a file gives it. */
export interface ReadIssue {
  /** From 1. */
  line: number;
  title: string;
  body: string;
  /** Null where the line says nothing about labels. */
  labels: string[] | null;
}

export interface BadLine {
  line: number;
  why: string;
}

const labelName = z.union(
  [z.string(), z.object({ name: z.string() }).transform((label) => label.name)],
  'is not a name',
);

/** Other fields may stand beside these; exports have many. */
const lineSchema = z.object({
  title: z.string('is missing or not a text').trim().min(1, 'is empty'),
  body: z
    .string('is not a text')
    .nullish()
    .transform((body) => body ?? ''),
  labels: z.array(labelName, 'is not a list of names').optional(),
  label: labelName.nullish(),
});

/**
 * Reads JSON Lines: {title, body, labels? or label?}, where a label is a name or {name}. Empty lines are passed over; a
 * line that cannot be read is named and left out, and all others stay.
 */
export function readIssues(text: string): { issues: ReadIssue[]; bad: BadLine[] } {
  const issues: ReadIssue[] = [];
  const bad: BadLine[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!raw.trim()) continue;
    const line = index + 1;
    const read = lineSchema.safeParse(parseJson(raw));
    if (read.success)
      issues.push({ line, title: read.data.title, body: read.data.body, labels: namesOf(read.data) });
    else bad.push({ line, why: describe(read.error) });
  }
  return { issues, bad };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function namesOf({
  labels,
  label,
}: {
  labels?: string[] | undefined;
  label?: string | null | undefined;
}): string[] | null {
  if (labels === undefined && (label === undefined || label === null)) return null;
  const names = [...(labels ?? []), ...(label ? [label] : [])].map((name) => name.trim()).filter(Boolean);
  return [...new Set(names)];
}

function describe(error: z.ZodError): string {
  const first = error.issues[0];
  if (!first || first.path.length === 0) return 'is not a JSON object';
  return `"${first.path.join('.')}" ${first.message}`;
}
