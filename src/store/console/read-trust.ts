import { sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { SaidAndRight, TrustWeek } from '../../read/overview.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';

const week = 7 * 86_400_000;

/** What was taught and triaged in some weeks: figures that add up, so that weeks may be read apart. */
export interface Trust {
  /** Lessons on labels and values, each subject of an issue once with its latest; `step` is a tenth of confidence, null where nothing was said. */
  taught: { week: number; verdict: string; step: number | null; lessons: number; sum: number | null }[];
  decided: { week: number; triaged: number; applied: number }[];
}

/** The Mondays (UTC) of the last weeks, milliseconds since the epoch, the oldest first and the one of `now` last. */
export function mondaysUpTo(now: Date, weeks: number): number[] {
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const monday = day - ((now.getUTCDay() + 6) % 7) * 86_400_000;
  return Array.from({ length: weeks }, (_, place) => monday - (weeks - 1 - place) * week);
}

/**
 * Lessons and triages of the weeks that begin at `mondays` (consecutive, ascending); one query, from indexes alone but for few lessons.
 * What was taught anew after the last of them counts there and not here.
 */
export async function readTrust(
  tx: Tx,
  { installationId, repositoryId }: RepositoryRef,
  mondays: number[],
): Promise<Trust> {
  const first = mondays[0] ?? 0;
  const end = (mondays.at(-1) ?? 0) + week;
  const moment = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`;
  const starts = sql`array[${sql.join(mondays.map(moment), sql`, `)}]`;
  const [row] = await readRows<{ [Part in keyof Trust]: Trust[Part] | null }>(
    tx,
    sql`
    with latest as (
      select distinct on (number, subject_key) at, verdict, confidence
      from lessons
      where installation_id = ${installationId} and repository_id = ${repositoryId} and at >= ${moment(first)} and revoked_at is null
        and (subject_key like 'label:%' or subject_key like 'value:%')
      order by number, subject_key, at desc
    ), taught as (
      select width_bucket(at, ${starts}) as week, verdict, case when confidence is not null then least(9, floor(confidence * 10))::int end as step,
        count(*)::int as lessons, sum(confidence) as sum
      from latest where at < ${moment(end)} group by 1, 2, 3
    ), decided as (
      select width_bucket(d.created_at, ${starts}) as week, count(*)::int as triaged, count(i.number)::int as applied
      from decisions d
      left join (
        select number from issues
        where installation_id = ${installationId} and repository_id = ${repositoryId} and outcome = 'applied'
      ) i on i.number = d.number
      where d.installation_id = ${installationId} and d.repository_id = ${repositoryId}
        and d.created_at >= ${moment(first)} and d.created_at < ${moment(end)}
      group by 1
    )
    select (select json_agg(taught) from taught) as taught, (select json_agg(decided) from decided) as decided`,
  );
  const named = <T extends { week: number }>(rows: T[] | null | undefined) =>
    (rows ?? []).map((each) => ({ ...each, week: mondays[each.week - 1] ?? 0 }));
  return { taught: named(row?.taught), decided: named(row?.decided) };
}

/** The weeks without gaps, as they are shown. */
export function toWeeks({ taught, decided }: Trust, mondays: number[]): TrustWeek[] {
  return mondays.map((monday) => {
    const lessons = (verdict: string) =>
      taught
        .filter((each) => each.week === monday && each.verdict === verdict)
        .reduce((sum, each) => sum + each.lessons, 0);
    const own = decided.filter((each) => each.week === monday);
    return {
      week: new Date(monday).toISOString().slice(0, 10),
      accepted: lessons('accepted'),
      rejected: lessons('rejected'),
      missed: lessons('missed'),
      triaged: own.reduce((sum, each) => sum + each.triaged, 0),
      applied: own.reduce((sum, each) => sum + each.applied, 0),
    };
  });
}

/** What was said, in ten steps of confidence, against what people made of it. */
export function toSaidAndRight({ taught }: Trust): SaidAndRight[] {
  const steps = Map.groupBy(
    taught.filter(({ step }) => step !== null),
    ({ step }) => step ?? 0,
  );
  return [...steps]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => {
      const count = (wanted: (verdict: string) => boolean) =>
        own.filter(({ verdict }) => wanted(verdict)).reduce((sum, { lessons }) => sum + lessons, 0);
      const said = own.reduce((sum, each) => sum + (each.sum ?? 0), 0) / count(() => true);
      const wrong = count((verdict) => verdict === 'rejected');
      return { said, right: count(() => true) - wrong, wrong };
    });
}
