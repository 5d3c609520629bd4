import { parseDocument } from 'yaml';
import { z } from 'zod';
import { markdownLines } from '../markdown/markdown-lines.ts';
import { yamlDanger } from '../settings/yaml-guard.ts';
import { boldTitle, headingText, wordsOf } from './field-names.ts';
import type { FormField, IssueForm } from './issue-form.ts';

const frontMatter = /^---[ \t]*\r?\n([\s\S]{0,10000}?)\r?\n---[ \t]*(?:\r?\n|$)/;

const headSchema = z.object({
  name: z.string().catch('').default(''),
  title: z.string().catch('').default(''),
  labels: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(','))])
    .catch([])
    .default([]),
  type: z.string().nullable().catch(null).default(null),
});

const maxFields = 100;
const longestInitial = 20_000;

/**
 * Reads a Markdown template: its front matter, and each heading or line in bold with the text under it, which an issue keeps
 * where nobody wrote. Null where it has no heading at all. Never throws.
 * @param name what to call it where its front matter has no name
 */
export function parseIssueTemplate(text: string, name: string): IssueForm | null {
  const head = frontMatter.exec(text);
  const { data } = headSchema.safeParse(head ? yamlOf(head[1] ?? '') : {});
  const fields: { label: string; initial: string[] }[] = [];
  for (const line of markdownLines(head ? text.slice(head[0].length) : text).lines) {
    const title =
      line.kind === 'heading' ? headingText(line.text) : line.kind === 'text' ? boldTitle(line.text) : null;
    if (title !== null && wordsOf(title) !== '') fields.push({ label: title, initial: [] });
    else fields.at(-1)?.initial.push(line.text);
  }
  if (fields.length === 0) return null;
  return {
    kind: 'template',
    name: data?.name || name,
    title: (data?.title ?? '').trim(),
    labels: (data?.labels ?? []).map((label) => label.trim()).filter((label) => label !== ''),
    type: data?.type ?? null,
    fields: fields.slice(0, maxFields).map(
      ({ label, initial }): FormField => ({
        label,
        kind: 'section',
        required: false,
        options: [],
        requiredOptions: [],
        initial: initial.join('\n').trim().slice(0, longestInitial),
      }),
    ),
  };
}

function yamlOf(text: string): unknown {
  if (yamlDanger(text)) return {};
  const document = parseDocument(text, { schema: 'core', merge: false, logLevel: 'silent' });
  return document.errors.length > 0 ? {} : document.toJS({ maxAliasCount: 0 });
}
