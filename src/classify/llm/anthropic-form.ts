import { modelName } from './prices/model-name.ts';

/** How a question is put to a model over Anthropic's messages. What a server refuses changes one field at a time. */
export interface AnthropicForm {
  /** Whether thinking is switched off; otherwise nothing is said of it. */
  thinkingOff: boolean;
  effort: 'low' | null;
  /** What keeps the answer in form; null leaves it to the prompt. */
  format: 'json_schema' | null;
  /** Answers need room for thinking, because it can't be switched off. */
  thinks: boolean;
}

/** The parameters that a server may refuse, as its messages name them. */
export const anthropicParameters = ['thinking', 'effort', 'format'] as const;
export type AnthropicParameter = (typeof anthropicParameters)[number];

const thinksUnlessTold: AnthropicForm = {
  thinkingOff: true,
  effort: null,
  format: 'json_schema',
  thinks: false,
};
const answersAtOnce: AnthropicForm = { ...thinksUnlessTold, thinkingOff: false };
const alwaysThinks: AnthropicForm = { ...answersAtOnce, effort: 'low', thinks: true };

/** Anthropic's models by the overview pages of platform.claude.com/docs, read on 2026-11-30. */
const known: Readonly<Record<string, AnthropicForm>> = {
  'claude-haiku-5-5': thinksUnlessTold,
  'claude-sonnet-5-5': thinksUnlessTold,
  'claude-opus-5-5': alwaysThinks,
  'claude-fable-5-1': alwaysThinks,
  'claude-haiku-4-5': answersAtOnce,
  'claude-sonnet-4-5': answersAtOnce,
  'claude-opus-4-5': answersAtOnce,
};

/** The shortest beginning of a prompt that each model caches, in its own tokens (platform.claude.com/docs/en/build-with-claude/prompt-caching). */
const cacheable: Readonly<Record<string, number>> = {
  'claude-haiku-4-5': 4_096,
  'claude-opus-4-5': 4_096,
  'claude-sonnet-4-5': 1_024,
};
/** Of models that are not listed: the usual minimum. A shorter beginning that is marked costs nothing more. */
const usuallyCacheable = 1_024;

/** Tokens from which on marking the beginning of a prompt for the cache can have an effect. */
export function cacheableTokens(model: string): number {
  const name = modelName(model);
  return (Object.hasOwn(cacheable, name) ? cacheable[name] : undefined) ?? usuallyCacheable;
}

/** How a model is asked the first time. */
export function firstAnthropicForm(model: string): AnthropicForm {
  const name = modelName(model);
  return (Object.hasOwn(known, name) ? known[name] : undefined) ?? thinksUnlessTold;
}

/** The form without what was refused; null where the form doesn't send it. */
export function withoutAnthropicParameter(
  form: AnthropicForm,
  parameter: AnthropicParameter,
  refused: ReadonlySet<string>,
): AnthropicForm | null {
  switch (parameter) {
    case 'thinking':
      return form.thinkingOff ? asThinkingAnthropic(form, refused) : null;
    case 'effort':
      return form.effort === null ? null : { ...form, effort: null };
    case 'format':
      return form.format === null ? null : { ...form, format: null };
  }
}

/** The form for a model that turned out to think before it answers, whatever it is told: little, and with room for it. */
export function asThinkingAnthropic(form: AnthropicForm, refused: ReadonlySet<string>): AnthropicForm {
  return { ...form, thinkingOff: false, effort: refused.has('effort') ? null : 'low', thinks: true };
}
