import { type MarkdownLines, markdownLines } from '../markdown/markdown-lines.ts';
import type { Settings } from '../settings/settings.ts';
import { answersIn } from './answers-in.ts';
import { fieldKey, wordsOf } from './field-names.ts';
import { isAnswered } from './is-answered.ts';
import type { IssueForm } from './issue-form.ts';
import { type FieldAnswer, type FilledForm, readForms } from './read-form.ts';
import { withoutCommentLines } from './visible-text.ts';

/** What shows that a field is told though no heading says so, by a word of the field's name. */
const toldFreely: [RegExp, RegExp][] = [
  [/version|release/, /\bv?\d+\.\d+(?:\.\d+)*|\b[0-9a-f]{7,40}\b/i],
  [/reproduc|steps|repro\b/, /^ {0,3}\d+[.)] .*\n+(?:.*\n)*? {0,3}\d+[.)] |```|~~~/m],
  [/log|output|trace|error message/, /```|~~~|^ {4}\S/m],
  [
    /operating system|platform|^os$|environment/,
    /\b(?:windows|mac ?os|os ?x|linux|ubuntu|debian|fedora|arch|alpine|android|ios|freebsd)\b/i,
  ],
];

/** An issue as far as its form can be told. */
export interface AskedIssue {
  title: string;
  body: string;
  labels?: readonly string[];
  type?: string | null;
}

/**
 * The fields that the repository asks for and the text does not give, in the order asked: those of the settings, and
 * where the settings allow it the required ones of the issue form that the issue was filed with. Where a form was used, its
 * own headings say what was answered. Elsewhere a field of the settings is given by a heading, a bold line or a `Field: answer`
 * line with an answer, and common ones also by what they look like in prose (a version number, numbered steps). Asking
 * for what is there is worse than not asking.
 */
export function missingInformation(
  issue: AskedIssue,
  settings: Settings,
  forms: readonly IssueForm[] = [],
): string[] {
  const { required, forms: asksForms, placeholders } = settings.missing_information;
  const text = markdownLines(issue.body);
  const filled = readForms(text, issue, forms);
  const rules = { placeholders, ...namesAsked(required, forms) };
  let free: { answers: Map<string, string>; prose: string } | null = null;
  const isTold = (field: string) => {
    const answers = filled.flatMap((each) => answerTo(each, field) ?? []);
    if (answers.some((answer) => isAnswered(answer, rules))) return true;
    if (filled[0]?.form.kind === 'form' && answers.length > 0) return false;
    free ??= { answers: answersIn(text, rules), prose: proseOf(issue.title, text, rules.initial) };
    return isGiven(wordsOf(field), free.answers, free.prose);
  };
  const ofForm = asksForms ? requiredBy(filled) : [];
  const fields = new Map([
    ...required.filter((field) => !isTold(field)).map((field) => [fieldKey(field), field] as const),
    ...ofForm
      .filter((answer) => !isAnswered(answer, rules))
      .map(({ field }) => [fieldKey(field.label), field.label] as const),
  ]);
  return [...fields.values()];
}

/** Names that end an answer where they stand as titles, and the texts that templates put under them. */
function namesAsked(
  required: readonly string[],
  forms: readonly IssueForm[],
): { asked: Set<string>; initial: Map<string, string[]> } {
  const asked = new Set(required.map(wordsOf));
  const initial = new Map<string, string[]>();
  for (const field of forms.flatMap(({ fields }) => fields)) {
    const key = wordsOf(field.label);
    asked.add(key);
    if (field.initial !== '') initial.set(key, [...(initial.get(key) ?? []), field.initial]);
  }
  return { asked, initial };
}

/** What people wrote themselves, without the lines that a template put there: these may hold a version, too. */
function proseOf(title: string, { lines }: MarkdownLines, initial: ReadonlyMap<string, string[]>): string {
  const ready = new Set(
    [...initial.values()].flat().flatMap((text) => text.split('\n').map((line) => line.trim())),
  );
  ready.delete('');
  const own = ready.size === 0 ? lines : lines.filter(({ text }) => !ready.has(text.trim()));
  return `${title}\n${withoutCommentLines(own)}`;
}

/** Those of the fields that a reply does not give either. */
export function stillMissing(fields: readonly string[], reply: string): string[] {
  const text = markdownLines(reply);
  const answers = answersIn(text, { asked: new Set(fields.map(wordsOf)), placeholders: true });
  const prose = withoutCommentLines(text.lines);
  return fields.filter((field) => !isGiven(wordsOf(field), answers, prose));
}

function answerTo({ answers }: FilledForm, field: string): FieldAnswer | undefined {
  return answers.find((answer) => fieldKey(answer.field.label) === fieldKey(field));
}

/** The required fields of the form; where several forms fit alike, those that all of them require. */
function requiredBy(filled: readonly FilledForm[]): FieldAnswer[] {
  const [first, ...others] = filled;
  const isRequired = ({ field }: FieldAnswer) => field.required || field.requiredOptions.length > 0;
  return (first?.answers ?? []).filter(isRequired).filter((answer) =>
    others.every((other) => {
      const same = answerTo(other, answer.field.label);
      return same !== undefined && isRequired(same);
    }),
  );
}

function isGiven(field: string, answers: ReadonlyMap<string, string>, prose: string): boolean {
  for (const [heading, answer] of answers) {
    if (
      answer !== '' &&
      (heading === field || heading.startsWith(`${field} `) || heading.endsWith(` ${field}`))
    )
      return true;
  }
  return toldFreely.some(([name, sign]) => name.test(field) && sign.test(prose));
}
