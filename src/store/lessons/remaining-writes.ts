import { type SQL, sql } from 'drizzle-orm';
import { dimensions } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { RemainingWrite } from '../../domain/lessons/lessons-of-event.ts';
import type { RemainingWrites } from '../../triage/ports/lessons.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';

type Row = Omit<RemainingWrite, 'labelId'> & { labelid: string };

/** Far more labels than one issue carries. */
const maxOfIssue = 100;

/**
 * Reads the ledger for labels that were left alone: written for no person and by no rule of the settings, not taken back, carried by the issue still, and
 * touched by nobody since the write was intended (GitHub's event may reach us before our own call has returned). Where a
 * person has taught the label on the issue already, time teaches nothing more.
 */
export function createRemainingWrites(database: Database): RemainingWrites {
  const read = async (repo: RepositoryRef, which: SQL, limit: number): Promise<RemainingWrite[]> => {
    const rows = await database.withTenant(repo.installationId, (tx) =>
      readRows<Row>(tx, query(repo, which, limit)),
    );
    return rows.map(({ labelid, ...row }) => ({ ...row, labelId: Number(labelid) }));
  };
  return {
    ofIssue: (repo, number) => read(repo, sql`e.number = ${number}`, maxOfIssue),
    writtenBefore: (repo, time, limit) => read(repo, sql`e.done_at < ${time}::timestamptz`, limit),
  };
}

function query({ installationId, repositoryId }: RepositoryRef, which: SQL, limit: number): SQL {
  const same = (table: string) =>
    sql.raw(`${table}.installation_id = e.installation_id and ${table}.repository_id = e.repository_id`);
  return sql`
    select e.id as effect, e.number, l.name as label, l.label_id::text as labelid, l.dimension, l.value
    from effects e
    join labels l on ${same('l')} and l.label_id::text = e.target
      and l.dimension in (${sql.join(
        dimensions.map((dimension) => sql`${dimension}`),
        sql`, `,
      )})
    join issues i on ${same('i')} and i.number = e.number
      and lower(l.name) in (select lower(name) from unnest(i.labels) name)
    where e.installation_id = ${installationId} and e.repository_id = ${repositoryId}
      and e.kind = 'label.add' and e.status = 'done' and e.by -> 'actor' ->> 'kind' = 'bot'
      and coalesce(e.action -> 'why' ->> 'code', '') <> 'rule' and ${which}
      and not exists (
        select 1 from effects r
        where ${same('r')} and r.number = e.number and r.target = e.target and r.status = 'done'
          and r.id <> e.id and r.kind in ('label.add', 'label.remove') and r.done_at > e.done_at)
      and not exists (
        select 1 from events v
        where ${same('v')} and v.number = e.number and v.kind in ('labeled', 'unlabeled')
          and v.actor ->> 'kind' = 'person' and v.created_at >= e.created_at
          and lower(v.detail ->> 'label') in (lower(l.name), lower(e.action ->> 'label')))
      and not exists (
        select 1 from lessons s
        where ${same('s')} and s.number = e.number
          and (s.cause = 'stood:' || e.id::text
            or (s.subject_key = 'label:' || lower(l.name) and s.source <> 'time' and s.revoked_at is null)))
    order by e.done_at, e.id
    limit ${limit}`;
}
