import fc from 'fast-check';
import type { FormField, IssueForm } from '../../../src/domain/forms/issue-form.ts';

/** A field with what somebody put into it; null for nothing. Boxes are ticked by their index. */
export interface Filled {
  field: FormField;
  answer: string | number[] | null;
  /** A text area's language, which makes its answer a fenced block. */
  render?: string;
}

/** The body of an issue as GitHub makes it of a form. */
export function renderForm(filled: readonly Filled[], lineBreak = '\n'): string {
  return filled
    .map(({ field, answer, render }) => `### ${field.label}\n\n${renderAnswer(field, answer, render)}`)
    .join('\n\n')
    .replaceAll('\n', lineBreak);
}

function renderAnswer(field: FormField, answer: Filled['answer'], render?: string): string {
  if (field.kind === 'checkboxes')
    return field.options
      .map((option, i) => `- [${Array.isArray(answer) && answer.includes(i) ? 'x' : ' '}] ${option}`)
      .join('\n');
  if (answer === null) return '_No response_';
  return render === undefined ? String(answer) : `\`\`\`${render}\n${answer}\n\`\`\``;
}

/** Answers that have misled readers of forms; each is something that a reader sees. */
const hardAnswers = [
  '# It crashes',
  '### It crashes\n\nat once',
  '#### Steps\n\n1. open',
  '**Steps**\n1. open\n2. save',
  '__init__ fails',
  '```npm start```',
  '````\n```\n### Version\n```\n````',
  '~~~\nnever closed in one line ``` ~~~x\n~~~',
  '- ```\n  open in a list',
  '> quoted\n> ### Version',
  'N/A',
  'n/a',
  '.',
  '-',
  'none',
  'None',
  'Unknown',
  '?',
  '5.1',
  'Version: 5.1',
  '<details>\n<summary>Log</summary>\n\nlines\n\n</details>',
  '<!-- hidden -->\nshown',
  'a <!-- b',
  '- [ ] todo',
  '---\nx',
  '    indented\n\n    code',
  '| a | b |\n|---|---|\n| c | d |',
  'No response from the server',
  '1. \n2. ',
  'text\n===',
];
/** The same, but they swallow what follows by the rules of Markdown. */
const swallowing = [
  '```\nlog without end',
  '<pre>\nlog',
  '~~~~\nx\n~~~',
  'x\n\n<!-- a comment without end\nand more',
];

const labels = [
  'Version',
  'Steps to reproduce',
  'Logs',
  'Area',
  'OS',
  'C#',
  'What happened?',
  '???',
  'Extra',
];
const options = ['None', 'Unknown', 'N/A', 'web', 'Turbopack (next dev)'];

const answer = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hardAnswers) },
  { weight: 1, arbitrary: fc.constantFrom(...swallowing) },
  { weight: 2, arbitrary: fc.lorem({ mode: 'sentences', maxCount: 3 }) },
);

const field = (label: string): fc.Arbitrary<Filled> =>
  fc
    .record({
      kind: fc.constantFrom('input', 'textarea', 'dropdown', 'checkboxes', 'upload'),
      required: fc.boolean(),
      initial: fc.constantFrom('', '', '1. \n2. \n3. ', 'Tell us <!-- all of it -->\n\n- Node:\n- npm:'),
      render: fc.constantFrom(undefined, undefined, 'shell'),
      given: fc.boolean(),
      text: answer,
      option: fc.constantFrom(...options),
      ticked: fc.subarray([0, 1]),
    })
    .map(({ kind, required, initial, render, given, text, option, ticked }): Filled => {
      const boxes = ['I have searched the issues', 'I agree to the [Code of Conduct](https://example.com)'];
      const made: FormField = {
        label,
        kind: kind as FormField['kind'],
        required: required && kind !== 'checkboxes',
        options: kind === 'dropdown' ? options : kind === 'checkboxes' ? boxes : [],
        requiredOptions: kind === 'checkboxes' && required ? boxes : [],
        initial: kind === 'textarea' ? initial : '',
      };
      if (kind === 'checkboxes') return { field: made, answer: ticked };
      if (kind === 'dropdown') return { field: made, answer: given ? option : null };
      const left = kind === 'textarea' && initial !== '' ? initial : null;
      const asCode =
        kind === 'textarea' && render !== undefined && !text.includes('```') && !text.includes('~~~');
      return { field: made, answer: given ? text : left, ...(asCode ? { render } : {}) };
    });

/** A form with what was put into each field. */
export const filledForm: fc.Arbitrary<Filled[]> = fc
  .uniqueArray(fc.constantFrom(...labels), { minLength: 2, maxLength: 7 })
  .chain((names) => fc.tuple(...names.map(field)));

export const formOf = (name: string, filled: readonly Filled[]): IssueForm => ({
  ...{ kind: 'form', name, labels: [], type: null, title: '' },
  fields: filled.map(({ field: each }) => each),
});

/** Whether somebody gave an answer by GitHub's own rules for required fields. */
export function wasAnswered({
  field: { kind, initial, requiredOptions, options: boxes },
  answer: said,
}: Filled): boolean {
  if (kind === 'checkboxes')
    return requiredOptions.every((box) => Array.isArray(said) && said.includes(boxes.indexOf(box)));
  return said !== null && said !== initial;
}

/** Whether the answer hides the headings after it. */
export const swallows = ({ answer: said, render }: Filled) =>
  render === undefined && typeof said === 'string' && swallowing.includes(said);
