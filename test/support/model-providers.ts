import type { LlmBehavior, LlmRequest } from './llm-server.ts';

/** How a provider answers one request about one model: its rules for parameters first, then the answer. */
export type ModelProvider = (request: LlmRequest) => LlmBehavior;

/** An error as OpenAI and Azure word it. */
const openAiError = (status: number, message: string, param: string | null, code: string | null) => ({
  ...{ status, error: { error: { message, type: 'invalid_request_error', param, code } } },
});
const unsupportedParameter = (param: string, instead: string) =>
  openAiError(
    400,
    `Unsupported parameter: '${param}' is not supported with this model. Use '${instead}' instead.`,
    param,
    'unsupported_parameter',
  );
const unsupportedValue = (param: string, value: unknown, supported: string) =>
  openAiError(
    400,
    `Unsupported value: '${param}' does not support ${JSON.stringify(value)} with this model. ${supported}`,
    param,
    'unsupported_value',
  );
const anthropicError = (status: number, type: string, message: string) => ({
  ...{ status, error: { type: 'error', error: { type, message } } },
});

/** An answer that thinks first: without room for the thinking it breaks off empty. */
const think = (tokens: number, room: unknown, text: string): LlmBehavior =>
  typeof room === 'number' && room <= tokens ? { breakOff: '', thinks: room } : { say: text, thinks: tokens };

/** OpenAI's chat completions with a model that thinks unless `reasoning_effort` is one that switches it off. */
function openAiReasoning(text: string, efforts: readonly string[], thoughtTokens: number): ModelProvider {
  return ({ body }) => {
    if ('max_tokens' in body) return unsupportedParameter('max_tokens', 'max_completion_tokens');
    const effort = body.reasoning_effort ?? 'medium';
    if (!efforts.includes(String(effort)))
      return unsupportedValue('reasoning_effort', effort, `Supported values are: ${efforts.join(', ')}.`);
    if (effort !== 'none' && 'temperature' in body)
      return unsupportedValue('temperature', body.temperature, 'Only the default (1) value is supported.');
    if (effort === 'none') return { say: text };
    return think(effort === 'medium' ? thoughtTokens : thoughtTokens / 2, body.max_completion_tokens, text);
  };
}

/** Anthropic's messages with a model that thinks unless told not to, where it can be told. */
function anthropicAdaptive(text: string, canBeSwitchedOff: boolean): ModelProvider {
  return ({ body }) => {
    for (const parameter of ['temperature', 'top_p', 'top_k'])
      if (parameter in body)
        return anthropicError(400, 'invalid_request_error', `${parameter}: Extra inputs are not permitted`);
    const type = (body.thinking as { type?: string } | undefined)?.type ?? 'adaptive';
    if (type === 'enabled' || (type === 'disabled' && !canBeSwitchedOff))
      return anthropicError(
        400,
        'invalid_request_error',
        `"thinking.type.${type}" is not supported for this model.`,
      );
    if (type === 'disabled') return { say: text };
    const effort = (body.output_config as { effort?: string } | undefined)?.effort ?? 'medium';
    return think(effort === 'low' ? 900 : 2_000, body.max_tokens, text);
  };
}

const formatOf = (body: LlmRequest['body']) => (body.response_format as { type?: string } | undefined)?.type;

/** The providers that people use, each with what its documentation says of its model. `text` is the answer that it has in mind. */
export const modelProviders: Record<string, (text: string) => ModelProvider> = {
  'OpenAI gpt-6-luna': (text) =>
    openAiReasoning(text, ['none', 'low', 'medium', 'high', 'xhigh', 'max'], 1_200),
  // A deployment may have any name; this one serves gpt-5-mini, which always thinks.
  'Azure v1 gpt-5-mini': (text) => openAiReasoning(text, ['minimal', 'low', 'medium', 'high'], 1_200),
  'Anthropic claude-haiku-5-5': (text) => anthropicAdaptive(text, true),
  'Anthropic claude-opus-5-5': (text) => anthropicAdaptive(text, false),
  'Anthropic claude-haiku-4-5':
    (text) =>
    ({ body }) => {
      if ((body.output_config as { effort?: string } | undefined)?.effort)
        return anthropicError(
          400,
          'invalid_request_error',
          'This model does not support the effort parameter.',
        );
      return { say: text };
    },
  'vLLM guided JSON':
    (text) =>
    ({ body }) =>
      // Its errors have no `error` around them.
      'reasoning_effort' in body
        ? {
            status: 400,
            error: {
              ...{ object: 'error', type: 'BadRequestError', param: null, code: 400 },
              message: 'reasoning_effort: unexpected value for a model without a reasoning parser',
            },
          }
        : { say: text },
  'Ollama, schema ignored': (text) => () => ({
    say: `<think>\nThe user wants JSON {not this}.\n</think>\nSure, here it is:\n\`\`\`json\n${text}\n\`\`\`\nLet me know if you need more.`,
  }),
  DeepSeek:
    (text) =>
    ({ body, system, user }) => {
      if (formatOf(body) === 'json_schema')
        return openAiError(
          400,
          'This response_format type is unavailable now',
          null,
          'invalid_request_error',
        );
      if (formatOf(body) === 'json_object' && !/json/i.test(system + user))
        return openAiError(
          400,
          "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
          null,
          'invalid_request_error',
        );
      return { say: text };
    },
  // Drops what the model behind it doesn't take, and says nothing of it.
  'OpenRouter openai/gpt-6-luna':
    (text) =>
    ({ body }) =>
      body.reasoning_effort === 'none' ? { say: text } : think(1_200, body.max_tokens, text),
  'LM Studio':
    (text) =>
    ({ body }) =>
      formatOf(body) === 'json_object'
        ? { status: 400, error: { error: "'response_format.type' must be 'json_schema' or 'text'" } }
        : { say: text },
  'Mistral, strict about fields':
    (text) =>
    ({ body }) =>
      'reasoning_effort' in body
        ? {
            status: 422,
            error: {
              object: 'error',
              message: {
                detail: [
                  {
                    type: 'extra_forbidden',
                    loc: ['body', 'reasoning_effort'],
                    msg: 'Extra inputs are not permitted',
                  },
                ],
              },
            },
          }
        : { say: text },
};

/** Servers that will not answer until somebody does something. */
export const deadProviders = {
  'OpenAI, out of credit': {
    status: 429,
    error: {
      error: {
        ...{ message: 'You exceeded your current quota.', type: 'insufficient_quota', param: null },
        code: 'insufficient_quota',
      },
    },
  },
  'Anthropic, out of credit': anthropicError(
    400,
    'invalid_request_error',
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  ),
  'DeepSeek or OpenRouter, out of credit': openAiError(
    402,
    'Insufficient Balance',
    null,
    'invalid_request_error',
  ),
  'OpenAI, model shut down': openAiError(
    404,
    'The model `gpt-4o-mini` has been deprecated.',
    'model',
    'model_not_found',
  ),
  'Anthropic, model shut down': anthropicError(404, 'not_found_error', 'model: claude-haiku-3'),
  'a wrong key': openAiError(401, 'Incorrect API key provided.', null, 'invalid_api_key'),
} satisfies Record<string, LlmBehavior>;
