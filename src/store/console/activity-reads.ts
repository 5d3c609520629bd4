import { type SQL, sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Activity, ActivityFilter, ActivityReads } from '../../read/pages.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { textArray } from '../core/values/text-array.ts';

/** What the Activity page lists: the repository's log, with what became of each line. Each read is one query. */
export function createActivityReads(database: Database): ActivityReads {
  return {
    activity: (repository, filter, before, limit, withPrivate = false) =>
      database.withTenant(repository.installationId, async (tx) => {
        const wanted = [
          ...conditions(filter),
          ...(before === null ? [] : [sql`a.seq < ${before}`]),
          ...(withPrivate ? [] : [notPrivate(repository)]),
        ];
        const rows = await select(tx, repository, wanted, limit + 1);
        const shown = rows.slice(0, limit);
        return { rows: shown, older: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null };
      }),
    writes: async (repository, effectIds) =>
      effectIds.length === 0
        ? []
        : database.withTenant(repository.installationId, (tx) =>
            select(
              tx,
              repository,
              [sql`a.effect_id = any(${textArray(effectIds)}::uuid[])`],
              effectIds.length,
            ),
          ),
  };
}

/** What a private notice says is for people who may write. Only lines of notices are looked at beside the index. */
const notPrivate = (place: RepositoryRef) => sql`(a.kind not like 'notice.%' or not exists (
  select from audit o join notices n on n.installation_id = o.installation_id and n.repository_id = o.repository_id and n.private
    and n.kind = o.detail ->> 'notice' and n.subject = o.detail ->> 'subject'
  where o.installation_id = ${place.installationId} and o.repository_id = ${place.repositoryId} and o.seq = a.seq))`;

const uuidForm = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

interface Raw extends Omit<Activity, 'seq' | 'lesson'> {
  seq: string;
  lessonId: string | null;
  revoked: boolean | null;
  byId: string | null;
}

/**
 * The lines' places are found first, from the index alone where it has what is asked for. Then what is joined is made into plain
 * columns: row-level security lets only those be looked up in an index.
 */
async function select(tx: Tx, place: RepositoryRef, wanted: SQL[], limit: number): Promise<Activity[]> {
  const here = sql`a.installation_id = ${place.installationId} and a.repository_id = ${place.repositoryId}`;
  const rows = await readRows<Raw>(
    tx,
    sql`
    with found as (
      select a.seq from audit a where ${sql.join([here, ...wanted], sql` and `)} order by a.seq desc limit ${limit}
    ), chosen as materialized (
      select a.*, case when a.kind = 'lesson.taught' and a.detail ->> 'lesson' ~* ${uuidForm} then (a.detail ->> 'lesson')::uuid end as lesson_id,
        'undo:' || a.effect_id as undone_by
      from found join audit a using (seq) where ${here}
    )
    select a.seq::text as seq, a.number, a.kind, a.actor, to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      a.detail, a.effect_id::text as "effectId", i.title, l.id::text as "lessonId", l.revoked_at is not null as revoked, l.by_id::text as "byId",
      coalesce(t.back, false) as "takenBack"
    from chosen a
    left join issues i on i.installation_id = a.installation_id and i.repository_id = a.repository_id and i.number = a.number
    left join lessons l on l.installation_id = a.installation_id and l.repository_id = a.repository_id and l.id = a.lesson_id
    left join lateral (
      select true as back from effects t
      where t.installation_id = a.installation_id and t.repository_id = a.repository_id and t.number = a.number
        and t.cause = a.undone_by and t.status = 'done' limit 1
    ) t on true
    order by a.seq desc`,
  );
  return rows.map(({ seq, lessonId, revoked, byId, ...row }) => ({
    ...row,
    seq: Number(seq),
    lesson:
      lessonId === null
        ? null
        : { id: lessonId, revoked: revoked === true, byId: byId === null ? null : Number(byId) },
  }));
}

/** In the words of the columns that the index `audit_filtered` carries. */
function conditions({ kind, who, label, model, days }: ActivityFilter): SQL[] {
  const wanted: SQL[] = [];
  if (kind === 'written') wanted.push(sql`a.written`);
  if (kind === 'taught') wanted.push(sql`a.kind like 'lesson.%'`);
  if (kind === 'other') wanted.push(sql`not a.written and a.kind not like 'lesson.%'`);
  if (who !== null) wanted.push(sql`a.filter_who = left(lower(${who}::text), 100)`);
  if (label !== null) wanted.push(sql`a.filter_label = left(lower(${label}::text), 100)`);
  // A list in JSON: a name stands in it as it is written there, between quotes.
  if (model !== null) wanted.push(sql`strpos(a.filter_models, ${JSON.stringify(model)}) > 0`);
  if (days !== null) wanted.push(sql`a.created_at > now() - interval '1 day' * ${days}::int`);
  return wanted;
}
