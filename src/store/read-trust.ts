import { sql } from 'drizzle-orm';
import type { SaidAndRight, TrustWeek } from '../console/overview-ports.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { readRows } from './read-rows.ts';
import type { Tx } from './transaction.ts';

/** How many weeks the plots show, the current one included. */
const weeksShown = 12;

/** The weeks' Mondays in UTC, up to the one of `now`. */
const weeksUpTo = (now: Date) => sql`
  select generate_series(monday - interval '7 days' * ${weeksShown - 1}::int, monday, interval '7 days') as week
  from (select date_trunc('week', ${now.toISOString()}::timestamptz at time zone 'UTC') as monday) this`;

/** Since when lessons and triages are shown. */
const from = (now: Date) =>
  sql`((date_trunc('week', ${now.toISOString()}::timestamptz at time zone 'UTC') - interval '7 days' * ${weeksShown - 1}::int) at time zone 'UTC')`;

/** Lessons on labels and values by week, each subject of an issue once with its latest, and triages; one query, from indexes but for the lessons. */
export function readWeeks(tx: Tx, place: RepositoryRef, now: Date): Promise<TrustWeek[]> {
  return readRows<TrustWeek>(
    tx,
    sql`
    with weeks as (${weeksUpTo(now)}),
    taught as (
      select week, count(*) filter (where verdict = 'accepted') as accepted, count(*) filter (where verdict = 'rejected') as rejected,
        count(*) filter (where verdict = 'missed') as missed
      from (${latestLessons(place, now)}) latest group by week
    ),
    decided as (
      select date_trunc('week', d.created_at at time zone 'UTC') as week, count(*) as triaged, count(i.number) as applied
      from decisions d
      left join (
        select number from issues
        where installation_id = ${place.installationId} and repository_id = ${place.repositoryId} and outcome = 'applied'
      ) i on i.number = d.number
      where d.installation_id = ${place.installationId} and d.repository_id = ${place.repositoryId} and d.created_at >= ${from(now)}
      group by 1
    )
    select to_char(weeks.week, 'YYYY-MM-DD') as week,
      coalesce(accepted, 0)::int as accepted, coalesce(rejected, 0)::int as rejected, coalesce(missed, 0)::int as missed,
      coalesce(triaged, 0)::int as triaged, coalesce(applied, 0)::int as applied
    from weeks left join taught using (week) left join decided using (week) order by weeks.week`,
  );
}

/** What was said in the shown weeks, in ten steps of confidence, against what people made of it; one query. */
export function readSaidAndRight(tx: Tx, place: RepositoryRef, now: Date): Promise<SaidAndRight[]> {
  return readRows<SaidAndRight>(
    tx,
    sql`
    select avg(confidence)::float8 as said, count(*) filter (where verdict <> 'rejected')::int as right,
      count(*) filter (where verdict = 'rejected')::int as wrong
    from (select verdict, (said ->> 'confidence')::float8 as confidence from (${latestLessons(place, now)}) latest where said is not null) told
    group by least(9, floor(confidence * 10)) order by 1`,
  );
}

function latestLessons({ installationId, repositoryId }: RepositoryRef, now: Date) {
  return sql`
    select distinct on (number, subject_key) date_trunc('week', at at time zone 'UTC') as week, verdict, said
    from lessons
    where installation_id = ${installationId} and repository_id = ${repositoryId} and at >= ${from(now)} and revoked_at is null
      and subject ->> 'kind' in ('label', 'value')
    order by number, subject_key, at desc`;
}
