import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lettersOf } from './embedding-server.ts';
import { createLlmBatches, type LlmBatches } from './llm-batches.ts';
import { type CacheUse, createPromptCache, tokensOf } from './prompt-cache.ts';

/** A request as it came over the wire, read. */
export interface LlmRequest {
  dialect: 'openai' | 'anthropic';
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  system: string;
  user: string;
}

/** What the server does with one request. */
export type LlmBehavior =
  /** `afterMs` as a model that takes its time; `thinks` as one that spends so many tokens before it answers, and says so. */
  | { say: string; afterMs?: number; thinks?: number }
  | { refuse: true }
  | { breakOff: string; thinks?: number }
  | { callTool: true }
  /** `error` is the whole body of the error; without it one that quotes what was sent. */
  | { status: number; headers?: Record<string, string>; code?: string; error?: unknown }
  | { hang: true }
  /** Headers at once, half a body, and then nothing. */
  | { stall: true }
  | { reset: true }
  /** A body that is no answer of the dialect, with status 200. */
  | { raw: string };

export interface LlmServer {
  /** For OpenAI's SDK; Anthropic's adds its own path to `origin`. */
  openAiUrl: string;
  origin: string;
  requests: LlmRequest[];
  /** The next requests' behaviors, one each; afterwards the usual one again. */
  queue: (...behaviors: LlmBehavior[]) => void;
  usually: (behavior: LlmBehavior | ((request: LlmRequest) => LlmBehavior)) => void;
  /** The models that it lists, each with the day on which it is shut down. */
  lists: (models: Record<string, string | null>) => void;
  batches: LlmBatches;
  close: () => Promise<void>;
}

/** A bug, whatever is asked. */
export const plainAnswer = JSON.stringify({
  category: { reason: 'It reports a crash.', value: 'bug', confidence: 0.9 },
  priority: { reason: '', value: 'unknown', confidence: 0.2 },
  effort: { reason: '', value: 'unknown', confidence: 0.2 },
});

/** Speaks the wire formats of OpenAI's chat completions and Anthropic's messages, and fails as they do when told to. */
export async function startLlmServer(): Promise<LlmServer> {
  const requests: LlmRequest[] = [];
  const queued: LlmBehavior[] = [];
  let usual: LlmBehavior | ((request: LlmRequest) => LlmBehavior) = { say: plainAnswer };
  let shutdowns: Record<string, string | null> = {};
  const cache = createPromptCache();
  const batches = createLlmBatches();
  const answerLater = (dialect: LlmRequest['dialect'], body: Record<string, unknown>) => {
    const request = toRequest(dialect, '', {}, body);
    const behavior = typeof usual === 'function' ? usual(request) : usual;
    const reply = dialect === 'openai' ? openAiReply : anthropicReply;
    return reply(request, behavior as Spoken, { read: 0, written: 0 });
  };
  const server: Server = createServer(async (incoming, response) => {
    const given = await readBody(incoming);
    const batch = batches.handle(incoming.method ?? '', incoming.url ?? '', given, answerLater);
    if (batch?.breaks) return void response.socket?.destroy();
    if (batch) {
      response.writeHead(batch.status, { 'content-type': 'application/json' });
      response.end(typeof batch.body === 'string' ? batch.body : JSON.stringify(batch.body));
      return;
    }
    if (incoming.method === 'GET') {
      const data = Object.entries(shutdowns).map(([id, shutdown_date]) => ({
        ...{ id, object: 'model', created: 1, owned_by: 'system', shutdown_date },
      }));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data }));
      return;
    }
    const request = readRequest(incoming, given);
    requests.push(request);
    const behavior = queued.shift() ?? (typeof usual === 'function' ? usual(request) : usual);
    const afterMs = 'say' in behavior ? (behavior.afterMs ?? 0) : 0;
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    answer(response, request, behavior, cache);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    openAiUrl: `${origin}/v1`,
    origin,
    requests,
    batches,
    queue: (...behaviors) => void queued.push(...behaviors),
    usually: (behavior) => {
      usual = behavior;
    },
    lists(models) {
      shutdowns = models;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function readRequest(incoming: IncomingMessage, given: Buffer): LlmRequest {
  const path = incoming.url ?? '';
  const dialect = path.endsWith('/messages') ? 'anthropic' : 'openai';
  return toRequest(dialect, path, incoming.headers, JSON.parse(given.toString('utf8')));
}

function toRequest(
  dialect: LlmRequest['dialect'],
  path: string,
  headers: IncomingMessage['headers'],
  body: Record<string, unknown>,
): LlmRequest {
  const messages = (body.messages ?? []) as { role: string; content: string | { text: string }[] }[];
  const said = (role: string) => {
    const content = messages.find((message) => message.role === role)?.content ?? '';
    return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
  };
  const system =
    dialect === 'openai'
      ? said('system')
      : (body.system as { text: string }[]).map(({ text }) => text).join('');
  const texts = Array.isArray(body.input) ? body.input.join('\n') : said('user');
  return { dialect, path, headers, body, system, user: texts };
}

function answer(
  response: ServerResponse,
  request: LlmRequest,
  behavior: LlmBehavior,
  cache: (request: LlmRequest) => CacheUse,
): void {
  const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const reply = request.dialect === 'openai' ? openAiReply : anthropicReply;
  if ('hang' in behavior) return;
  if ('stall' in behavior) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"id":');
    return;
  }
  if ('reset' in behavior) {
    response.socket?.destroy();
  } else if ('raw' in behavior) {
    send(200, behavior.raw);
  } else if ('status' in behavior) {
    const { status, headers, code = 'some_code' } = behavior;
    const error = { message: `failed, and quotes: ${request.user.slice(0, 40)}`, type: 'error', code };
    send(status, behavior.error ?? { type: 'error', error }, headers);
  } else if (Array.isArray(request.body.input)) {
    const data = request.body.input.map((text, index) => ({
      index,
      embedding: lettersOf(String(text), 512),
    }));
    send(200, { object: 'list', data, usage: { prompt_tokens: tokensOf(request.user) } });
  } else {
    send(200, reply(request, behavior, cache(request)));
  }
}

type Spoken = Extract<
  LlmBehavior,
  { say: string } | { refuse: true } | { breakOff: string } | { callTool: true }
>;

function textOf(behavior: Spoken): string {
  if ('say' in behavior) return behavior.say;
  return 'breakOff' in behavior ? behavior.breakOff : '';
}

const thoughtTokens = (behavior: Spoken) => ('thinks' in behavior ? (behavior.thinks ?? 0) : 0);

function openAiReply(request: LlmRequest, behavior: Spoken, { read, written }: CacheUse): unknown {
  const text = textOf(behavior);
  const schema =
    request.body.response_format === undefined ? '' : JSON.stringify(request.body.response_format);
  const prompt = tokensOf(schema + request.system + request.user);
  const thinking = thoughtTokens(behavior);
  const completion = tokensOf(text) + thinking;
  const message = {
    role: 'assistant',
    content: 'refuse' in behavior || 'callTool' in behavior ? null : text,
    refusal: 'refuse' in behavior ? 'I cannot help with that.' : null,
    ...('callTool' in behavior ? { tool_calls: [toolCall] } : {}),
  };
  const finish = 'breakOff' in behavior ? 'length' : 'callTool' in behavior ? 'tool_calls' : 'stop';
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: request.body.model,
    choices: [{ index: 0, message, finish_reason: finish, logprobs: null }],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: read, cache_write_tokens: written },
      completion_tokens_details: { reasoning_tokens: thinking },
    },
  };
}

const toolCall = {
  id: 'call_1',
  type: 'function',
  function: { name: 'add_label', arguments: '{"label":"owned"}' },
};

function anthropicReply(request: LlmRequest, behavior: Spoken, { read, written }: CacheUse): unknown {
  const stop =
    'refuse' in behavior
      ? 'refusal'
      : 'breakOff' in behavior
        ? 'max_tokens'
        : 'callTool' in behavior
          ? 'tool_use'
          : 'end_turn';
  const text = textOf(behavior);
  const content =
    'callTool' in behavior
      ? [{ type: 'tool_use', id: 'toolu_1', name: 'add_label', input: { label: 'owned' } }]
      : [
          ...(thoughtTokens(behavior) > 0 ? [{ type: 'thinking', thinking: '', signature: 'x' }] : []),
          ...(text === '' ? [] : [{ type: 'text', text, citations: null }]),
        ];
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: request.body.model,
    content,
    stop_reason: stop,
    stop_sequence: null,
    usage: {
      input_tokens: tokensOf(read + written > 0 ? request.user : request.system + request.user),
      cache_creation_input_tokens: written,
      cache_read_input_tokens: read,
      output_tokens: tokensOf(text) + thoughtTokens(behavior),
    },
  };
}
