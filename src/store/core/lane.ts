import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { PostgresJsDatabase, PostgresJsSession } from 'drizzle-orm/postgres-js';
import { type Answer, type Connection, connect, type StatementOptions } from './connection.ts';
import { DatabaseError, plainError } from './database-error.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { openPool } from './pool.ts';
import { createPreparedTexts } from './prepared-texts.ts';
import { readRows } from './read-rows.ts';
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
  /** What a date or a time is read as; text by default. */
  dates?: 'text' | 'date';
}

export interface OpenLane {
  /**
   * Runs `work` in a transaction. `first` are statements that run in it before, in the trip that
   * begins it. Throws DatabaseError
   * for whatever the database or the connection does wrong.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, ...first: string[]): Promise<T>;
  /** Runs one statement as a transaction of its own, in a single round trip (without prepared statements, in three). */
  statement<Row>(query: SQL): Promise<Row[]>;
  /** Runs SQL outside of any transaction of ours; several statements at once where there are no values. */
  execute(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}

/**
 * Opens connections as they are needed. A connection that breaks is thrown away, and never used or repaired.
 *
 * Statements with values are prepared by name, so that the second time PostgreSQL gets only the values. Without `prepare`
 * nothing is kept on a connection from one transaction to the next, neither statements nor settings, as a pooler between
 * needs that gives each transaction another one (PgBouncer's transaction mode).
 */
export function openLane(url: string, lane: Lane, { prepare }: { prepare: boolean }): OpenLane {
  const settings = {
    statement_timeout: lane.statementMs,
    idle_in_transaction_session_timeout: lane.statementMs,
    // Row-level security makes plans look expensive: compiling them took up to 130 ms of queries that need 50.
    jit: 'off',
  };
  const setLocally = Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}'`);
  const pool = openPool({
    connections: lane.connections,
    waitMs: lane.waitMs,
    connect: (withinMs) =>
      connect(url, {
        name: lane.name,
        dates: lane.dates ?? 'text',
        withinMs,
        ...(prepare ? { settings } : {}),
      }),
  });
  const isPrepared = prepare ? createPreparedTexts() : () => false;
  const optionsOf = (text: string, values: unknown[] = []) => ({
    withinMs: lane.statementMs + 1_000,
    prepare: values.length > 0 && isPrepared(text),
  });
  const transaction: OpenLane['transaction'] = (work, ...first) =>
    oneAtATime(async () => {
      const connection = await pool.take();
      const transaction = new Transaction(connection, optionsOf);
      try {
        return await transaction.run(work, prepare ? first : [...setLocally, ...first]);
      } finally {
        pool.give(connection, transaction.isOpen);
      }
    });
  const execute: OpenLane['execute'] = async (text, values) => {
    const connection = await pool.take();
    let failed = true;
    try {
      const answer = await connection.query(text, values, optionsOf(text, values));
      failed = false;
      return answer;
    } finally {
      // The text may have begun a transaction, which its failure left open.
      pool.give(connection, failed);
    }
  };
  return {
    transaction,
    execute,
    async statement<Row>(query: SQL): Promise<Row[]> {
      // Without prepared statements the limits of time are set in the transaction.
      if (!prepare) return transaction((tx) => readRows<Row>(tx, query));
      const { sql, params } = dialect.sqlToQuery(query);
      try {
        return (await oneAtATime(() => execute(sql, params))).rows as Row[];
      } catch (error) {
        throw plainError(error);
      }
    },
    close: pool.close,
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
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(url, { name, withinMs: 10_000 });
  try {
    return await work(connection);
  } catch (error) {
    throw plainError(error);
  } finally {
    await connection.close();
  }
}

/** Runs `work` in a transaction on a connection that nobody else uses, without a limit of time. */
export function transactionOn<T>(connection: Connection, work: (tx: Tx) => Promise<T>): Promise<T> {
  return new Transaction(connection, () => ({})).run(work, []);
}

/** Reads answers in the shape that both databases give here, `{ rows }`, where drizzle expects a bare list of postgres.js. */
class RowsSession extends PostgresJsSession<never, never, never> {
  override async count(query: SQL): Promise<number> {
    const { rows } = (await this.execute(query)) as { rows: { count: string }[] };
    return Number(rows[0]?.count);
  }
}

/** It keeps nothing between two statements, so one is enough. */
const dialect = new PgDialect();

/** A connection for as long as one transaction has it. */
class Transaction {
  readonly #connection: Connection;
  readonly #optionsOf: (text: string, values?: unknown[]) => StatementOptions;
  /** Of the first statement that failed. Everything after it is refused by the database, and the commit does nothing. */
  #failure: unknown = null;
  #over = false;
  /** True from `begin` on, until the server has said that it ended. */
  isOpen = false;

  constructor(connection: Connection, optionsOf: (text: string, values?: unknown[]) => StatementOptions) {
    this.#connection = connection;
    this.#optionsOf = optionsOf;
  }

  async run<T>(work: (tx: Tx) => Promise<T>, first: string[]): Promise<T> {
    try {
      this.isOpen = true;
      // Never sent apart and unawaited: if `begin` failed alone, the rest would run outside of any transaction.
      await this.#query(['begin', ...first].join('; '));
      const result = await work(this.#tx());
      await this.#commit();
      return result;
    } catch (error) {
      if (this.isOpen)
        await this.#query('rollback').then(
          () => {
            this.isOpen = false;
          },
          () => undefined,
        );
      throw plainError(error);
    } finally {
      this.#over = true;
    }
  }

  /** What drizzle knows as its client: it sends what is refused here once the transaction has ended. */
  #tx(): Tx {
    const client = {
      unsafe: (text: string, values: unknown[]) => {
        let arrays = false;
        // In the next microtask, when it is known how the rows are wanted.
        const answer = Promise.resolve().then(() => this.#query(text, values, arrays));
        return Object.assign(answer, {
          values() {
            arrays = true;
            return answer.then(({ rows }) => rows);
          },
        });
      },
    };
    const session = new RowsSession(client as never, dialect, undefined, {});
    return new PostgresJsDatabase(dialect, session as never, undefined) as unknown as Tx;
  }

  /** Refuses what comes late: by then the connection may be in another transaction. */
  async #query(text: string, values?: unknown[], arrays = false): Promise<Answer> {
    if (this.#over) throw new Error('a statement was sent after its transaction had ended');
    try {
      return await this.#connection.query(text, values, { ...this.#optionsOf(text, values), arrays });
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  /** PostgreSQL answers a commit after a failed statement with a rollback, and no error. */
  async #commit(): Promise<void> {
    const { command } = await this.#query('commit');
    this.isOpen = false;
    if (command !== 'COMMIT')
      throw this.#failure ?? new DatabaseError('the transaction was rolled back', null);
  }
}
