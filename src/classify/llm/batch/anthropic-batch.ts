import Anthropic from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { AnthropicDialect } from '../anthropic.ts';
import {
  type BatchState,
  type BatchWire,
  batchTimeoutMs,
  isAlreadyEnded,
  maxBatchBytes,
  readJsonLines,
} from './batch-wire.ts';

/** The newest batches among which one is looked for. */
const listed = 100;
/** Clocks differ by less. */
const skewMs = 300_000;

/** Anthropic's message batches (platform.claude.com/docs/en/build-with-claude/batch-processing). */
export function createAnthropicBatches({ open, toRequest, readReply, fail }: AnthropicDialect): BatchWire {
  const client = open(batchTimeoutMs, maxBatchBytes);
  const { batches } = client.messages;
  const list = async (limit: number, signal: AbortSignal) => {
    const { data } = await batches.list({ limit }, { signal });
    if (!Array.isArray(data)) fail(new Anthropic.NotFoundError(404, {}, 'no list of batches', new Headers()));
    return data;
  };
  // Not by the address that the batch names: the key goes to the configured one alone.
  const results = async (id: string, signal: AbortSignal) => {
    const path = `/v1/messages/batches/${encodeURIComponent(id)}/results`;
    const response = await client.get(path, { signal, __binaryResponse: true }).asResponse();
    return readJsonLines(await response.text());
  };
  return {
    check: async (signal) => void (await list(1, signal).catch(fail)),
    async submit(_key, questions, signal) {
      try {
        const requests = questions.map(({ id, question }) => ({
          custom_id: id,
          params: toRequest(question),
        }));
        return (await batches.create({ requests }, { signal })).id;
      } catch (error) {
        return fail(error);
      }
    },
    /** Batches carry no mark of ours, but their answers do: the ids of the questions begin with the key. */
    async find(key, { since, questions }, signal) {
      try {
        const like = (await list(listed, signal)).filter(({ created_at, request_counts }) => {
          const counted = Object.values(request_counts).reduce(
            (sum: number, count) => sum + Number(count),
            0,
          );
          return counted === questions && Date.parse(created_at) >= since.getTime() - skewMs;
        });
        let unclear = false;
        for (const { id, processing_status } of like) {
          if (processing_status !== 'ended') unclear = true;
          else if (
            (await results(id, signal)).some(({ custom_id }) => String(custom_id).startsWith(`${key}-`))
          )
            return id;
        }
        return unclear ? 'unclear' : null;
      } catch (error) {
        return fail(error);
      }
    },
    async read(id, signal): Promise<BatchState> {
      try {
        const { processing_status } = await batches.retrieve(id, {}, { signal });
        if (processing_status !== 'ended') return { state: 'running' };
        const replies = (await results(id, signal)).flatMap(({ custom_id, result }) => {
          const { type, message } = (result ?? {}) as { type?: unknown; message?: unknown };
          if (typeof custom_id !== 'string' || type !== 'succeeded') return [];
          return [[custom_id, readReply((message ?? null) as Partial<Message> | null)] as const];
        });
        return { state: 'ended', replies: new Map(replies) };
      } catch (error) {
        return fail(error);
      }
    },
    async cancel(id, signal) {
      try {
        await batches.cancel(id, {}, { signal });
      } catch (error) {
        if (!(error instanceof Anthropic.APIError) || !isAlreadyEnded(error.status)) fail(error);
      }
    },
    async discard(id, signal) {
      await batches.delete(id, {}, { signal }).catch(fail);
    },
  };
}
