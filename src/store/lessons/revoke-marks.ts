import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Dimension, dimensions } from '../../domain/issue/decision.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { LessonSubject } from '../../domain/issue/lesson.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { subjectKey } from '../../domain/lessons/subject-key.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { lessons } from '../schema/people-schema.ts';

interface MarkRow {
  number: number;
  login: string;
  at: string;
  label: string;
  labelid: string;
  dimension: Dimension;
  value: string;
}

/**
 * Labels that a person put on before our time teach without being lessons. To be revoked they become some: one each, at the
 * mark's own time, revoked from the start.
 */
export async function revokeMarks(tx: Tx, repo: RepositoryRef, person: number, by: Account) {
  const { installationId, repositoryId } = repo;
  const known = sql.join(
    dimensions.map((dimension) => sql`${dimension}`),
    sql`, `,
  );
  const marks = await readRows<MarkRow>(
    tx,
    sql`select p.number, m.value -> 'by' ->> 'login' as login, m.value ->> 'at' as at,
               l.name as label, l.label_id::text as labelid, l.dimension, l.value
        from issue_pasts p
        cross join lateral jsonb_each(p.labels) m
        join labels l on l.installation_id = p.installation_id and l.repository_id = p.repository_id
          and l.dimension in (${known})
          and m.key in (select lower(name) from unnest(l.name || l.former_names) name)
        where p.installation_id = ${installationId} and p.repository_id = ${repositoryId}
          and m.value -> 'by' ->> 'id' = ${String(person)} and m.value ->> 'on' = 'true'`,
  );
  const revoked = [];
  for (let from = 0; from < marks.length; from += 500) {
    const rows = marks.slice(from, from + 500).map((mark) => {
      const { number, login, label, labelid, dimension, value } = mark;
      const subject: LessonSubject = { kind: 'label', label, labelId: Number(labelid), dimension, value };
      return {
        ...{ installationId, repositoryId, number, subject },
        id: randomUUID(),
        subjectKey: subjectKey(subject),
        verdict: 'missed' as const,
        source: 'label' as const,
        by: { login, id: person, kind: 'person' as const },
        byId: person,
        cause: 'past',
        at: new Date(mark.at),
        revokedBy: storableJson(by),
        revokedAt: new Date(),
      };
    });
    revoked.push(...(await tx.insert(lessons).values(rows).onConflictDoNothing().returning()));
  }
  return revoked;
}
