import { and, asc, eq, sql } from 'drizzle-orm';
import type { LabelReads, LabelRecord, WrongOne } from '../console/page-ports.ts';
import type { LabelMeaning } from '../domain/decision.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Database } from './database.ts';
import { readSettings, readStandings } from './overview-reads.ts';
import { readRows } from './read-rows.ts';
import { labels } from './schema.ts';
import type { Tx } from './transaction.ts';

const weeksShown = 12;
const mostWrong = 5;
/** How many of the newest issues say which labels are in use; as the taxonomy counts. */
const usedIn = 500;

/** What the Labels page shows: each label's meaning, place and record. The number of queries is fixed: a test counts them. */
export function createLabelReads(database: Database): LabelReads {
  return {
    labels: (repository, now) =>
      database.withTenant(repository.installationId, async (tx) => {
        const { installationId, repositoryId } = repository;
        const settings = await readSettings(tx, repository);
        const meanings = await tx
          .select()
          .from(labels)
          .where(and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId)))
          .orderBy(asc(labels.name));
        const standings = new Map((await readStandings(tx, repository)).map((each) => [each.label, each]));
        const past = await readPast(tx, repository, now);
        const records = meanings.map(
          ({ labelId, name, color, description, dimension, value, reason }): LabelRecord => {
            const key = name.toLowerCase();
            const own = past.lessons.get(key);
            return {
              label: { id: labelId, name, color, description },
              dimension: dimension as LabelMeaning['dimension'],
              ...{ value, reason },
              used: past.use.get(name) ?? 0,
              standing: standings.get(key) ?? null,
              weeks: own?.weeks ?? [],
              wrong: own?.wrong ?? [],
            };
          },
        );
        return { labels: records, settings, readAt: past.readAt, issues: past.issues };
      }),
  };
}

interface Past {
  readAt: string | null;
  issues: number;
  use: Map<string, number>;
  lessons: Map<string, Pick<LabelRecord, 'weeks' | 'wrong'>>;
}

interface RawLesson {
  label: string;
  weeks: { ago: number; right: number; wrong: number }[];
  wrong: WrongOne[] | null;
}

/** Use, weekly lessons and the last wrong ones of every label, in one query. */
async function readPast(tx: Tx, { installationId, repositoryId }: RepositoryRef, now: Date): Promise<Past> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const here = (alias: string) =>
    sql`${sql.raw(alias)}.installation_id = ${installationId} and ${sql.raw(alias)}.repository_id = ${repositoryId}`;
  const [row] = await readRows<{
    readAt: string | null;
    issues: number;
    use: { name: string; used: number }[] | null;
    lessons: RawLesson[] | null;
  }>(
    tx,
    sql`
    with newest as (select i.labels from issues i where ${here('i')} order by i.number desc limit ${usedIn}),
    use as (select name, count(*)::int as used from newest, unnest(newest.labels) as name group by name),
    latest as (
      select distinct on (l.number, l.subject_key) substr(l.subject_key, 7) as label, l.number, l.verdict, l.by, l.at, l.said
      from lessons l
      where ${here('l')} and l.revoked_at is null and l.subject_key like 'label:%' and l.at > ${at} - interval '7 days' * ${weeksShown}::int
      order by l.number, l.subject_key, l.at desc
    ),
    weekly as (
      select label, floor(extract(epoch from ${at} - at) / 604800)::int as ago,
        count(*) filter (where verdict = 'accepted')::int as right, count(*) filter (where verdict <> 'accepted')::int as wrong
      from latest group by 1, 2
    ),
    wrong as (
      select w.label, json_agg(json_build_object('number', w.number, 'title', coalesce(i.title, ''), 'verdict', w.verdict, 'by', w.by,
        'at', to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'confidence', (w.said ->> 'confidence')::float8) order by w.at desc) as wrong
      from (
        select *, row_number() over (partition by label order by at desc) as place from latest where verdict <> 'accepted'
      ) w
      left join issues i on ${here('i')} and i.number = w.number
      where w.place <= ${mostWrong} group by w.label
    ),
    told as (
      select weekly.label, json_agg(json_build_object('ago', ago, 'right', "right", 'wrong', weekly.wrong)) as weeks,
        (select wrong.wrong from wrong where wrong.label = weekly.label) as wrong
      from weekly group by weekly.label
    )
    select
      (select to_char(r.labels_read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from repositories r where ${here('r')}) as "readAt",
      (select count(*)::int from newest) as issues,
      (select json_agg(use) from use) as use,
      (select json_agg(told) from told) as lessons`,
  );
  return {
    readAt: row?.readAt ?? null,
    issues: row?.issues ?? 0,
    use: new Map((row?.use ?? []).map(({ name, used }) => [name, used])),
    lessons: new Map(
      (row?.lessons ?? []).map(({ label, weeks, wrong }) => [
        label,
        { weeks: spread(weeks), wrong: wrong ?? [] },
      ]),
    ),
  };
}

/** Weeks without gaps, the oldest first. */
function spread(weeks: RawLesson['weeks']): LabelRecord['weeks'] {
  return Array.from({ length: weeksShown }, (_, place) => {
    const found = weeks.find(({ ago }) => ago === weeksShown - 1 - place);
    return { right: found?.right ?? 0, wrong: found?.wrong ?? 0 };
  });
}
