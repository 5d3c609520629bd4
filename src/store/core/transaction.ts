import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';

/** Relational queries are not used, so drizzle is told of no schema. */
type Schema = Record<string, never>;

/** One type for both drivers; only the query builder and `readRows` behave alike on them, so nothing else is used. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>;
export type Tx = PgTransaction<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;
