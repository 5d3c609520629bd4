import { modelName } from './prices/model-name.ts';

/** How much a model thinks before it answers; `null` sends nothing, and the model does as it usually does. */
type Effort = 'none' | 'minimal' | 'low' | null;

/** How a question is put to a model over chat completions. What a server refuses changes one field at a time. */
export interface OpenAiForm {
  /** The field that limits the answer; null sends no limit. */
  tokenField: 'max_completion_tokens' | 'max_tokens' | null;
  /** Whether `temperature: 0` is sent. */
  temperature: boolean;
  effort: Effort;
  /** What keeps the answer in form; null leaves it to the prompt. */
  format: 'json_schema' | 'json_object' | null;
  /**
   * Whether the end of what can be cached is marked. Models from GPT-5.6 on otherwise write every prompt to their cache, whole and for a
   * quarter more, and find none of them again; older models cache by themselves and for nothing.
   */
  marksCache: boolean;
  /** Answers need room for thinking, because it can't be switched off. */
  thinks: boolean;
}

/** The parameters that a server may refuse. */
export const openAiParameters = [
  'max_completion_tokens',
  'max_tokens',
  'reasoning_effort',
  'temperature',
  'response_format',
  'prompt_cache_breakpoint',
  'prompt_cache_options',
  'prompt_cache_key',
] as const;
export type OpenAiParameter = (typeof openAiParameters)[number];

const answersAtOnce: OpenAiForm = {
  tokenField: 'max_completion_tokens',
  temperature: true,
  effort: null,
  format: 'json_schema',
  marksCache: false,
  thinks: false,
};
/** Takes a temperature only while it doesn't think. */
const thinksOnDemand: OpenAiForm = { ...answersAtOnce, effort: 'none', marksCache: true };
const alwaysThinks: OpenAiForm = { ...answersAtOnce, temperature: false, effort: 'low', thinks: true };

/**
 * OpenAI's own models by the pages of developers.openai.com/api/docs/models, read on 2026-11-30. Only at OpenAI's own address:
 * elsewhere a name says nothing about what answers to it.
 */
const known: Readonly<Record<string, OpenAiForm>> = {
  'gpt-6-luna': thinksOnDemand,
  'gpt-6-1-terra': thinksOnDemand,
  'gpt-6-sol': thinksOnDemand,
  'gpt-6-1-sol': thinksOnDemand,
  'gpt-5': { ...alwaysThinks, effort: 'minimal' },
  'gpt-5-mini': { ...alwaysThinks, effort: 'minimal' },
  'gpt-5-nano': { ...alwaysThinks, effort: 'minimal' },
  'gpt-4o': answersAtOnce,
  'gpt-4o-mini': answersAtOnce,
  'gpt-4-1': answersAtOnce,
  'gpt-4-1-mini': answersAtOnce,
  o3: alwaysThinks,
  'o4-mini': alwaysThinks,
};

/** What compatible servers have taken longest. */
const compatible: OpenAiForm = { ...answersAtOnce, tokenField: 'max_tokens' };

/** How a model is asked the first time. */
export function firstOpenAiForm(model: string, ownAddress: boolean): OpenAiForm {
  if (!ownAddress) return compatible;
  const name = modelName(model);
  return (Object.hasOwn(known, name) ? known[name] : undefined) ?? thinksOnDemand;
}

const lessEffort = { none: 'minimal', minimal: 'low', low: null } as const;

/**
 * The form without what was refused, or with the next weaker thing in its place; null where the form doesn't send it.
 *
 * @param refused every parameter that this model has refused so far, this one included
 */
export function withoutOpenAiParameter(
  form: OpenAiForm,
  parameter: OpenAiParameter,
  refused: ReadonlySet<string>,
): OpenAiForm | null {
  switch (parameter) {
    case 'max_completion_tokens':
    case 'max_tokens': {
      if (form.tokenField !== parameter) return null;
      const other = parameter === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
      return { ...form, tokenField: refused.has(other) ? null : other };
    }
    case 'temperature':
      // Who refuses a temperature thinks: it is asked not to.
      return form.temperature ? asksForLessThinking({ ...form, temperature: false }, refused) : null;
    case 'reasoning_effort': {
      if (form.effort === null) return null;
      const effort = lessEffort[form.effort];
      return { ...form, effort, thinks: true };
    }
    case 'prompt_cache_breakpoint':
    case 'prompt_cache_options':
    case 'prompt_cache_key':
      return form.marksCache ? { ...form, marksCache: false } : null;
    case 'response_format':
      if (form.format === null) return null;
      return { ...form, format: form.format === 'json_schema' ? 'json_object' : null };
  }
}

/** The form for a model that turned out to think before it answers: it is asked not to, and has room for it in case it does. */
export function asThinkingOpenAi(form: OpenAiForm, refused: ReadonlySet<string>): OpenAiForm {
  return { ...asksForLessThinking(form, refused), thinks: true };
}

function asksForLessThinking(form: OpenAiForm, refused: ReadonlySet<string>): OpenAiForm {
  return form.effort === null && !refused.has('reasoning_effort') ? { ...form, effort: 'none' } : form;
}
