import { parseDocument } from 'yaml';
import { z } from 'zod';
import { yamlDanger } from '../settings/yaml-guard.ts';

/** One thing that a form asks. `section` is a heading of a Markdown template, under which anything may stand. */
export interface FormField {
  /** Becomes the heading of the answer. */
  label: string;
  kind: 'input' | 'textarea' | 'dropdown' | 'checkboxes' | 'upload' | 'section';
  required: boolean;
  /** What can be chosen: the options of a dropdown, the words of boxes. */
  options: string[];
  /** The boxes that must be ticked. */
  requiredOptions: string[];
  /** The text that stands there before anybody writes. */
  initial: string;
}

/** What people fill in to file an issue: a form (`.github/ISSUE_TEMPLATE/*.yml`) or a Markdown template (`*.md`). */
export interface IssueForm {
  kind: 'form' | 'template';
  name: string;
  /** In the order of their headings in the issue. */
  fields: FormField[];
  /** The labels and the type that an issue filed with it gets, where they exist. */
  labels: string[];
  type: string | null;
  /** What its issues' titles begin with; mostly empty. */
  title: string;
}

/** More than a person would fill in; the rest is not read. */
const maxFields = 100;
const maxOptions = 500;
const longestLabel = 300;
const longestInitial = 20_000;

/** A text as YAML may have it: `3.1` is a number to YAML, and an option to people. */
const words = z.union([z.string(), z.number(), z.boolean()]).transform(String).catch('');

const option = z
  .union([
    words.refine((text) => text !== '').transform((label) => ({ label, required: false })),
    z.object({ label: words, required: z.boolean().catch(false).default(false) }),
  ])
  .catch({ label: '', required: false });

const list = z
  .union([z.array(words), z.string().transform((text) => text.split(',').map((each) => each.trim()))])
  .catch([])
  .default([]);

/** As much of GitHub's syntax for issue forms as is needed; the rest is GitHub's to check. */
const formSchema = z.object({
  name: z.string(),
  title: words.default(''),
  labels: list,
  type: z.string().nullable().catch(null).default(null),
  body: z.array(
    z.object({
      type: z.string(),
      attributes: z
        .object({
          label: words.default(''),
          value: words.default(''),
          options: z.array(option).catch([]).default([]),
        })
        .optional()
        .catch(undefined),
      validations: z
        .object({ required: z.boolean().optional().catch(undefined) })
        .optional()
        .catch(undefined),
    }),
  ),
});

const kinds = new Set<string>(['input', 'textarea', 'dropdown', 'checkboxes', 'upload']);
const isKind = (type: string): type is FormField['kind'] => kinds.has(type);

/** Reads an issue form; null for anything else, or for a file that is no form or unfit to be read. Never throws. */
export function parseIssueForm(text: string): IssueForm | null {
  if (yamlDanger(text)) return null;
  const document = parseDocument(text, { schema: 'core', merge: false, logLevel: 'silent' });
  if (document.errors.length > 0) return null;
  const read = formSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!read.success) return null;
  const { name, title, labels, type, body } = read.data;
  const fields = body.flatMap((item): FormField[] => {
    const label = (item.attributes?.label ?? '').replace(/\s+/g, ' ').trim().slice(0, longestLabel);
    if (!isKind(item.type) || label === '') return [];
    const options = (item.attributes?.options ?? []).filter(({ label: words }) => words !== '');
    return [
      {
        label,
        kind: item.type,
        required: item.validations?.required === true,
        options: options.slice(0, maxOptions).map((each) => each.label.trim().slice(0, longestLabel)),
        requiredOptions: options
          .slice(0, maxOptions)
          .flatMap((each) => (each.required ? [each.label.trim().slice(0, longestLabel)] : [])),
        initial: item.type === 'textarea' ? (item.attributes?.value ?? '').slice(0, longestInitial) : '',
      },
    ];
  });
  return { kind: 'form', name, title: title.trim(), labels, type, fields: fields.slice(0, maxFields) };
}
