import { createHash } from 'node:crypto';
import OpenAI from 'openai';
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { askInForm } from './ask-in-form.ts';
import { readFailure } from './call-failure.ts';
import { cappedFetch } from './capped-fetch.ts';
import { createLearnedForms } from './learned-forms.ts';
import {
  asThinkingOpenAi,
  firstOpenAiForm,
  type OpenAiForm,
  type OpenAiParameter,
  withoutOpenAiParameter,
} from './openai-form.ts';
import { readCount, type Usage } from './prices/usage.ts';
import {
  CallFailed,
  type Dialect,
  type Embedded,
  type EmbeddingWire,
  type Question,
  type Reply,
  thinkingTokens,
  type Wire,
  type WireOptions,
} from './wire.ts';
import { withSchema } from './with-schema.ts';

export type OpenAiDialect = Dialect<OpenAI, ChatCompletionCreateParamsNonStreaming, Partial<ChatCompletion>>;

/**
 * OpenAI, or any server that speaks its chat completions (Azure, OpenRouter, DeepSeek, vLLM, Ollama). Each model is asked in the form
 * that it takes; retries and their waits are the caller's.
 */
export function createOpenAiWire(options: WireOptions): Wire & { dialect: OpenAiDialect } {
  const client = openClient(options);
  const forms = createLearnedForms(
    (model) => firstOpenAiForm(model, options.isProvider ?? options.baseUrl === null),
    options.onRefused,
  );
  const fail = (error: unknown): never => {
    throw readFailure(error, (e) => e instanceof OpenAI.APIConnectionTimeoutError);
  };
  return {
    source: 'openai',
    dialect: {
      open: (timeoutMs, maxBytes) => openClient({ ...options, timeoutMs }, maxBytes),
      toRequest: (question) => toRequest(question, forms.of(question.model).form),
      readReply: readCompletion,
      fail,
    },
    billable: (model, most) => answerRoom(forms.of(model).form, most),
    refusals: forms.refusals,
    async endsOn(model) {
      try {
        const { data } = await client.models.list();
        const found = Array.isArray(data) ? data.find((each) => each?.id === model) : undefined;
        const day = found?.shutdown_date;
        return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
      } catch (error) {
        return fail(error);
      }
    },
    async ask(question, signal) {
      try {
        const { answer, learned } = await askInForm(forms, question.model, {
          sent: sentParameters,
          without: withoutOpenAiParameter,
          ask: (form) => client.chat.completions.create(toRequest(question, form), { signal }),
        });
        const reply = readCompletion(answer);
        if (learned.form.thinks || !thought(answer)) return reply;
        const { refused } = learned;
        forms.keep(question.model, { form: asThinkingOpenAi(learned.form, refused), refused });
        return reply.kind === 'unusable' ? { ...reply, moreRoom: true } : reply;
      } catch (error) {
        return fail(error);
      }
    },
  };
}

/** OpenAI caches no shorter beginning of a prompt (developers.openai.com/api/docs/guides/prompt-caching). */
const cacheableTokens = 1_024;
const cacheParameters = ['prompt_cache_breakpoint', 'prompt_cache_options', 'prompt_cache_key'] as const;

const answerRoom = ({ thinks }: OpenAiForm, most: number) => (thinks ? most + thinkingTokens : most);

function sentParameters({
  tokenField,
  temperature,
  effort,
  format,
  marksCache,
}: OpenAiForm): OpenAiParameter[] {
  return [
    ...(tokenField ? [tokenField] : []),
    ...(temperature ? (['temperature'] as const) : []),
    ...(effort ? (['reasoning_effort'] as const) : []),
    ...(format ? (['response_format'] as const) : []),
    ...(marksCache ? cacheParameters : []),
  ];
}

function toRequest(question: Question, form: OpenAiForm): ChatCompletionCreateParamsNonStreaming {
  const { model, system, user, schema, maxAnswerTokens, stableTokens } = question;
  const { tokenField, temperature, effort, format, marksCache } = form;
  const text = format === 'json_schema' ? system : withSchema(system, schema);
  const caches = marksCache && stableTokens >= cacheableTokens;
  const marked = { type: 'text' as const, text, prompt_cache_breakpoint: { mode: 'explicit' as const } };
  return {
    model,
    messages: [
      { role: 'system', content: caches ? [marked] : text },
      { role: 'user', content: user },
    ],
    // Without a mark, nothing is written to the cache.
    ...(marksCache ? { prompt_cache_options: { mode: 'explicit' } } : {}),
    // Requests with the same key are sent to where the prefix is likely to be.
    ...(caches ? { prompt_cache_key: createHash('sha256').update(text).digest('hex').slice(0, 32) } : {}),
    ...(format === 'json_schema'
      ? { response_format: { type: format, json_schema: { name: 'triage', strict: true, schema } } }
      : {}),
    ...(format === 'json_object' ? { response_format: { type: format } } : {}),
    ...(tokenField ? { [tokenField]: answerRoom(form, maxAnswerTokens) } : {}),
    ...(temperature ? { temperature: 0 } : {}),
    ...(effort ? { reasoning_effort: effort } : {}),
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

function openClient({ apiKey, baseUrl, timeoutMs }: WireOptions, maxBytes?: number): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // Nothing else of the environment decides where issues go.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: async (input, init) => withNamedError(await cappedFetch(input, init, maxBytes)),
    logLevel: 'off',
  });
}

/** Compatible servers put an error's text beside `error`, or in another field; the SDK reads it from there only. */
async function withNamedError(response: Response): Promise<Response> {
  if (response.ok) return response;
  const { status, statusText, headers } = response;
  const text = await response.text();
  const body = parseObject(text);
  const named = typeof body?.error === 'object' && body.error !== null;
  const given = named ? body : { error: { message: text, param: body?.param, code: body?.code } };
  return new Response(JSON.stringify(given), { status, statusText, headers });
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
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

/** Signs of thinking: counted tokens, or the text of it in a field of its own or before the answer. */
function thought(completion: Partial<ChatCompletion> | null | undefined): boolean {
  if (readCount(completion?.usage?.completion_tokens_details?.reasoning_tokens) > 0) return true;
  const choice = Array.isArray(completion?.choices) ? completion.choices[0] : undefined;
  const message = choice?.message as Record<string, unknown> | undefined;
  const { content, reasoning, reasoning_content } = message ?? {};
  return (
    [reasoning, reasoning_content].some((text) => typeof text === 'string' && text !== '') ||
    (typeof content === 'string' && /^\s{0,100}<think>/.test(content))
  );
}

function readUsage(usage: ChatCompletion['usage'] | null): Usage | null {
  const promptTokens = readCount(usage?.prompt_tokens);
  if (promptTokens === 0) return null;
  const cachedTokens = Math.min(promptTokens, readCount(usage?.prompt_tokens_details?.cached_tokens));
  return {
    promptTokens,
    cachedTokens,
    // From GPT-5.6 on they cost a quarter more than plain ones.
    cacheWriteTokens: Math.min(
      Math.max(0, promptTokens - cachedTokens),
      readCount(
        (usage?.prompt_tokens_details as { cache_write_tokens?: unknown } | undefined)?.cache_write_tokens,
      ),
    ),
    completionTokens: readCount(usage?.completion_tokens),
  };
}
