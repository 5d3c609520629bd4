import type { MarkdownLine, MarkdownLines } from '../markdown/markdown-lines.ts';
import { boldTitle, fieldKey, headingText } from './field-names.ts';
import type { FormField, IssueForm } from './issue-form.ts';

/** An issue read by the form that it was filed with. */
export interface FilledForm {
  form: IssueForm;
  answers: FieldAnswer[];
}

export interface FieldAnswer {
  field: FormField;
  /**
   * The lines from the field's heading to the next one. Where headings stand in the text more than once, the longest such
   * stretch: it holds the answer whichever is meant.
   */
  lines: readonly MarkdownLine[];
  /** False where a heading is only found inside code or a comment that was never closed, so that the borders are a guess. */
  sure: boolean;
}

/**
 * The form that an issue was filed with: of those whose fields all stand as headings in the text, in their order, the one
 * with most fields, and among equals the one whose labels, type and title the issue has. None for a text that fits none,
 * all of the equals where nothing tells them apart.
 */
export function readForms(
  text: MarkdownLines,
  issue: { title: string; labels?: readonly string[]; type?: string | null },
  forms: readonly IssueForm[],
): FilledForm[] {
  const titles = titlesOf(text);
  const read = forms.flatMap((form) => fill(text, titles, form) ?? []);
  const rank = ({ form, answers }: Stretches) =>
    answers.length * 1000 +
    (answers.every(({ sure }) => sure) ? 500 : 0) +
    (form.kind === 'form' ? 250 : 0) +
    signsOf(form, issue);
  const best = Math.max(...read.map(rank));
  return read
    .filter((each) => rank(each) === best)
    .map(({ form, answers }) => ({
      form,
      answers: answers.map(({ field, from, to, sure }) => ({
        field,
        sure,
        lines: text.lines.slice(from, to),
      })),
    }));
}

/** How many of a form's own marks the issue carries: its labels, its type, the beginning of its title. */
function signsOf(
  { labels, type, title }: IssueForm,
  issue: { title: string; labels?: readonly string[]; type?: string | null },
): number {
  const carried = new Set((issue.labels ?? []).map((label) => label.toLowerCase()));
  const hits = labels.filter((label) => carried.has(label.toLowerCase())).length;
  const misses = labels.length - hits;
  return (
    Math.min(20, hits) * 2 -
    Math.min(20, misses) +
    (type !== null && type === issue.type ? 5 : 0) +
    (title !== '' && issue.title.startsWith(title) ? 5 : 0)
  );
}

/** No form has more titles, and no answer; those after them are not looked at. */
const maxTitles = 1_000;

interface Titles {
  /** Lines of headings as forms write them, by key. */
  forms: ReadonlyMap<string, number[]>;
  /** The same with those inside what was never closed. */
  formsHidden: ReadonlyMap<string, number[]>;
  /** Headings of every level and titles in bold, as Markdown templates have them. */
  templates: ReadonlyMap<string, number[]>;
}

function titlesOf({ lines, openFrom }: MarkdownLines): Titles {
  const forms = new Map<string, number[]>();
  const formsHidden = new Map<string, number[]>();
  const templates = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, text: string, at: number) => {
    const key = fieldKey(text);
    const known = map.get(key);
    if (known) known.push(at);
    else map.set(key, [at]);
  };
  let titles = 0;
  lines.forEach(({ kind, level, top, text }, at) => {
    if ((kind === 'heading' || text.startsWith('**')) && ++titles > maxTitles) return;
    const written = text.startsWith('### ');
    if (kind === 'heading' && top) {
      const heading = headingText(text);
      if (level === 3 && written) {
        add(forms, heading, at);
        add(formsHidden, heading, at);
      }
      add(templates, heading, at);
    } else if (written && openFrom !== null && at > openFrom) add(formsHidden, headingText(text), at);
    else if (kind === 'text') {
      const bold = boldTitle(text);
      if (bold !== null) add(templates, bold, at);
    }
  });
  return { forms, formsHidden, templates };
}

/** The answers of a form, each by its first line and the one after its last. */
interface Stretches {
  form: IssueForm;
  answers: { field: FormField; from: number; to: number; sure: boolean }[];
}

function fill({ lines }: MarkdownLines, titles: Titles, form: IssueForm): Stretches | null {
  if (form.fields.length === 0) return null;
  const keys = form.fields.map(({ label }) => fieldKey(label));
  const strict = form.kind === 'form' ? titles.forms : titles.templates;
  const sure = bordersOf(keys, strict);
  const borders = sure ?? (form.kind === 'form' ? bordersOf(keys, titles.formsHidden) : null);
  if (!borders) return null;
  const isKnown = (at: number | undefined) =>
    at === undefined || lines[at]?.kind === 'heading' || form.kind === 'template';
  return {
    form,
    answers: form.fields.map((field, i) => {
      const from = borders.first[i] ?? 0;
      const to = borders.last[i + 1];
      return {
        field,
        from: from + 1,
        to: to ?? lines.length,
        sure: sure !== null || (isKnown(from) && isKnown(to)),
      };
    }),
  };
}

/** For each key the earliest and the latest line that it can have, all keys in order; null where they are not all there. */
function bordersOf(
  keys: readonly string[],
  at: ReadonlyMap<string, readonly number[]>,
): { first: number[]; last: number[] } | null {
  const first: number[] = [];
  let after = -1;
  for (const key of keys) {
    const next = at.get(key)?.find((line) => line > after);
    if (next === undefined) return null;
    first.push(next);
    after = next;
  }
  const last: number[] = [];
  let before = Number.POSITIVE_INFINITY;
  for (const key of keys.toReversed()) {
    // There is one, or the way forward would have found none.
    const previous = at.get(key)?.findLast((line) => line < before) ?? 0;
    last.push(previous);
    before = previous;
  }
  return { first, last: last.reverse() };
}
