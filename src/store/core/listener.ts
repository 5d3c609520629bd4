import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { plainError } from './database-error.ts';
import { connectionOptions } from './lane.ts';

export interface Listener {
  /** See `Database.listen`. Rejects when there is no connection at the first call. */
  listen(
    channel: string,
    heard: (payload: string) => void,
    resumed?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

interface Subscriber {
  heard: (payload: string) => void;
  resumed: () => void;
}

const beatMs = 5_000;
const answerMs = 2_000;
/** The first connection is made while everything else starts, so it may take longer. */
const firstAnswerMs = 30_000;
/** Between two tries to connect again: doubled from the first, up to the second. */
const backoffMs = { first: 50, most: 500 };

/**
 * One connection that hears NOTIFY on all channels, and connects again by itself for as long as it takes. It is silent by
 * nature, so a question every five seconds finds out whether anybody is still at the other end.
 */
export function openListener(url: string): Listener {
  const channels = new Map<string, Set<Subscriber>>();
  let current: pg.Client | null = null;
  let connecting: Promise<void> | null = null;
  let closed = false;

  async function connect(withinMs: number): Promise<void> {
    const client = new pg.Client({
      ...connectionOptions(url, 'dispatchai-listen'),
      connectionTimeoutMillis: withinMs,
      query_timeout: withinMs,
    });
    const lost = () => lose(client);
    client.on('error', lost).on('end', lost);
    client.on('notification', ({ channel, payload = '' }) => {
      for (const { heard } of channels.get(channel) ?? []) heard(payload);
    });
    try {
      await client.connect();
      // Those that are added while this runs are visited too.
      for (const channel of channels.keys()) await client.query(`listen ${quoted(channel)}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw plainError(error);
    }
    if (closed) return void client.end().catch(() => undefined);
    current = client;
    beat(client);
  }

  function beat(client: pg.Client): void {
    setTimeout(() => {
      if (client !== current) return;
      client.query({ text: 'select 1', query_timeout: answerMs } as pg.QueryConfig).then(
        () => beat(client),
        () => lose(client),
      );
    }, beatMs).unref();
  }

  function lose(client: pg.Client): void {
    if (client !== current) return;
    current = null;
    void client.end().catch(() => undefined);
    if (!closed) void reconnect();
  }

  async function reconnect(): Promise<void> {
    for (let wait = backoffMs.first; !closed; wait = Math.min(wait * 2, backoffMs.most)) {
      try {
        await connectOnce(answerMs);
        for (const subscribers of channels.values()) for (const { resumed } of subscribers) resumed();
        return;
      } catch {
        await sleep(wait);
      }
    }
  }

  function connectOnce(withinMs: number): Promise<void> {
    connecting ??= connect(withinMs).finally(() => {
      connecting = null;
    });
    return connecting;
  }

  return {
    async listen(channel, heard, resumed = () => undefined) {
      const subscriber = { heard, resumed };
      const subscribers = channels.get(channel) ?? new Set();
      channels.set(channel, subscribers.add(subscriber));
      if (!current) await connectOnce(firstAnswerMs);
      else if (subscribers.size === 1) await current.query(`listen ${quoted(channel)}`);
      resumed();
      return async () => {
        subscribers.delete(subscriber);
        if (subscribers.size > 0 || channels.get(channel) !== subscribers) return;
        channels.delete(channel);
        await current?.query(`unlisten ${quoted(channel)}`);
      };
    },
    async close() {
      closed = true;
      await current?.end();
    },
  };
}

function quoted(channel: string): string {
  return pg.escapeIdentifier(channel);
}
