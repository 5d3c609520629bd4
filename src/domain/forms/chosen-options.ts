import { wordsOf } from './field-names.ts';
import type { FieldAnswer } from './read-form.ts';
import { visibleText } from './visible-text.ts';

/** The options of a dropdown or the boxes that were chosen, as the form writes them. */
export function chosenOptions({ field, lines }: FieldAnswer): string[] {
  if (field.kind === 'dropdown') {
    const said = visibleText(lines);
    if (field.options.includes(said)) return [said];
    // Several are joined by commas, which an option may hold itself: the longest are looked for first.
    let left = `, ${said}, `;
    return field.options
      .toSorted((a, b) => b.length - a.length)
      .filter((option) => {
        if (!left.includes(`, ${option}, `)) return false;
        left = left.replace(`, ${option}, `, () => ', , ');
        return true;
      });
  }
  if (field.kind !== 'checkboxes') return [];
  const ticked = new Set(
    lines.flatMap(({ text }) => wordsOf(/^\s*[-*+] \[[xX]\] (.*)$/.exec(text)?.[1] ?? '') || []),
  );
  return field.options.filter((option) => ticked.has(wordsOf(option)));
}
