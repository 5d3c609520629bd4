import type { Settings } from '../settings/settings.ts';
import { answersIn, wordsOf } from './answers-in.ts';
import type { IssueForm } from './issue-form.ts';

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

/**
 * The fields that the repository asks for and the text does not give, in the order asked: those of the settings, and
 * where the settings allow it the required ones of the issue form that the issue was filed with. A field is given by a
 * heading, a bold line or a `Field: answer` line with an answer, and common ones also by what they look like in prose
 * (a version number, numbered steps): asking for what is there is worse than not asking.
 */
export function missingInformation(
  issue: { title: string; body: string },
  settings: Settings,
  forms: readonly IssueForm[] = [],
): string[] {
  const { required, forms: ofForms } = settings.missing_information;
  const answers = answersIn(issue.body);
  const form = ofForms ? formOf(answers, forms) : null;
  const fields = [
    ...new Map([...required, ...(form?.required ?? [])].map((field) => [wordsOf(field), field])).values(),
  ];
  const prose = `${issue.title}\n${[...answers.values()].join('\n')}`;
  return fields.filter((field) => !isGiven(wordsOf(field), answers, prose));
}

/** Those of the fields that a reply does not give either. */
export function stillMissing(fields: readonly string[], reply: string): string[] {
  const answers = answersIn(reply);
  const prose = [...answers.values()].join('\n');
  return fields.filter((field) => !isGiven(wordsOf(field), answers, prose));
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

/** The form whose fields stand as headings in the text, the one with most of them; null for a blank issue. */
function formOf(answers: ReadonlyMap<string, string>, forms: readonly IssueForm[]): IssueForm | null {
  let best: IssueForm | null = null;
  let most = 0;
  for (const form of forms) {
    const found = form.fields.filter((field) => answers.has(wordsOf(field))).length;
    if (found > most && found * 2 >= form.fields.length) {
      best = form;
      most = found;
    }
  }
  return best;
}
