import OpenAI from 'openai';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { readFailure } from './call-failure.ts';
import { cappedFetch } from './capped-fetch.ts';
import { readCount, type Usage } from './usage.ts';
import {
  CallFailed,
  type Embedded,
  type EmbeddingWire,
  type Reply,
  type Wire,
  type WireOptions,
} from './wire.ts';

/** These think before they answer: no temperature, and thinking counts as answer tokens. */
const thinks = /^(?:o\d|gpt-5)/;

/**
 * OpenAI, or any server that speaks its chat completions (Ollama, vLLM). Strict structured output; retries and their
 * waits are the caller's.
 */
export function createOpenAiWire(options: WireOptions): Wire {
  const client = openClient(options);
  const { baseUrl } = options;
  return {
    source: 'openai',
    async ask({ model, system, user, schema, mostAnswerTokens }, signal) {
      const limit = thinks.test(model) ? mostAnswerTokens * 4 : mostAnswerTokens;
      try {
        const completion = await client.chat.completions.create(
          {
            model,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            response_format: { type: 'json_schema', json_schema: { name: 'triage', strict: true, schema } },
            // Compatible servers know the older name only.
            ...(baseUrl ? { max_tokens: limit } : { max_completion_tokens: limit }),
            ...(thinks.test(model) ? {} : { temperature: 0 }),
          },
          { signal },
        );
        return readCompletion(completion);
      } catch (error) {
        throw readFailure(error, (e) => e instanceof OpenAI.APIConnectionTimeoutError);
      }
    },
  };
}

/** The same servers' embeddings. */
export function createOpenAiEmbeddings(options: WireOptions): EmbeddingWire {
  const client = openClient(options);
  return {
    source: 'openai',
    async embed({ model, texts, width }, signal) {
      // Other models have the width that they have, and their servers may not know the word.
      const narrowed = model.startsWith('text-embedding-3') ? { dimensions: width } : {};
      try {
        const answer = await client.embeddings.create(
          { model, input: texts, encoding_format: 'float', ...narrowed },
          { signal },
        );
        return readEmbeddings(answer, texts.length);
      } catch (error) {
        throw readFailure(error, (e) => e instanceof OpenAI.APIConnectionTimeoutError);
      }
    },
  };
}

function openClient({ apiKey, baseUrl, timeoutMs }: WireOptions): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // Nothing else of the environment decides where issues go.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: cappedFetch,
    logLevel: 'off',
  });
}

function readEmbeddings(
  answer: Partial<CreateEmbeddingResponse> | null | undefined,
  count: number,
): Embedded {
  const rows = Array.isArray(answer?.data) ? answer.data : [];
  const vectors = Array.from({ length: count }, (_, i) => {
    const found: unknown = (rows.find((row) => row?.index === i) ?? rows[i])?.embedding;
    if (!Array.isArray(found) || !found.every((each) => typeof each === 'number' && Number.isFinite(each)))
      throw new CallFailed('the answer held no vectors', { status: 200, passing: false, maybeBilled: true });
    return found as number[];
  });
  const promptTokens = readCount(answer?.usage?.prompt_tokens);
  const usage = { promptTokens, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 0 };
  return { vectors, usage: promptTokens === 0 ? null : usage };
}

/** Types say what a server should send; this takes whatever it did send. */
function readCompletion(completion: Partial<ChatCompletion> | null | undefined): Reply {
  const usage = readUsage(completion?.usage);
  const choice = Array.isArray(completion?.choices) ? completion.choices[0] : undefined;
  const message = choice?.message;
  if (message?.refusal || choice?.finish_reason === 'content_filter')
    return { kind: 'refused', text: 'the model refused to answer', usage };
  if (choice?.finish_reason === 'length') return { kind: 'unusable', text: 'the answer broke off', usage };
  if (typeof message?.content !== 'string' || message.content.trim() === '')
    return { kind: 'unusable', text: 'the answer held no text', usage };
  return { kind: 'answer', text: message.content, usage };
}

function readUsage(usage: ChatCompletion['usage'] | null): Usage | null {
  const promptTokens = readCount(usage?.prompt_tokens);
  if (promptTokens === 0) return null;
  return {
    promptTokens,
    cachedTokens: Math.min(promptTokens, readCount(usage?.prompt_tokens_details?.cached_tokens)),
    cacheWriteTokens: 0,
    completionTokens: readCount(usage?.completion_tokens),
  };
}
