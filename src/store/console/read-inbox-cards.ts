import { and, eq, inArray, sql } from 'drizzle-orm';
import { changingKinds } from '../../domain/inbox/changing-kinds.ts';
import { excerpt } from '../../domain/inbox/excerpt.ts';
import { waitingValues, waitsForPerson } from '../../domain/inbox/waiting-values.ts';
import type { DecidedValue, Opinion, SimilarIssue } from '../../domain/issue/decision.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { withoutTemplate } from '../../domain/similarity/template-lines.ts';
import type { InboxCard } from '../../read/inbox.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { toIssue } from '../issues/issues.ts';
import { issues } from '../schema/repository-schema.ts';
import { searchCollections } from '../schema/search-schema.ts';
import { unpackTemplate } from '../similar/postings.ts';
import { list } from './read-counts.ts';
import { readTaught } from './read-inbox-waiting.ts';

interface Beside {
  number: number;
  decision: { values: DecidedValue[]; similar: SimilarIssue[] } | null;
  opinions: Opinion[] | null;
  version: number | null;
  first: boolean;
}

/** Cards of issues that wait, in the order asked for: four queries. */
export async function readCards(
  tx: Tx,
  repository: RepositoryKey,
  numbers: readonly number[],
): Promise<InboxCard[]> {
  const rows = await tx
    .select()
    .from(issues)
    .where(
      and(
        eq(issues.installationId, repository.installationId),
        eq(issues.repositoryId, repository.repositoryId),
        inArray(issues.number, [...numbers]),
      ),
    );
  const beside = new Map((await readBeside(tx, repository, numbers)).map((each) => [each.number, each]));
  const taught = await readTaught(tx, repository, numbers);
  const template = await readTemplate(tx, repository);
  const cards = rows.flatMap((row): InboxCard[] => {
    const known = beside.get(row.number);
    const said = known?.decision?.values ?? [];
    const lessons = taught.get(row.number) ?? [];
    if (
      !known?.decision ||
      row.state !== 'open' ||
      row.dismissed ||
      !waitsForPerson(said, row.labels, lessons)
    )
      return [];
    return [
      {
        issue: toIssue(row),
        firstIssue: known.first,
        excerpt: excerpt(withoutTemplate(row.body, template)),
        values: waitingValues(said, row.labels, lessons),
        opinions: known.opinions ?? [],
        similar: known.decision.similar,
        version: known.version ?? 0,
      },
    ];
  });
  return cards.sort((a, b) => numbers.indexOf(a.issue.number) - numbers.indexOf(b.issue.number));
}

function readBeside(tx: Tx, repository: RepositoryKey, numbers: readonly number[]): Promise<Beside[]> {
  const here = (table: string) =>
    sql`${sql.raw(table)}.installation_id = ${repository.installationId} and ${sql.raw(table)}.repository_id = ${repository.repositoryId}`;
  const kinds = sql.join(
    changingKinds.map((kind) => sql`${kind}`),
    sql`, `,
  );
  return readRows<Beside>(
    tx,
    sql`
    select i.number, d.decision, d.opinions, (
        select max(e.id) from events e where ${here('e')} and e.number = i.number and e.kind in (${kinds})
      )::float8 as version,
      not exists (
        select from issues o where ${here('o')} and o.author_id = i.author_id and o.number < i.number
      ) as first
    from issues i
    left join lateral (
      select d.decision, d.opinions from decisions d where ${here('d')} and d.number = i.number
      order by d.created_at desc, d.id desc limit 1
    ) d on true
    where ${here('i')} and i.number in (${list([...numbers])})`,
  );
}

async function readTemplate(tx: Tx, repository: RepositoryKey): Promise<ReadonlySet<number>> {
  const [row] = await tx
    .select({ template: searchCollections.template })
    .from(searchCollections)
    .where(
      and(
        eq(searchCollections.installationId, repository.installationId),
        eq(searchCollections.repositoryId, repository.repositoryId),
      ),
    );
  return row ? unpackTemplate(row.template) : new Set();
}
