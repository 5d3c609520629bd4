import { parseDocument } from 'yaml';
import { z } from 'zod';
import { yamlDanger } from '../settings/yaml-guard.ts';

/** A form that people fill in to file an issue (`.github/ISSUE_TEMPLATE/*.yml`). */
export interface IssueForm {
  name: string;
  /** The labels of all its fields, which become the headings of the issue. */
  fields: string[];
  /** Those of them that must be answered. */
  required: string[];
}

/** As much of GitHub's syntax for issue forms as is needed; the rest is GitHub's to check. */
const formSchema = z.object({
  name: z.string(),
  body: z.array(
    z.object({
      type: z.string(),
      attributes: z.object({ label: z.string().optional() }).optional(),
      validations: z.object({ required: z.boolean().optional() }).optional(),
    }),
  ),
});

/** Reads an issue form; null for anything else, or for a file that is no form or unfit to be read. Never throws. */
export function parseIssueForm(text: string): IssueForm | null {
  if (yamlDanger(text)) return null;
  const document = parseDocument(text, { schema: 'core', merge: false, logLevel: 'silent' });
  if (document.errors.length > 0) return null;
  const read = formSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!read.success) return null;
  const asked = read.data.body.filter(({ type, attributes }) => type !== 'markdown' && attributes?.label);
  const labels = (items: typeof asked) => items.map(({ attributes }) => attributes?.label ?? '');
  return {
    name: read.data.name,
    fields: labels(asked),
    required: labels(asked.filter(({ validations }) => validations?.required === true)),
  };
}
