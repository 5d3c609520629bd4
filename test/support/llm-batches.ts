/** A batch at the fake provider. */
export interface LlmBatch {
  id: string;
  dialect: 'openai' | 'anthropic';
  /** The mark that OpenAI keeps with a batch. */
  mark: string | null;
  requests: { id: string; body: Record<string, unknown> }[];
  state: 'running' | 'ended' | 'cancelled' | 'failed';
  createdAt: Date;
  deleted: boolean;
  /** Names of OpenAI's files. */
  input: string;
  output: string | null;
}

/** The batches of a fake provider: what was submitted, and when each ends. */
export interface LlmBatches {
  /** Whether the server offers batches at all. */
  offered: boolean;
  all: LlmBatch[];
  /** Every batch that is running has been answered. */
  endAll(): void;
  /** The next batch is taken, and the connection breaks before the answer. */
  breakNext: boolean;
  /** Files that were not deleted. */
  files: Map<string, string>;
}

export interface BatchAnswer {
  status: number;
  body: unknown;
  breaks?: true;
}

type Reply = (dialect: LlmBatch['dialect'], body: Record<string, unknown>) => unknown;

/** Batches in memory, as OpenAI's and Anthropic's documentation describes them. */
export function createLlmBatches(): LlmBatches & {
  /** Null where the request is about something else. */
  handle(method: string, url: string, body: Buffer, reply: Reply): BatchAnswer | null;
} {
  const all: LlmBatch[] = [];
  const files = new Map<string, string>();
  let count = 0;
  const state = { offered: true, breakNext: false };
  const add = (batch: Pick<LlmBatch, 'dialect' | 'mark' | 'requests' | 'input'>) => {
    const added: LlmBatch = {
      ...{
        ...batch,
        id: `batch_${++count}`,
        state: 'running',
        createdAt: new Date(),
        deleted: false,
        output: null,
      },
    };
    all.unshift(added);
    return added;
  };
  const missing: BatchAnswer = { status: 404, body: { error: { message: 'Not found', code: null } } };

  function openAi(method: string, path: string, body: Buffer, reply: Reply): BatchAnswer | null {
    const [, kind, id = '', action = ''] =
      /^\/v1\/(files|batches)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path) ?? [];
    if (!kind) return null;
    if (!state.offered) return missing;
    const batch = all.find((each) => each.id === id && each.dialect === 'openai');
    if (kind === 'files') {
      if (method === 'POST') {
        const name = `file_${++count}`;
        const text = body.toString('utf8');
        const lines = text.split(/\r?\n/).filter((line) => line.startsWith('{"custom_id"'));
        files.set(name, lines.join('\n'));
        return { status: 200, body: { id: name, object: 'file', purpose: 'batch' } };
      }
      if (method === 'DELETE') return { status: files.delete(id) ? 200 : 404, body: { id, deleted: true } };
      return action === 'content' && files.has(id) ? { status: 200, body: files.get(id) } : missing;
    }
    const shown = (one: LlmBatch) => {
      const output = one.state === 'ended' || one.state === 'cancelled' ? outputOf(one, reply) : undefined;
      const status = { running: 'in_progress', ended: 'completed', cancelled: 'cancelled', failed: 'failed' };
      return {
        ...{ id: one.id, object: 'batch', endpoint: '/v1/chat/completions', status: status[one.state] },
        ...{ metadata: { dispatch: one.mark }, input_file_id: one.input, output_file_id: output },
      };
    };
    if (id === '' && method === 'POST') {
      const { input_file_id, metadata } = JSON.parse(body.toString('utf8'));
      const lines = (files.get(input_file_id) ?? '').split('\n').map((line) => JSON.parse(line));
      const requests = lines.map(({ custom_id, body: asked }) => ({ id: custom_id, body: asked }));
      return created(
        add({ dialect: 'openai', mark: metadata.dispatch, requests, input: input_file_id }),
        shown,
      );
    }
    if (id === '') return { status: 200, body: { object: 'list', data: all.map(shown), has_more: false } };
    if (!batch) return missing;
    if (action === 'cancel' && batch.state === 'running') batch.state = 'cancelled';
    return { status: 200, body: shown(batch) };
  }

  function outputOf(batch: LlmBatch, reply: Reply): string {
    if (batch.output !== null) return batch.output;
    batch.output = `out_${batch.id}`;
    const answered = batch.state === 'cancelled' ? batch.requests.slice(0, 1) : batch.requests;
    const lines = answered.map(({ id, body }) => {
      const response = { status_code: 200, body: reply('openai', body) };
      return JSON.stringify({ custom_id: id, response, error: null });
    });
    files.set(batch.output, lines.join('\n'));
    return batch.output;
  }

  function anthropic(method: string, path: string, body: Buffer, reply: Reply): BatchAnswer | null {
    const found = /^\/v1\/messages\/batches(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path);
    if (!found) return null;
    if (!state.offered) return missing;
    const [, id = '', action = ''] = found;
    const shown = (one: LlmBatch) => {
      const ended = one.state !== 'running';
      const counts = {
        processing: ended ? 0 : one.requests.length,
        succeeded: ended ? one.requests.length : 0,
      };
      return {
        ...{ id: one.id, type: 'message_batch', processing_status: ended ? 'ended' : 'in_progress' },
        ...{
          created_at: one.createdAt.toISOString(),
          request_counts: { ...counts, errored: 0, canceled: 0, expired: 0 },
        },
        // Not to be followed: the key goes nowhere else.
        results_url: ended ? 'http://192.0.2.1/results' : null,
      };
    };
    if (id === '' && method === 'POST') {
      const { requests } = JSON.parse(body.toString('utf8'));
      const asked = requests.map(
        ({ custom_id, params }: { custom_id: string; params: Record<string, unknown> }) => ({
          ...{ id: custom_id, body: params },
        }),
      );
      return created(add({ dialect: 'anthropic', mark: null, requests: asked, input: '' }), shown);
    }
    const own = all.filter((each) => each.dialect === 'anthropic' && !each.deleted);
    if (id === '') return { status: 200, body: { data: own.map(shown), has_more: false } };
    const batch = own.find((each) => each.id === id);
    if (!batch) return missing;
    if (method === 'DELETE') {
      batch.deleted = true;
      return { status: 200, body: { id, type: 'message_batch_deleted' } };
    }
    if (action === 'cancel' && batch.state === 'running') batch.state = 'cancelled';
    if (action !== 'results') return { status: 200, body: shown(batch) };
    const lines = batch.requests.map(({ id: asked, body: params }, at) =>
      JSON.stringify({
        custom_id: asked,
        result:
          batch.state === 'cancelled' && at > 0
            ? { type: 'canceled' }
            : { type: 'succeeded', message: reply('anthropic', params) },
      }),
    );
    return { status: 200, body: lines.join('\n') };
  }

  function created(batch: LlmBatch, shown: (batch: LlmBatch) => unknown): BatchAnswer {
    const breaks = state.breakNext;
    state.breakNext = false;
    return { status: 200, body: shown(batch), ...(breaks ? { breaks: true as const } : {}) };
  }

  return Object.assign(state, {
    all,
    files,
    endAll() {
      for (const batch of all) if (batch.state === 'running') batch.state = 'ended';
    },
    handle: (method: string, url: string, body: Buffer, reply: Reply) => {
      const path = url.split('?')[0] ?? '';
      return anthropic(method, path, body, reply) ?? openAi(method, path, body, reply);
    },
  });
}
