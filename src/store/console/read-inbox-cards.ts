import { and, eq, inArray, sql } from 'drizzle-orm';
import { changingKinds } from '../../domain/inbox/changing-kinds.ts';
import { excerpt } from '../../domain/inbox/excerpt.ts';
import { waitingValues, waitsForPerson } from '../../domain/inbox/waiting-values.ts';
import type { DecidedValue, Opinion, SimilarIssue } from '../../domain/issue/decision.ts';
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

interface Place {
  installationId: number;
  repositoryId: number;
}
interface Beside {
  number: number;
  decision: { values: DecidedValue[]; similar: SimilarIssue[] } | null;
  opinions: Opinion[] | null;
  version: number | null;
  first: boolean;
}

/** Cards of issues that wait, in the order asked for: four queries. */
export async function readCards(tx: Tx, place: Place, numbers: readonly number[]): Promise<InboxCard[]> {
  const rows = await tx
    .select()
    .from(issues)
    .where(
      and(
        eq(issues.installationId, place.installationId),
        eq(issues.repositoryId, place.repositoryId),
        inArray(issues.number, [...numbers]),
      ),
    );
  const beside = new Map((await readBeside(tx, place, numbers)).map((each) => [each.number, each]));
  const taught = await readTaught(tx, place, numbers);
  const template = await readTemplate(tx, place);
  const cards = rows.flatMap((row): InboxCard[] => {
    const known = beside.get(row.number);
    const said = known?.decision?.values ?? [];
    const lessons = taught.get(row.number) ?? [];
    if (!known?.decision || row.state !== 'open' || !waitsForPerson(said, row.labels, lessons)) return [];
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

function readBeside(tx: Tx, place: Place, numbers: readonly number[]): Promise<Beside[]> {
  const here = (table: string) =>
    sql`${sql.raw(table)}.installation_id = ${place.installationId} and ${sql.raw(table)}.repository_id = ${place.repositoryId}`;
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

async function readTemplate(tx: Tx, place: Place): Promise<ReadonlySet<number>> {
  const [row] = await tx
    .select({ template: searchCollections.template })
    .from(searchCollections)
    .where(
      and(
        eq(searchCollections.installationId, place.installationId),
        eq(searchCollections.repositoryId, place.repositoryId),
      ),
    );
  return row ? unpackTemplate(row.template) : new Set();
}
