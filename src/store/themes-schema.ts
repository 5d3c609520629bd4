import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Burst } from '../domain/clusters/burst.ts';
import type { Neighbour } from '../domain/clusters/neighbour.ts';
import { at, tenant } from './columns.ts';

// What a repository's issues are about: links to their like, themes over them, and a map. Tenant tables: see schema.ts.

/** An issue's nearest by words at the time it was looked at, its place on the map and its theme. */
export const themeIssues = pgTable(
  'theme_issues',
  {
    ...tenant(),
    number: integer('number').notNull(),
    neighbours: jsonb('neighbours').$type<Neighbour[]>().notNull(),
    /** Null where it is like no others, or while no map was drawn since it came. */
    theme: integer('theme'),
    /** -1 to 1; null while no map was drawn since it came. */
    x: doublePrecision('x'),
    y: doublePrecision('y'),
    linkedAt: at('linked_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.repositoryId, t.number] }),
    index('theme_issues_theme').on(t.installationId, t.repositoryId, t.theme),
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
