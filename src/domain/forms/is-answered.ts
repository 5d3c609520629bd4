import type { MarkdownLine } from '../markdown/markdown-lines.ts';
import { wordsOf } from './field-names.ts';
import type { FormField } from './issue-form.ts';
import type { FieldAnswer } from './read-form.ts';
import { isInitial, isPlaceholder, visibleText } from './visible-text.ts';

/** What counts as an answer. */
export interface AnswerRules {
  /** Whether `N/A`, `none` and the like do. */
  placeholders: boolean;
}

/** So many lines are an answer, whatever they say. */
const surelyAnswered = 2_000;

/**
 * Whether a field of a form or template was answered. Not answered is only what GitHub writes for nothing, an empty stretch, the text
 * that stood there before, or a box that must be ticked and is not; whatever was chosen is an answer, also `None`.
 */
export function isAnswered({ field, lines, sure }: FieldAnswer, rules: AnswerRules): boolean {
  if (!sure || lines.length > surelyAnswered) return true;
  if (field.kind === 'checkboxes') return areTicked(field, lines);
  const said = visibleText(lines);
  if (said === '') return false;
  if (field.kind === 'dropdown') return true;
  if (!rules.placeholders && isPlaceholder(said)) return false;
  return !isInitial(field.initial, said);
}

/** GitHub draws each box as a line; one that is not there was not left unticked. */
function areTicked({ requiredOptions }: FormField, lines: readonly MarkdownLine[]): boolean {
  if (requiredOptions.length === 0) return true;
  const open = new Set<string>();
  for (const { text } of lines) {
    const box = /^\s*[-*+] \[ \] ?(.*)$/.exec(text);
    if (box) open.add(wordsOf(box[1] ?? ''));
  }
  return !requiredOptions.some((option) => open.has(wordsOf(option)));
}
