import OpenAI, { toFile } from 'openai';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { OpenAiDialect } from '../openai.ts';
import {
  type BatchState,
  type BatchWire,
  batchTimeoutMs,
  isAlreadyEnded,
  maxBatchBytes,
  readJsonLines,
} from './batch-wire.ts';

const endpoint = '/v1/chat/completions';
/** The newest batches among which one is looked for. */
const listed = 100;

/** OpenAI's batches: a file of questions, and a file of answers within a day (developers.openai.com/api/docs/guides/batch). */
export function createOpenAiBatches({ open, toRequest, readReply, fail }: OpenAiDialect): BatchWire {
  const client = open(batchTimeoutMs, maxBatchBytes);
  const list = async (limit: number, signal: AbortSignal) => {
    const { data } = await client.batches.list({ limit }, { signal });
    if (!Array.isArray(data)) fail(new OpenAI.NotFoundError(404, {}, 'no list of batches', new Headers()));
    return data;
  };
  const remove = async (file: string | undefined, signal: AbortSignal) => {
    if (typeof file === 'string' && file !== '') await client.files.delete(file, { signal });
  };
  return {
    check: async (signal) => void (await list(1, signal).catch(fail)),
    async submit(key, questions, signal) {
      const lines = questions.map(({ id, question }) =>
        JSON.stringify({ custom_id: id, method: 'POST', url: endpoint, body: toRequest(question) }),
      );
      try {
        const upload = await toFile(Buffer.from(`${lines.join('\n')}\n`), 'questions.jsonl');
        const { id } = await client.files.create({ file: upload, purpose: 'batch' }, { signal });
        const batch = await client.batches.create(
          { input_file_id: id, endpoint, completion_window: '24h', metadata: { dispatch: key } },
          { signal },
        );
        return batch.id;
      } catch (error) {
        return fail(error);
      }
    },
    async find(key, _submitted, signal) {
      const found = (await list(listed, signal).catch(fail)).find(
        ({ metadata }) => metadata?.dispatch === key,
      );
      return found?.id ?? null;
    },
    async read(id, signal): Promise<BatchState> {
      try {
        const { status, output_file_id: output } = await client.batches.retrieve(id, { signal });
        if (status === 'failed') return { state: 'refused' };
        if (!['completed', 'expired', 'cancelled'].includes(status)) return { state: 'running' };
        if (!output) return { state: 'ended', replies: new Map() };
        const text = await (await client.files.content(output, { signal })).text();
        const replies = readJsonLines(text).flatMap(({ custom_id, response }) => {
          const { status_code, body } = (response ?? {}) as { status_code?: unknown; body?: unknown };
          if (typeof custom_id !== 'string' || status_code !== 200) return [];
          return [[custom_id, readReply((body ?? null) as Partial<ChatCompletion> | null)] as const];
        });
        return { state: 'ended', replies: new Map(replies) };
      } catch (error) {
        return fail(error);
      }
    },
    async cancel(id, signal) {
      try {
        await client.batches.cancel(id, { signal });
      } catch (error) {
        if (!(error instanceof OpenAI.APIError) || !isAlreadyEnded(error.status)) fail(error);
      }
    },
    async discard(id, signal) {
      try {
        const batch = await client.batches.retrieve(id, { signal });
        for (const file of [batch.input_file_id, batch.output_file_id, batch.error_file_id])
          await remove(file, signal);
      } catch (error) {
        fail(error);
      }
    },
  };
}
