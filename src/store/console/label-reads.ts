import { and, asc, eq, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { LabelReads, LabelRecord } from '../../read/pages.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { readOwners } from '../learning/track-records.ts';
import { labels } from '../schema/repository-schema.ts';
import { readSettings, readTrackRecords } from './overview-reads.ts';
import { type LabelLessons, readLabelLessons } from './read-label-lessons.ts';

const weeksShown = 12;
const maxWrong = 5;
/** How many of the newest issues say which labels are in use; as the taxonomy counts. */
const usedIn = 500;
/** How long what was taught over a week ago is told without reading it again, in milliseconds. */
const keptFor = 30_000;

/** What the Labels page shows: each label's meaning, place and record. The number of queries is fixed: a test counts them. */
export function createLabelReads(database: Database): LabelReads {
  const lessonsOf = createLessonCache();
  return {
    labels: (repository, now) =>
      database.withTenant(repository.installationId, async (tx) => {
        const { installationId, repositoryId } = repository;
        const { settings, source } = await readSettings(tx, repository);
        const meanings = await tx
          .select()
          .from(labels)
          .where(and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId)))
          .orderBy(asc(labels.name));
        const standings = new Map((await readTrackRecords(tx, repository)).map((each) => [each.label, each]));
        const owners = await readOwners(tx, repository);
        const { use, readAt, issues } = await readUse(tx, repository);
        const lessons = await lessonsOf(tx, repository, now);
        const records = meanings.map(
          ({ labelId, name, color, description, dimension, value, reason }): LabelRecord => {
            const key = name.toLowerCase();
            const own = lessons.get(key);
            return {
              label: { id: labelId, name, color, description },
              dimension: dimension as LabelMeaning['dimension'],
              ...{ value, reason },
              used: use.get(name) ?? 0,
              standing: standings.get(key) ?? null,
              weeks: own?.weeks ?? [],
              wrong: own?.wrong ?? [],
            };
          },
        );
        return { labels: records, owners, settings, source, readAt, issues };
      }),
  };
}

type Lessons = Pick<LabelRecord, 'weeks' | 'wrong'>;

/**
 * What was taught of each label in the shown weeks. Weeks that are over hardly change and are dear to read: they are kept for a while in
 * this process; the last seven days are read each time. One query, or two where nothing is kept.
 */
function createLessonCache() {
  const kept = new LRUCache<string, { at: Date; lessons: LabelLessons[] }>({ max: 1_000, ttl: keptFor });
  return async (tx: Tx, place: RepositoryRef, now: Date): Promise<Map<string, Lessons>> => {
    const key = `${place.installationId}/${place.repositoryId}`;
    let past = kept.get(key);
    if (!past) {
      const weeks = { at: now, oldest: weeksShown - 1, newest: 1, maxWrong: maxWrong };
      past = { at: now, lessons: await readLabelLessons(tx, place, weeks) };
      kept.set(key, past);
    }
    const fresh = await readLabelLessons(tx, place, {
      at: past.at,
      oldest: 0,
      newest: 0,
      maxWrong: maxWrong,
    });
    return new Map(
      [...Map.groupBy([...fresh, ...past.lessons], ({ label }) => label)].map(([label, own]) => [
        label,
        {
          weeks: spread(own.flatMap(({ weeks }) => weeks)),
          wrong: own.flatMap(({ wrong }) => wrong ?? []).slice(0, maxWrong),
        },
      ]),
    );
  };
}

/** When the labels were read, and how many of the newest issues carry each; one query. */
async function readUse(tx: Tx, { installationId, repositoryId }: RepositoryRef) {
  const here = sql`installation_id = ${installationId} and repository_id = ${repositoryId}`;
  const [row] = await readRows<{
    readAt: string | null;
    issues: number;
    use: { name: string; used: number }[] | null;
  }>(
    tx,
    sql`
    with newest as (select labels from issues where ${here} order by number desc limit ${usedIn}),
    use as (select name, count(*)::int as used from newest, unnest(newest.labels) as name group by name)
    select
      (select to_char(labels_read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from repositories where ${here}) as "readAt",
      (select count(*)::int from newest) as issues,
      (select json_agg(use) from use) as use`,
  );
  return {
    readAt: row?.readAt ?? null,
    issues: row?.issues ?? 0,
    use: new Map((row?.use ?? []).map(({ name, used }) => [name, used])),
  };
}

/** Weeks without gaps, the oldest first. */
function spread(weeks: LabelLessons['weeks']): LabelRecord['weeks'] {
  return Array.from({ length: weeksShown }, (_, place) => {
    const found = weeks.find(({ ago }) => ago === weeksShown - 1 - place);
    return { right: found?.right ?? 0, wrong: found?.wrong ?? 0 };
  });
}
