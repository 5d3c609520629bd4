import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { DatabaseError } from './database-error.ts';

/** Connections that are taken one by one, given back, and used again until they are lost, idle for long, or old. */
export interface Pool {
  /** @throws DatabaseError when no connection could be made, or none became free in time (DA503) */
  take(): Promise<Connection>;
  /** `spoiled` connections are closed: nobody knows what they are in the middle of. */
  give(connection: Connection, spoiled: boolean): void;
  close(): Promise<void>;
}

interface Waiting {
  /** In milliseconds of `performance.now()`. */
  until: number;
  timer: NodeJS.Timeout;
  resolve(connection: Connection): void;
  reject(error: unknown): void;
}

const idleMs = 5_000;
const longestLifeMs = 30 * 60 * 1_000;
/** No longer than most statements run: somebody who stops the process waits for it. */
const closeMs = 5_000;

/**
 * Opens connections as they are needed, up to `connections` at once. A taker waits `waitMs` at most, for a connection that
 * is given back or for a new one.
 */
export function openPool(options: {
  connections: number;
  waitMs: number;
  connect(withinMs: number): Promise<Connection>;
}): Pool {
  /** Those that live, and when each was made. */
  const madeAt = new Map<Connection, number>();
  /** The last one given back is taken first, so that those beyond the need fall idle. */
  const idle: { connection: Connection; timer: NodeJS.Timeout }[] = [];
  const waiting: Waiting[] = [];
  let connecting = 0;
  let closed = false;
  let emptied: () => void = () => undefined;

  async function open(withinMs: number): Promise<Connection> {
    connecting += 1;
    try {
      const connection = await options.connect(withinMs);
      madeAt.set(connection, performance.now());
      connection.onLost(() => forget(connection));
      return connection;
    } finally {
      connecting -= 1;
      serveNext();
    }
  }

  function forget(connection: Connection): void {
    madeAt.delete(connection);
    const at = idle.findIndex((each) => each.connection === connection);
    if (at >= 0) clearTimeout(idle.splice(at, 1)[0]?.timer);
    serveNext();
  }

  /** Whoever waits longest gets a new connection, if there is a place for one. */
  function serveNext(): void {
    if (madeAt.size + connecting === 0) emptied();
    if (closed || madeAt.size + connecting >= options.connections) return;
    const next = nextWaiting();
    if (next) open(Math.max(1, next.until - performance.now())).then(next.resolve, next.reject);
  }

  function nextWaiting(): Waiting | undefined {
    const next = waiting.shift();
    clearTimeout(next?.timer);
    return next;
  }

  function wait(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(new DatabaseError('no connection to the database became free in time', 'DA503'));
      }, options.waitMs);
      const waiter = { until: performance.now() + options.waitMs, timer, resolve, reject };
      waiting.push(waiter);
    });
  }

  function keepIdle(connection: Connection): void {
    const kept = {
      connection,
      timer: setTimeout(() => {
        idle.splice(idle.indexOf(kept), 1);
        void connection.close();
      }, idleMs).unref(),
    };
    idle.push(kept);
  }

  return {
    async take() {
      if (closed) throw poolClosed();
      const last = idle.pop();
      if (last) {
        clearTimeout(last.timer);
        return last.connection;
      }
      return madeAt.size + connecting < options.connections ? open(options.waitMs) : wait();
    },
    give(connection, spoiled) {
      if (connection.isLost) return;
      if (spoiled) return connection.destroy();
      const age = performance.now() - (madeAt.get(connection) ?? 0);
      if (closed || age > longestLifeMs) return void connection.close();
      const next = nextWaiting();
      if (next) next.resolve(connection);
      else keepIdle(connection);
    },
    async close() {
      closed = true;
      for (let next = nextWaiting(); next; next = nextWaiting()) next.reject(poolClosed());
      const empty = new Promise<void>((resolve) => {
        emptied = resolve;
      });
      for (const { connection, timer } of idle.splice(0)) {
        clearTimeout(timer);
        void connection.close();
      }
      serveNext();
      await Promise.race([empty, sleep(closeMs, undefined, { ref: false })]);
      for (const connection of [...madeAt.keys()]) connection.destroy();
    },
  };
}

function poolClosed(): DatabaseError {
  return new DatabaseError('the connections to the database were closed', 'CONNECTION_ENDED');
}
