import { type SQL, sql } from 'drizzle-orm';
import type { Activity, ActivityFilter, ActivityReads } from '../console/page-ports.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Database } from './database.ts';
import { readRows } from './read-rows.ts';
import type { Tx } from './transaction.ts';

/** What the Activity page lists: the repository's log, with what became of each line. Each read is one query. */
export function createActivityReads(database: Database): ActivityReads {
  return {
    activity: (repository, filter, before, limit, withPrivate = false) =>
      database.withTenant(repository.installationId, async (tx) => {
        const wanted = [
          ...conditions(filter),
          ...(before === null ? [] : [sql`a.seq < ${before}`]),
          ...(withPrivate ? [] : [notPrivate]),
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
              [
                sql`a.effect_id in (select jsonb_array_elements_text(${JSON.stringify(effectIds)}::text::jsonb)::uuid)`,
              ],
              effectIds.length,
            ),
          ),
  };
}

/** What a private notice says is for people who may write. */
const notPrivate = sql`(a.kind not like 'notice.%' or not exists (
  select from notices n where n.installation_id = a.installation_id and n.repository_id = a.repository_id and n.private
    and n.kind = a.detail ->> 'notice' and n.subject = a.detail ->> 'subject'))`;

interface Raw extends Omit<Activity, 'seq' | 'lesson'> {
  seq: string;
  lessonId: string | null;
  revoked: boolean | null;
  byId: string | null;
}

async function select(tx: Tx, place: RepositoryRef, wanted: SQL[], limit: number): Promise<Activity[]> {
  const here = sql`a.installation_id = ${place.installationId} and a.repository_id = ${place.repositoryId}`;
  const rows = await readRows<Raw>(
    tx,
    sql`
    with chosen as (
      select * from audit a where ${sql.join([here, ...wanted], sql` and `)} order by a.seq desc limit ${limit}
    )
    select a.seq::text as seq, a.number, a.kind, a.actor, to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      a.detail, a.effect_id::text as "effectId", i.title, l.id::text as "lessonId", l.revoked_at is not null as revoked, l.by_id::text as "byId"
    from chosen a
    left join issues i on i.installation_id = a.installation_id and i.repository_id = a.repository_id and i.number = a.number
    left join lessons l on a.kind = 'lesson.taught' and l.installation_id = a.installation_id and l.repository_id = a.repository_id
      and l.id::text = a.detail ->> 'lesson'
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

function conditions({ kind, who, label, model, days }: ActivityFilter): SQL[] {
  const wanted: SQL[] = [];
  if (kind === 'written') wanted.push(sql`a.effect_id is not null`);
  if (kind === 'taught') wanted.push(sql`a.kind like 'lesson.%'`);
  if (kind === 'other') wanted.push(sql`a.effect_id is null and a.kind not like 'lesson.%'`);
  if (who !== null) wanted.push(sql`lower(a.actor ->> 'login') = lower(${who})`);
  if (label !== null) wanted.push(sql`lower(a.detail ->> 'label') = lower(${label})`);
  if (model !== null) wanted.push(sql`jsonb_exists(a.detail -> 'models', ${model})`);
  if (days !== null) wanted.push(sql`a.created_at > now() - interval '1 day' * ${days}::int`);
  return wanted;
}
