import { z } from 'zod';

/** What only a person can mend: the key, the account's money, the model's name. */
export const hostedFaults = ['key', 'credit', 'model'] as const;
export type HostedFault = (typeof hostedFaults)[number];

/** How a hosted provider was last seen, as the worker keeps it for the console. */
export const hostedStateSchema = z.object({
  /** The App's own choice of model. */
  model: z.string(),
  /** Null while it answers, and before it was asked. `since` is ISO 8601, UTC; `why` is in our words. */
  failing: z
    .object({ model: z.string(), since: z.string(), why: z.string(), fault: z.enum(hostedFaults).nullable() })
    .nullable(),
  /** Parameters that a model refused and is asked without. */
  refused: z.array(z.object({ model: z.string(), parameter: z.string() })),
  /** The day (UTC, `2027-01-14`) on which the provider shuts the App's model down; null where none is announced. */
  endsOn: z.string().nullable(),
});
export type HostedState = z.infer<typeof hostedStateSchema>;

/** A model's end is told so many days before. */
export const warnDays = 60;
const dayMs = 86_400_000;

/** Days until a model is shut down, 0 from that day on; null where that is not within `warnDays`. */
export function daysLeft(endsOn: string | null, now: Date): number | null {
  const end = endsOn === null ? Number.NaN : Date.parse(endsOn);
  const days = Math.max(0, Math.ceil((end - now.getTime()) / dayMs));
  return Number.isFinite(end) && days <= warnDays ? days : null;
}

type Source = 'openai' | 'anthropic';
const names: Readonly<Record<Source, { provider: string; key: string; model: string; instead: string }>> = {
  openai: { provider: 'OpenAI', key: 'OPENAI_API_KEY', model: 'OPENAI_MODEL', instead: 'gpt-6-luna' },
  anthropic: {
    ...{ provider: 'Anthropic', key: 'ANTHROPIC_API_KEY', model: 'ANTHROPIC_MODEL' },
    instead: 'claude-haiku-5-5',
  },
};

/** What people have to know of a hosted provider, each in sentences that say what to do; none where all is well. */
export function hostedWarnings(source: Source, state: HostedState, now: Date): string[] {
  const { provider, model: variable, instead } = names[source];
  const { model, failing, refused, endsOn } = state;
  const left = daysLeft(endsOn, now);
  const ended = left === 0 ? 'was shut down' : 'is shut down';
  return [
    ...(failing ? [failureOf(source, failing)] : []),
    ...(left === null
      ? []
      : [
          `${model} ${ended} on ${endsOn} (${provider}). Set ${variable} to another model, such as ${instead}.`,
        ]),
    ...refused.map(
      ({ model: refusing, parameter }) =>
        `${refusing} refused ${parameter} and is asked without it, or with something in its place.`,
    ),
  ];
}

function failureOf(
  source: Source,
  { model, since, why, fault }: NonNullable<HostedState['failing']>,
): string {
  const { provider, key, model: variable, instead } = names[source];
  const alone = 'The local model decides alone until then.';
  const time = `${since.slice(0, 16).replace('T', ' ')} UTC`;
  switch (fault) {
    case 'key':
      return `${provider} has refused the key since ${time}. Set a valid ${key} and restart. ${alone}`;
    case 'credit':
      return `The ${provider} account has had no credit since ${time}. Add credit at the provider. ${alone}`;
    case 'model':
      return `${provider} has no model ${model}, or it was shut down (since ${time}). Set ${variable} to another one, such as ${instead}. ${alone}`;
    case null:
      return `${provider} has failed since ${time}: ${why}. The local model decides alone until it answers.`;
  }
}
