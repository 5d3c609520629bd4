import { createHash } from 'node:crypto';
import type { LlmRequest } from './llm-server.ts';

/** Tokens of a prompt that came out of a provider's cache, and that were written to it. */
export interface CacheUse {
  read: number;
  written: number;
}

/** Roughly what a tokenizer would count. */
export const tokensOf = (text: string) => Math.ceil(text.length / 4);

interface Part {
  text: string;
  prompt_cache_breakpoint?: unknown;
  cache_control?: unknown;
}

/** The cache of a provider, which finds only the very same beginning again. It forgets nothing. */
export function createPromptCache(): (request: LlmRequest) => CacheUse {
  const kept = new Set<string>();
  const use = (model: unknown, prefix: string, minimum: number): CacheUse => {
    const tokens = tokensOf(prefix);
    if (tokens < minimum) return { read: 0, written: 0 };
    const key = createHash('sha256').update(`${model}\n${prefix}`).digest('hex');
    if (kept.has(key)) return { read: tokens, written: 0 };
    kept.add(key);
    return { read: 0, written: tokens };
  };
  return (request) => (request.dialect === 'openai' ? ofOpenAi(request, use) : ofAnthropic(request, use));
}

type Use = (model: unknown, prefix: string, minimum: number) => CacheUse;

/** From GPT-5.6 on: up to the last mark, or the whole prompt where the mode is not explicit; older models are left out. */
function ofOpenAi({ body, system, user }: LlmRequest, use: Use): CacheUse {
  const { mode } = (body.prompt_cache_options ?? {}) as { mode?: string };
  const [first] = (body.messages ?? []) as { content: string | Part[] }[];
  const marked = Array.isArray(first?.content) && first.content.some((part) => part.prompt_cache_breakpoint);
  const schema = JSON.stringify(body.response_format ?? null);
  if (marked) return use(body.model, schema + system, 1_024);
  return mode === 'explicit' ? { read: 0, written: 0 } : use(body.model, schema + system + user, 1_024);
}

/** Up to the mark; without one, nothing. */
function ofAnthropic({ body, system }: LlmRequest, use: Use): CacheUse {
  const marked = ((body.system ?? []) as Part[]).some((part) => part.cache_control);
  const minimum = String(body.model).includes('-4-5') ? 4_096 : 1_024;
  if (!marked) return { read: 0, written: 0 };
  return use(body.model, JSON.stringify(body.output_config ?? null) + system, minimum);
}
