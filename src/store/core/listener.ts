import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect } from './connection.ts';
import { escapeIdentifier } from './escape-identifier.ts';

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
 * One connection that hears NOTIFY on all channels, and is replaced by a new one for as long as it takes. It is silent by
 * nature, so a question every five seconds finds out whether anybody is still at the other end.
 */
export function openListener(url: string): Listener {
  const channels = new Map<string, Set<Subscriber>>();
  let current: Connection | null = null;
  let connecting: Promise<void> | null = null;
  let closed = false;

  async function begin(withinMs: number): Promise<void> {
    const connection = await connect(url, {
      name: 'dispatchai-listen',
      withinMs,
      onNotification(channel, payload) {
        for (const { heard } of channels.get(channel) ?? []) heard(payload);
      },
    });
    try {
      // Those that are added while this runs are visited too.
      for (const channel of channels.keys())
        await connection.query(`listen ${escapeIdentifier(channel)}`, [], { withinMs });
    } catch (error) {
      connection.destroy();
      throw error;
    }
    if (closed) return connection.close();
    current = connection;
    connection.onLost(() => lose(connection));
    beat(connection);
  }

  function beat(connection: Connection): void {
    setTimeout(() => {
      if (connection !== current) return;
      connection.query('select 1', [], { withinMs: answerMs }).then(
        () => beat(connection),
        () => connection.destroy(),
      );
    }, beatMs).unref();
  }

  function lose(connection: Connection): void {
    if (connection !== current) return;
    current = null;
    if (!closed) void reconnect();
  }

  async function reconnect(): Promise<void> {
    for (let wait = backoffMs.first; !closed; wait = Math.min(wait * 2, backoffMs.most)) {
      try {
        await beginOnce(answerMs);
        for (const subscribers of channels.values()) for (const { resumed } of subscribers) resumed();
        return;
      } catch {
        await sleep(wait);
      }
    }
  }

  function beginOnce(withinMs: number): Promise<void> {
    connecting ??= begin(withinMs).finally(() => {
      connecting = null;
    });
    return connecting;
  }

  return {
    async listen(channel, heard, resumed = () => undefined) {
      const subscriber = { heard, resumed };
      const subscribers = channels.get(channel) ?? new Set();
      channels.set(channel, subscribers.add(subscriber));
      if (!current) await beginOnce(firstAnswerMs);
      else if (subscribers.size === 1) await current.query(`listen ${escapeIdentifier(channel)}`);
      resumed();
      return async () => {
        subscribers.delete(subscriber);
        if (subscribers.size > 0 || channels.get(channel) !== subscribers) return;
        channels.delete(channel);
        await current?.query(`unlisten ${escapeIdentifier(channel)}`);
      };
    },
    async close() {
      closed = true;
      await current?.close();
    },
  };
}
