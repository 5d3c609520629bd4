/** What a server would not take from us for one model. */
export interface Refusal {
  model: string;
  /** The parameter's name: one of ours, never the server's words. */
  parameter: string;
}

/** How a model wants its questions, and what it has refused. */
export interface LearnedForm<Form> {
  form: Form;
  refused: ReadonlySet<string>;
}

/** How each model has turned out to want its questions. */
export interface LearnedForms<Form> {
  of(model: string): LearnedForm<Form>;
  /** Remembers what worked; parameters that are new among the refused ones are told once. */
  keep(model: string, learned: LearnedForm<Form>): void;
  /** Everything that was refused since the start, for people. */
  refusals(): Refusal[];
}

/** A repository's settings may name models: no more of them are remembered. */
const maxModels = 200;

/** Remembers, for as long as the process lives, what each model takes. A form is kept only once an answer came with it. */
export function createLearnedForms<Form>(
  first: (model: string) => Form,
  onRefused: (refusal: Refusal) => void = () => {},
): LearnedForms<Form> {
  const known = new Map<string, LearnedForm<Form>>();
  const of = (model: string) => known.get(model) ?? { form: first(model), refused: new Set<string>() };
  return {
    of,
    keep(model, { form, refused }) {
      const before = of(model).refused;
      // The model that was asked last is the last to be forgotten.
      known.delete(model);
      // What two questions at once have learned adds up.
      known.set(model, { form, refused: new Set([...before, ...refused]) });
      const [oldest] = known.keys();
      if (known.size > maxModels && oldest !== undefined) known.delete(oldest);
      for (const parameter of refused) if (!before.has(parameter)) onRefused({ model, parameter });
    },
    refusals: () =>
      [...known].flatMap(([model, { refused }]) => [...refused].map((parameter) => ({ model, parameter }))),
  };
}
