import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { DatabaseError, plainError } from './database-error.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Tx } from './transaction.ts';

/** Connections to PostgreSQL for one kind of work, so that another kind can never use them up. */
export interface Lane {
  /** As PostgreSQL shows it in `pg_stat_activity`. */
  name: string;
  connections: number;
  /** How long a transaction may wait for a connection, in milliseconds. */
  waitMs: number;
  /** How long each statement may run, in milliseconds. A connection that stays silent a second longer is dropped. */
  statementMs: number;
}

export interface OpenLane {
  /** Runs `work` in a transaction. Throws DatabaseError for whatever the database or the connection does wrong. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs SQL outside of any transaction of ours; several statements at once where there are no values. */
  execute(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}

/** Opens connections as they are needed. A connection that breaks is thrown away, and never used or repaired. */
export function openLane(url: string, lane: Lane): OpenLane {
  const pool = new pg.Pool({
    ...connectionOptions(url, lane.name),
    max: lane.connections,
    connectionTimeoutMillis: lane.waitMs,
    idleTimeoutMillis: 5_000,
    maxLifetimeSeconds: 30 * 60,
    statement_timeout: lane.statementMs,
    idle_in_transaction_session_timeout: lane.statementMs,
    query_timeout: lane.statementMs + 1_000,
    // Row-level security makes plans look expensive: compiling them took up to 130 ms of queries that need 50.
    options: '-c jit=off',
  });
  // A connection that breaks while nobody uses it. The pool has dropped it by then.
  pool.on('error', () => undefined);
  // The same while a transaction has it: its next statement fails, and no error may go without a listener.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const take = async () => {
    try {
      return await pool.connect();
    } catch (error) {
      throw noConnection(error);
    }
  };
  return {
    transaction: (work) => oneAtATime(async () => runTransaction(await take(), work)),
    async execute(text, values = []) {
      const client = await take();
      try {
        const result = await client.query(values.length > 0 ? { text, values } : text);
        client.release();
        return result;
      } catch (error) {
        // The text may have begun a transaction, which its failure left open.
        client.release(true);
        throw brokenOrRefused(error);
      }
    },
    // Not for longer than a statement may run anyway: who stops the process waits.
    close: () => Promise.race([pool.end(), sleep(5_000, undefined, { ref: false })]),
  };
}

/** What every connection of ours to PostgreSQL has in common. */
export function connectionOptions(url: string, name: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Statements sent together take one trip, and a connection whose answer is late is closed instead of kept.
    pipeline: true,
  };
}

/**
 * Runs `work` on a connection of its own, outside of any transaction and without a limit of time for its statements.
 *
 * @throws DatabaseError for whatever the database or the connection does wrong
 */
export async function onOwnConnection<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connectionOptions(url, name), connectionTimeoutMillis: 10_000 });
  // What breaks between two statements: the next one fails, and no error may go without a listener.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error) => {
      throw noConnection(error);
    });
    return await work(client);
  } catch (error) {
    throw plainError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function runTransaction<T>(client: pg.PoolClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  const session = new TransactionSession(client);
  let broken = false;
  try {
    await session.query('begin');
    const result = await work(drizzle(session as unknown as pg.Client) as unknown as Tx);
    await session.commit();
    return result;
  } catch (error) {
    broken = await session.query('rollback').then(
      () => false,
      () => true,
    );
    throw plainError(error);
  } finally {
    session.over = true;
    client.release(broken);
  }
}

/** A connection for as long as one transaction has it. */
class TransactionSession {
  readonly #client: pg.PoolClient;
  /** Of the first statement that failed. Everything after it is refused by the database, and the commit does nothing. */
  #failure: unknown = null;
  over = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** What drizzle calls. Refuses what comes late: by then the connection may be in another transaction. */
  async query(query: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> {
    if (this.over) throw new Error('a statement was sent after its transaction had ended');
    try {
      return await this.#client.query(query, values);
    } catch (error) {
      const failure = brokenOrRefused(error);
      this.#failure ??= failure;
      throw failure;
    }
  }

  /** PostgreSQL answers a commit after a failed statement with a rollback, and no error. */
  async commit(): Promise<void> {
    const { command } = await this.query('commit');
    if (command !== 'COMMIT')
      throw this.#failure ?? new DatabaseError('the transaction was rolled back', null);
  }
}

/** The driver's own errors (a lost connection, a late answer) have no code: they are the database's all the same. */
function brokenOrRefused(error: unknown): unknown {
  const plain = plainError(error);
  if (plain instanceof DatabaseError || !(plain instanceof Error)) return plain;
  return new DatabaseError(plain.message, plain instanceof TypeError ? null : 'CONNECTION_CLOSED');
}

function noConnection(error: unknown): unknown {
  const plain = brokenOrRefused(error);
  const late =
    error instanceof Error &&
    /timeout exceeded|timeout expired|due to connection timeout/.test(error.message);
  return late ? new DatabaseError('no connection to the database became free in time', 'DA503') : plain;
}
