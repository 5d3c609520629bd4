import Anthropic from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { readFailure } from './call-failure.ts';
import { cappedFetch } from './capped-fetch.ts';
import { readCount, type Usage } from './usage.ts';
import type { Reply, Wire, WireOptions } from './wire.ts';

/** These answer without thinking first, unless told to; newer models think, and that counts as answer tokens. */
const answersAtOnce = /-4-\d/;

/** Anthropic's messages, with structured output and the stable beginning marked for its cache. */
export function createAnthropicWire({ apiKey, baseUrl, timeoutMs }: WireOptions): Wire {
  const client = new Anthropic({
    apiKey,
    authToken: null,
    baseURL: baseUrl ?? 'https://api.anthropic.com',
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: cappedFetch,
    logLevel: 'off',
  });
  return {
    source: 'anthropic',
    async ask({ model, system, user, schema, mostAnswerTokens }, signal) {
      try {
        const message = await client.messages.create(
          {
            model,
            max_tokens: answersAtOnce.test(model) ? mostAnswerTokens : mostAnswerTokens * 4,
            system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
            messages: [{ role: 'user', content: user }],
            output_config: { format: { type: 'json_schema', schema } },
          },
          { signal },
        );
        return readMessage(message);
      } catch (error) {
        throw readFailure(error, (e) => e instanceof Anthropic.APIConnectionTimeoutError);
      }
    },
  };
}

/** Types say what a server should send; this takes whatever it did send. */
function readMessage(message: Partial<Message> | null | undefined): Reply {
  const usage = readUsage(message?.usage);
  const stopped = message?.stop_reason;
  if (stopped === 'refusal') return { kind: 'refused', text: 'the model refused to answer', usage };
  if (stopped === 'max_tokens' || stopped === 'model_context_window_exceeded')
    return { kind: 'unusable', text: 'the answer broke off', usage };
  const blocks = Array.isArray(message?.content) ? message.content : [];
  const text = blocks
    .map((block) => (block?.type === 'text' && typeof block.text === 'string' ? block.text : ''))
    .join('');
  if (text.trim() === '') return { kind: 'unusable', text: 'the answer held no text', usage };
  return { kind: 'answer', text, usage };
}

function readUsage(usage: Partial<Message['usage']> | null | undefined): Usage | null {
  const cachedTokens = readCount(usage?.cache_read_input_tokens);
  const cacheWriteTokens = readCount(usage?.cache_creation_input_tokens);
  const promptTokens = readCount(usage?.input_tokens) + cachedTokens + cacheWriteTokens;
  if (promptTokens === 0) return null;
  return {
    promptTokens,
    cachedTokens,
    cacheWriteTokens,
    completionTokens: readCount(usage?.output_tokens),
  };
}
