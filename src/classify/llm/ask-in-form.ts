import type { LearnedForm, LearnedForms } from './learned-forms.ts';
import { refusedParameter } from './refused-parameter.ts';

/**
 * Asks a model in the form that is known for it. Where the server refuses a parameter, the same question is asked again without it, and
 * what worked in the end is remembered. Every step takes something away, so it ends.
 *
 * @throws what `ask` threw, where no parameter of ours was refused
 */
export async function askInForm<Form, Parameter extends string, Answer>(
  forms: LearnedForms<Form>,
  model: string,
  dialect: {
    /** The parameters that are sent in a form. */
    sent: (form: Form) => Parameter[];
    without: (form: Form, parameter: Parameter, refused: ReadonlySet<string>) => Form | null;
    ask: (form: Form) => Promise<Answer>;
  },
): Promise<{ answer: Answer; learned: LearnedForm<Form> }> {
  let { form, refused } = forms.of(model);
  for (;;) {
    try {
      const answer = await dialect.ask(form);
      const learned = { form, refused };
      if (refused.size > 0) forms.keep(model, learned);
      return { answer, learned };
    } catch (error) {
      const parameter = refusedParameter(error, dialect.sent(form));
      if (parameter === null) throw error;
      refused = new Set([...refused, parameter]);
      const next = dialect.without(form, parameter, refused);
      if (next === null) throw error;
      form = next;
    }
  }
}
