import { sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { WrongOne } from '../../read/pages.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';

const week = 7 * 86_400_000;

/** What was taught of a label; `label` is its name in lower case. */
export interface LabelLessons {
  label: string;
  /** `ago` counts whole weeks back from the moment asked for; weeks without lessons are left out. */
  weeks: { ago: number; right: number; wrong: number }[];
  /** Newest first. */
  wrong: WrongOne[] | null;
}

/**
 * Lessons of the weeks from `oldest` to `newest` before `at` (0 is the last seven days), each issue once with its latest; one query,
 * from an index alone but for the wrong ones that are told. What was taught anew after those weeks is left out.
 */
export function readLabelLessons(
  tx: Tx,
  { installationId, repositoryId }: RepositoryRef,
  { at, oldest, newest, maxWrong: mostWrong }: { at: Date; oldest: number; newest: number; maxWrong: number },
): Promise<LabelLessons[]> {
  const back = (weeks: number) => sql`${new Date(at.getTime() - weeks * week).toISOString()}::timestamptz`;
  const starts = Array.from({ length: oldest - newest + 1 }, (_, place) => back(oldest + 1 - place));
  // The last week goes on while it is kept.
  const ended = newest === 0 ? sql`true` : sql`at <= ${back(newest)}`;
  const here = (alias: string) =>
    sql`${sql.raw(alias)}.installation_id = ${installationId} and ${sql.raw(alias)}.repository_id = ${repositoryId}`;
  return readRows<LabelLessons>(
    tx,
    sql`
    with latest as materialized (
      select * from (
        select distinct on (l.number, l.subject_key) l.number, l.subject_key, l.at, l.verdict, l.confidence
        from lessons l
        where ${here('l')} and l.revoked_at is null and l.subject_key like 'label:%' and l.at > ${back(oldest + 1)}
        order by l.number, l.subject_key, l.at desc
      ) each where ${ended}
    ), weekly as (
      select subject_key, ${oldest + 1}::int - width_bucket(at, array[${sql.join(starts, sql`, `)}]) as ago,
        count(*) filter (where verdict = 'accepted')::int as right, count(*) filter (where verdict <> 'accepted')::int as wrong
      from latest group by 1, 2
    ), wrong as materialized (
      select w.subject_key, json_agg(json_build_object('number', w.number, 'title', coalesce(i.title, ''), 'verdict', w.verdict, 'by', l.by,
        'at', to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'confidence', w.confidence) order by w.at desc) as wrong
      from (
        select *, row_number() over (partition by subject_key order by at desc) as place from latest where verdict <> 'accepted'
      ) w
      left join lateral (
        select l.by from lessons l where ${here('l')} and l.number = w.number and l.subject_key = w.subject_key and l.at = w.at
          and l.revoked_at is null limit 1
      ) l on true
      left join issues i on ${here('i')} and i.number = w.number
      where w.place <= ${mostWrong} group by w.subject_key
    ), told as (
      select subject_key, json_agg(json_build_object('ago', ago, 'right', "right", 'wrong', wrong)) as weeks from weekly group by 1
    )
    select substr(subject_key, 7) as label, weeks, wrong from told left join wrong using (subject_key)`,
  );
}
