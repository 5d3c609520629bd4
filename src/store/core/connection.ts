import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import postgres from 'postgres';
import { DatabaseError, plainError } from './database-error.ts';
import { parseArray, toParameter } from './parameters.ts';

export interface ConnectionOptions {
  /** As PostgreSQL shows it in `pg_stat_activity`. */
  name: string;
  /** PostgreSQL's own settings for the session. */
  settings?: Record<string, string | number>;
  /** What a date or a time is read as. Drizzle wants text, the queue's library `Date`. Text by default. */
  dates?: 'text' | 'date';
  /** How long connecting may take, in milliseconds. */
  withinMs: number;
  onNotification?: (channel: string, payload: string) => void;
}

export interface StatementOptions {
  /** Rows as arrays of values in the order of the columns. Objects by default. */
  arrays?: boolean;
  /** Keep the statement on the server under a name, and send its text only once. */
  prepare?: boolean;
  /** How long the answer may take, in milliseconds, before the connection is given up. For ever by default. */
  withinMs?: number;
}

export interface Answer {
  rows: unknown[];
  /** What PostgreSQL says it did, such as `COMMIT`; of several statements, the last. */
  command: string | null;
}

/** One session on the server. Once it is lost it stays lost: nothing is sent on it any more, and nothing repairs it. */
export interface Connection {
  /**
   * Sends a statement, or several in one text without values. Statements are answered in the order they were sent in, and
   * the next may be sent before the one before it is answered.
   *
   * @throws DatabaseError for whatever the server or the connection does wrong
   */
  query(text: string, values?: unknown[], options?: StatementOptions): Promise<Answer>;
  readonly isLost: boolean;
  /** Called once, at once where the connection is lost already. */
  onLost(lost: () => void): void;
  /** Takes leave of the server. What was sent and is not answered fails. */
  close(): Promise<void>;
  /** Closes the socket without a word: the server, or the way to it, no longer answers as it should. */
  destroy(): void;
}

const most = { parameters: 65_533, leaveMs: 1_000 };

/** @throws DatabaseError, with the code DA503 when it takes too long */
export async function connect(url: string, options: ConnectionOptions): Promise<Connection> {
  const session = new Session(url, options);
  const tooLate = setTimeout(
    () => session.lose(new DatabaseError('no connection to the database could be made in time', 'DA503')),
    options.withinMs,
  );
  try {
    await session.query('select 1');
    return session;
  } catch (error) {
    session.destroy();
    throw error;
  } finally {
    clearTimeout(tooLate);
  }
}

/**
 * An instance of postgres.js that has one socket in its life.
 *
 * postgres.js 3.4.9 reconnects by itself, and must not. After a session ended in mid-transaction it would reuse what was
 * left unsent, so that the new connection stays mute, or write to the socket that is gone, from a timer where nobody can
 * catch the error. It would also send what was queued for the old session, in the middle of nothing, to the new one. It
 * asks us for its sockets, so it gets one, and what it asks for after that fails.
 */
class Session implements Connection {
  readonly #sql: postgres.Sql;
  readonly #unanswered = new Set<(error: DatabaseError) => void>();
  #socket: Socket | null = null;
  #lost: DatabaseError | null = null;
  #tellLost: () => void = () => undefined;

  constructor(url: string, { name, settings = {}, dates = 'text', onNotification }: ConnectionOptions) {
    const options = {
      max: 1,
      // The question would be one of its own on each new connection, and nobody could catch its failure.
      fetch_types: false,
      // The pool does that, and `connect`.
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: 0,
      keep_alive: 10,
      onnotice: () => undefined,
      onclose: () =>
        this.lose(new DatabaseError('the connection to the database was lost', 'CONNECTION_CLOSED')),
      // These two its types do not know.
      socket: (address: SocketAddress) => this.#openSocket(address),
      onnotify: onNotification,
      connection: { application_name: name, ...settings },
    };
    this.#sql = postgres(url, options);
    const { parsers, serializers } = this.#sql.options;
    // Every value goes as text of no type, and PostgreSQL tells from the statement what it is meant to be.
    for (const type of Object.keys(serializers)) delete serializers[Number(type)];
    for (const type of arrayTypes.text) parsers[type] = parseArray;
    for (const type of arrayTypes.numbers)
      parsers[type] = (text: string) => parseArray(text).map((each) => (each === null ? null : Number(each)));
    if (dates === 'text') for (const type of dateTypes) delete parsers[type];
  }

  async query(text: string, values: unknown[] = [], options: StatementOptions = {}): Promise<Answer> {
    if (this.#lost) throw this.#lost;
    // postgres.js would fail the wrong statement.
    if (values.length > most.parameters) throw new DatabaseError('a statement has too many values', '54000');
    const query = this.#sql.unsafe(text, values.map(toParameter) as never[], {
      prepare: options.prepare ?? false,
    });
    let giveUp: (error: DatabaseError) => void = () => undefined;
    // What postgres.js has queued when a connection is lost it never fails.
    const givenUp = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    this.#unanswered.add(giveUp);
    const timer =
      options.withinMs === undefined
        ? undefined
        : setTimeout(
            () => this.lose(new DatabaseError('the database did not answer in time', 'CONNECTION_CLOSED')),
            options.withinMs,
          );
    try {
      return toAnswer(await Promise.race([options.arrays ? query.values() : query, givenUp]));
    } catch (error) {
      throw asDatabaseError(error);
    } finally {
      clearTimeout(timer);
      this.#unanswered.delete(giveUp);
    }
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  onLost(lost: () => void): void {
    if (this.#lost) lost();
    else this.#tellLost = lost;
  }

  lose(error: DatabaseError): void {
    if (this.#lost) return;
    this.#lost = error;
    for (const giveUp of this.#unanswered) giveUp(error);
    // Without the error: postgres.js would hang the statement and its values on it.
    this.#socket?.destroy();
    this.#tellLost();
  }

  destroy(): void {
    this.lose(closedByUs());
  }

  async close(): Promise<void> {
    if (this.#lost) return;
    const socket = this.#socket;
    const closed = socket && !socket.destroyed ? once(socket, 'close').catch(() => undefined) : null;
    this.#lost = closedByUs();
    for (const giveUp of this.#unanswered) giveUp(this.#lost);
    const late = setTimeout(() => socket?.destroy(), most.leaveMs);
    void this.#sql.end({ timeout: 0 });
    await closed;
    clearTimeout(late);
    this.#tellLost();
  }

  async #openSocket({ host, port, path }: SocketAddress): Promise<Socket> {
    if (this.#socket || this.#lost) throw closedByUs();
    const socket = path
      ? createConnection(path)
      : createConnection({ host: host[0] ?? 'localhost', port: port[0] ?? 5432 });
    this.#socket = socket;
    // Whoever waits is told by postgres.js or by `lose`, and no error may go without a listener.
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    // postgres.js reads it for the server name of TLS.
    return Object.assign(socket, { host: host[0] });
  }
}

interface SocketAddress {
  host: string[];
  port: number[];
  path: string | false;
}

/** By PostgreSQL's fixed object ids (pg_type.dat): text, varchar, name, uuid and bigint; smallint, integer and floats. */
const arrayTypes = { text: [1009, 1015, 1003, 2951, 1016], numbers: [1005, 1007, 1021, 1022] };
/** date, timestamp and timestamptz. */
const dateTypes = [1082, 1114, 1184];

function closedByUs(): DatabaseError {
  return new DatabaseError('the connection to the database was closed', 'CONNECTION_CLOSED');
}

type Result = readonly unknown[] & { command?: string };

/** Of several statements, all rows one after another. */
function toAnswer(result: unknown): Answer {
  const results = result as Result | readonly Result[];
  const several = results.length > 0 && results.every((each) => Array.isArray(each) && 'command' in each);
  if (!several) return { rows: [...results], command: (results as Result).command ?? null };
  const all = results as readonly Result[];
  return { rows: all.flatMap((each) => [...each]), command: all.at(-1)?.command ?? null };
}

/** The driver's own errors have no code, or one of the system's: they are the database's all the same. */
function asDatabaseError(error: unknown): unknown {
  const plain = plainError(error);
  if (plain instanceof DatabaseError || !(plain instanceof Error)) return plain;
  return new DatabaseError(plain.message, plain instanceof TypeError ? null : 'CONNECTION_CLOSED');
}
