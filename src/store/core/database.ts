import type { PGlite } from '@electric-sql/pglite';
import type { SQL } from 'drizzle-orm';
import type { Tx } from './transaction.ts';

/** Where a store gets a tenant's transaction: the database begins one, a unit of work (unit-of-work.ts) has one already. */
export interface Tenants {
  /**
   * The only way to a tenant's tables: a transaction under the role `dispatch_app`, held by row-level security to one
   * installation. Never await the network inside: the embedded database has a single connection.
   *
   * @throws DatabaseError with the code `forgottenInstallation` when the tenant is gone for good
   */
  withTenant<T>(installationId: number, work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface Database extends Tenants {
  readonly kind: 'embedded' | 'postgres';
  /**
   * A transaction on the system's tables: deliveries, sessions, sign-ins. It gives up early, so that an acknowledgement
   * is given or refused in time; `long` is for upkeep, which may take its time. `lock` names an advisory lock that is held
   * from the beginning to the end, and is requested in the same round trip as `begin`.
   */
  system<T>(work: (tx: Tx) => Promise<T>, options?: { long?: boolean; lock?: string }): Promise<T>;
  /** One statement on the system's tables as a transaction of its own, in a single round trip. Rows as `readRows` gives them; `long` as above. */
  statement<Row>(query: SQL, options?: { long?: boolean }): Promise<Row[]>;
  /**
   * Hears NOTIFY. `resumed` is called after each (re)connection, when something may have been missed.
   *
   * @returns stops listening
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    resumed?: () => void,
  ): Promise<() => Promise<void>>;
  /** What a library needs that brings its own SQL (the queue). */
  readonly raw:
    | { kind: 'embedded'; pglite: PGlite }
    | {
        kind: 'postgres';
        /** For what needs a session of its own. */
        directUrl: string;
        executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
      };
  /** Throws unless the database answers in time and can be written to. */
  ping(): Promise<void>;
  /** How many migrations this version has that the database has not; 0 when it is ready. */
  missingMigrations(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Told of what goes wrong outside of any call. `problem` is always the same for the same thing, so that repeats can be
 * told from news; what differs from time to time is the cause.
 */
export type OnProblem = (problem: string, cause?: unknown) => void;

export interface DatabaseOptions {
  onProblem?: OnProblem;
  /** False to leave the schema as it is (`db:migrate` runs under another role, say). */
  migrate?: boolean;
}

export interface ServerAddress {
  url: string;
  /** PostgreSQL itself where `url` leads to a pooler: for what needs a session of its own (LISTEN, building an index). */
  directUrl?: string;
  /** False for a pooler that gives each transaction another connection and knows of no prepared statements. True by default. */
  prepare?: boolean;
}

export type DatabaseAddress =
  | ServerAddress
  /** `dataDir: null` keeps everything in memory; `template` is a dump to start from. */
  | { dataDir: string | null; template?: Blob };
