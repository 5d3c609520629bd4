import Anthropic from '@anthropic-ai/sdk';
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import {
  type AnthropicForm,
  type AnthropicParameter,
  asThinkingAnthropic,
  cacheableTokens,
  firstAnthropicForm,
  withoutAnthropicParameter,
} from './anthropic-form.ts';
import { askInForm } from './ask-in-form.ts';
import { readFailure } from './call-failure.ts';
import { cappedFetch } from './capped-fetch.ts';
import { createLearnedForms } from './learned-forms.ts';
import { readCount, type Usage } from './prices/usage.ts';
import {
  type Dialect,
  type Question,
  type Reply,
  thinkingTokens,
  type Wire,
  type WireOptions,
} from './wire.ts';
import { withSchema } from './with-schema.ts';

export type AnthropicDialect = Dialect<Anthropic, MessageCreateParamsNonStreaming, Partial<Message>>;

/** Anthropic's messages, with structured output and the stable beginning marked for its cache; each model is asked in the form that it takes. */
export function createAnthropicWire({
  apiKey,
  baseUrl,
  timeoutMs,
  onRefused,
}: WireOptions): Wire & { dialect: AnthropicDialect } {
  const open = (timeout: number, maxBytes?: number) =>
    new Anthropic({
      ...{ apiKey, authToken: null, timeout },
      baseURL: baseUrl ?? 'https://api.anthropic.com',
      maxRetries: 0,
      fetch: (input, init) => cappedFetch(input, init, maxBytes),
      logLevel: 'off',
    });
  const client = open(timeoutMs);
  const forms = createLearnedForms(firstAnthropicForm, onRefused);
  const fail = (error: unknown): never => {
    throw readFailure(error, (e) => e instanceof Anthropic.APIConnectionTimeoutError);
  };
  return {
    source: 'anthropic',
    dialect: {
      open,
      toRequest: (question) => toRequest(question, forms.of(question.model).form),
      readReply: readMessage,
      fail,
    },
    billable: (model, most) => answerRoom(forms.of(model).form, most),
    refusals: forms.refusals,
    // Its list of models tells no dates.
    endsOn: async () => null,
    async ask(question, signal) {
      try {
        const { answer, learned } = await askInForm(forms, question.model, {
          sent: sentParameters,
          without: withoutAnthropicParameter,
          ask: (form) => client.messages.create(toRequest(question, form), { signal }),
        });
        const reply = readMessage(answer);
        if (learned.form.thinks || !thought(answer)) return reply;
        const { refused } = learned;
        forms.keep(question.model, { form: asThinkingAnthropic(learned.form, refused), refused });
        return reply.kind === 'unusable' ? { ...reply, moreRoom: true } : reply;
      } catch (error) {
        return fail(error);
      }
    },
  };
}

const answerRoom = ({ thinks }: AnthropicForm, most: number) => (thinks ? most + thinkingTokens : most);

function sentParameters({ thinkingOff, effort, format }: AnthropicForm): AnthropicParameter[] {
  return [
    ...(thinkingOff ? (['thinking'] as const) : []),
    ...(effort ? (['effort'] as const) : []),
    ...(format ? (['format'] as const) : []),
  ];
}

function toRequest(
  { model, system, user, schema, maxAnswerTokens, stableTokens }: Question,
  form: AnthropicForm,
): MessageCreateParamsNonStreaming {
  const { thinkingOff, effort, format } = form;
  const config = {
    ...(format ? { format: { type: format, schema } } : {}),
    ...(effort ? { effort } : {}),
  };
  return {
    model,
    max_tokens: answerRoom(form, maxAnswerTokens),
    system: [
      {
        type: 'text',
        text: format ? system : withSchema(system, schema),
        ...(stableTokens >= cacheableTokens(model) ? { cache_control: { type: 'ephemeral' } } : {}),
      },
    ],
    messages: [{ role: 'user', content: user }],
    ...(thinkingOff ? { thinking: { type: 'disabled' } } : {}),
    ...(Object.keys(config).length > 0 ? { output_config: config } : {}),
  };
}

/** Signs of thinking among the parts of an answer. */
function thought(message: Partial<Message> | null | undefined): boolean {
  const blocks = Array.isArray(message?.content) ? message.content : [];
  return blocks.some((block) => block?.type === 'thinking' || block?.type === 'redacted_thinking');
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
