import fc from 'fast-check';
import { expect, it } from 'vitest';
import { missingInformation } from '../../../src/domain/forms/missing-information.ts';
import { settings } from '../words.ts';
import { filledForm, formOf, renderForm, swallows, wasAnswered } from './rendered-forms.ts';

const isRequired = ({ required, requiredOptions }: { required: boolean; requiredOptions: string[] }) =>
  required || requiredOptions.length > 0;

const lineBreak = fc.constantFrom('\n', '\r\n');
/** Other forms of the same repository: fields of the same names in other orders, more of them or fewer. */
const others = fc.array(filledForm, { maxLength: 3 });

it('nothing that was answered is asked for, whatever form and answers', () => {
  fc.assert(
    fc.property(filledForm, others, lineBreak, (filled, more, end) => {
      const body = renderForm(filled, end);
      const forms = [...more.map((each, i) => formOf(`Other ${i}`, each)), formOf('Bug', filled)];
      const asked = missingInformation({ title: 'It fails', body }, settings(), forms);
      const answered = filled.filter(wasAnswered).map(({ field }) => field.label);
      expect(asked.filter((label) => answered.includes(label))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

it('every required field that was left empty is found, where no answer hides what follows it', () => {
  fc.assert(
    fc.property(filledForm, lineBreak, (filled, end) => {
      fc.pre(!filled.some(swallows));
      const body = renderForm(filled, end);
      const asked = missingInformation({ title: 'It fails', body }, settings(), [formOf('Bug', filled)]);
      const empty = filled.filter((each) => isRequired(each.field) && !wasAnswered(each));
      expect(asked).toEqual(empty.map(({ field }) => field.label));
    }),
    { numRuns: 3000 },
  );
});

it('a form whose fields are not all there is not the one that was used', () => {
  fc.assert(
    fc.property(filledForm, fc.nat(), (filled, left) => {
      const body = renderForm(filled.filter((_, i) => i !== left % filled.length));
      expect(missingInformation({ title: 'x', body }, settings(), [formOf('Bug', filled)])).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
