import type { Dimension, LabelMeaning, Opinion } from '../issue/decision.ts';
import { logit } from '../issue/log-odds.ts';
import { markdownLines } from '../markdown/markdown-lines.ts';
import type { Settings } from '../settings/settings.ts';
import { labelWords } from '../taxonomy/label-words.ts';
import { matchesAny } from '../text/glob.ts';
import { chosenOptions } from './chosen-options.ts';
import { fieldKey, wordsOf } from './field-names.ts';
import type { FormHabit } from './form-habits.ts';
import type { FormField, IssueForm } from './issue-form.ts';
import type { AskedIssue } from './missing-information.ts';
import { readForms } from './read-form.ts';

/** The source of these opinions; see `decisiveSources`. */
export const formSource = 'form';

/** A field that asks for a part of the project, by its own name. */
const asksForArea =
  /\b(?:areas?|components?|modules?|packages?|parts?|subsystems?|sections?|scope|features?|plugins?|integrations?|crates?|librar(?:y|ies)|categor(?:y|ies)|affected|affects|topics?)\b/;

/** How sure an answer makes its label: a field that the settings name, one that asks for an area by its name, any other. */
const sure = { settings: 0.97, area: 0.95, other: 0.6 };

/**
 * What the form's chosen options say of labels: an option that is called like a label of the repository stands for it, and so
 * does one where people mostly put a label on so far (`habits`, form-habits.ts). Which
 * dimension a field tells is said by the settings (`forms`), or else by its name and by its options being areas. Answers
 * of the form's own choice only: what people typed is left to the models.
 */
export function formOpinions(
  issue: AskedIssue,
  forms: readonly IssueForm[],
  meanings: readonly LabelMeaning[],
  settings: Settings,
  habits: readonly FormHabit[] = [],
): Opinion[] {
  if (forms.length === 0) return [];
  const [filled, ...others] = readForms(markdownLines(issue.body), issue, forms);
  if (!filled || others.length > 0) return [];
  const found = new Map<Dimension, Map<string, { p: number; text: string }>>();
  for (const answer of filled.answers) {
    const options = answer.sure ? chosenOptions(answer) : [];
    if (options.length === 0) continue;
    const told = dimensionOf(answer.field, settings);
    if (!told) continue;
    for (const option of options) {
      const meaning = labelCalled(option, told.dimension, meanings);
      const named = meaning ? [{ value: meaning.value, p: told.p }] : [];
      const usual = told.dimension === 'area' ? habitsOf(answer.field, option, habits) : [];
      const values = found.get(told.dimension) ?? new Map<string, { p: number; text: string }>();
      for (const { value, p } of [...usual, ...named])
        values.set(value, { p: Math.max(p, values.get(value)?.p ?? 0), text: `the form says "${option}"` });
      if (values.size > 0) found.set(told.dimension, values);
    }
  }
  return [...found].map(([dimension, values]) => ({
    source: formSource,
    model: `form ${filled.form.name}`,
    dimension,
    probabilities: Object.fromEntries([...values].map(([value, { p }]) => [value, p])),
    reasons: Object.fromEntries(
      [...values].map(([value, { p, text }]) => [value, [{ kind: 'template', text, weight: logit(p) }]]),
    ),
  }));
}

/** What an option has meant so far. */
function habitsOf({ label }: FormField, option: string, habits: readonly FormHabit[]): FormHabit[] {
  const key = fieldKey(label);
  return habits.filter((habit) => habit.field === key && habit.option === option);
}

function dimensionOf(field: FormField, settings: Settings): { dimension: Dimension; p: number } | null {
  for (const [pattern, dimension] of Object.entries(settings.forms)) {
    if (!matchesAny([`${pattern}*`], field.label)) continue;
    return dimension === 'none' ? null : { dimension, p: sure.settings };
  }
  return { dimension: 'area', p: asksForArea.test(wordsOf(field.label)) ? sure.area : sure.other };
}

/** `Turbopack (next dev)` stands for `area: turbopack`, `Turbopack` or `turbopack`. */
function labelCalled(
  option: string,
  dimension: Dimension,
  meanings: readonly LabelMeaning[],
): LabelMeaning | null {
  const names = new Set([wordsOf(option), wordsOf(option.replace(/\s*[([].*$/, ''))]);
  names.delete('');
  return (
    meanings.find((meaning) => {
      if (meaning.dimension !== dimension) return false;
      const { all, rest } = labelWords(meaning.label.name);
      return [wordsOf(meaning.label.name), wordsOf(all), wordsOf(rest), meaning.value.toLowerCase()].some(
        (name) => names.has(name),
      );
    }) ?? null
  );
}
