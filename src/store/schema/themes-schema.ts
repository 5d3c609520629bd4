import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { Burst } from '../../domain/clusters/burst.ts';
import type { Neighbor } from '../../domain/clusters/neighbor.ts';
import { at, tenant } from './columns.ts';

// What a repository's issues are about: links to their like, themes over them, and a map. Tenant tables: see schema.ts.

/** An issue's nearest by words at the time it was looked at, its place on the map and its theme. */
export const themeIssues = pgTable(
  'theme_issues',
  {
    ...tenant(),
    number: integer('number').notNull(),
    neighbors: jsonb('neighbours').$type<Neighbor[]>().notNull(),
    /** Null where it is like no others, or while no map was drawn since it came. */
    theme: integer('theme'),
    /** -1 to 1; null while no map was drawn since it came. */
    x: doublePrecision('x'),
    y: doublePrecision('y'),
    linkedAt: at('linked_at').notNull().defaultNow(),
    /** The issue's own, repeated by triggers alone (drizzle/0018_theme_counts.sql), so that indexes can carry them. */
    open: boolean('open').notNull().default(true),
    filedAt: at('filed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.number] }),
    // Issues of a theme as they are listed, and the counts of all themes, from the index alone.
    index('theme_issues_theme').on(
      ...[t.installationId, t.repositoryId, t.theme],
      t.open.desc().nullsFirst(),
      t.number.desc().nullsFirst(),
      t.filedAt,
    ),
    // Points of the map, those first that are drawn.
    index('theme_issues_map')
      .on(t.installationId, t.repositoryId, t.open.desc().nullsFirst(), t.number.desc().nullsFirst())
      .where(sql`x is not null and theme is not null`),
  ],
);

export const themes = pgTable(
  'themes',
  {
    ...tenant(),
    /** Stays the same from one map to the next where most of the issues do. */
    id: integer('id').notNull(),
    /** The most telling terms, most telling first, as people spell them. */
    terms: text('terms').array().notNull(),
    /** The latest burst of like issues; null where there was none. */
    burst: jsonb('burst').$type<Burst>(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId, t.id] })],
);

/** The latest map of each repository. */
export const themeMaps = pgTable(
  'theme_maps',
  {
    ...tenant(),
    /** Issues that it was drawn from. */
    issues: integer('issues').notNull(),
    drawnAt: at('drawn_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);

/** How many issues have what similarity needs, as last counted: counting takes seconds in a big repository. */
export const similarProgress = pgTable(
  'similar_progress',
  {
    ...tenant(),
    /** The embedding's. */
    model: text('model').notNull(),
    issues: integer('issues').notNull(),
    indexed: integer('indexed').notNull(),
    embedded: integer('embedded').notNull(),
    linked: integer('linked').notNull(),
    mapped: integer('mapped').notNull(),
    countedAt: at('counted_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.repositoryId] })],
);
