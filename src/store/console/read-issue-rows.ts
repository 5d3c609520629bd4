import { type SQL, sql } from 'drizzle-orm';
import type { Outcome } from '../../domain/decide/outcome.ts';
import { parseIssueNumber, searchWords } from '../../domain/issue/issue-search.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { IssueFilter, IssuePage, IssueRow, RowValue } from '../../read/console.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { isMoment } from '../core/values/is-moment.ts';
import { list } from './read-counts.ts';

/** As in drizzle/0011_inbox.sql. */
const searchedLabelsLength = 250;

interface Raw {
  number: number;
  title: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  authorLogin: string;
  authorId: string | null;
  authorKind: 'person' | 'bot';
  authorAssociation: string;
  labels: string[];
  createdAt: string;
  updatedAt: string;
  outcome: Exclude<Outcome, 'waiting'> | null;
  values: RowValue[] | null;
  decidedAt: string | null;
  waits: boolean;
}

/** A page of the list, newest change first, in one query; a search says beforehand how it is to be read. */
export async function readIssuePage(
  tx: Tx,
  repository: RepositoryKey,
  filter: IssueFilter,
  older: string | null,
  limit: number,
): Promise<IssuePage> {
  const wanted = [...conditions(filter, repository), ...before(older)];
  const searched = searches(filter, repository);
  const chosen = searched.length === 0 ? wanted : [found(repository, [...wanted, ...searched], limit + 1)];
  // The planner does not count what a sequential scan pays for the texts beside the titles.
  if (searched.length > 0) await tx.execute(sql`set local enable_seqscan = off`);
  const rows = await select(tx, repository, chosen, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, older: rows.length > limit && last ? writeCursor(last) : null };
}

/** The rows of these numbers, in one query; those that are gone are left out. */
export function readIssueRows(tx: Tx, repository: RepositoryKey, numbers: number[]): Promise<IssueRow[]> {
  return select(tx, repository, [sql`i.number in (${list(numbers)})`], numbers.length);
}

/** The newest decision is looked up for the chosen rows alone, after filtering and cutting. */
async function select(tx: Tx, repository: RepositoryKey, wanted: SQL[], limit: number): Promise<IssueRow[]> {
  const where = sql.join(
    [
      sql`i.installation_id = ${repository.installationId} and i.repository_id = ${repository.repositoryId}`,
      ...wanted,
    ],
    sql` and `,
  );
  const rows = await readRows<Raw>(
    tx,
    sql`
      with chosen as (
        select i.number, i.title, i.state, i.state_reason, i.author_login, i.author_id, i.author_kind, i.author_association,
          i.labels, i.created_at, i.updated_at, i.outcome, i.waits and not i.dismissed as waits
        from issues i where ${where}
        order by i.updated_at desc, i.number desc limit ${limit}
      )
      select i.number, i.title, i.state, i.state_reason as "stateReason", i.author_login as "authorLogin", i.author_id::text as "authorId",
        i.author_kind as "authorKind", i.author_association as "authorAssociation", to_json(i.labels) as labels,
        ${iso(sql`i.created_at`)} as "createdAt", ${iso(sql`i.updated_at`)} as "updatedAt", i.outcome,
        d.decision -> 'values' as values, ${iso(sql`d.created_at`)} as "decidedAt",
        i.state = 'open' and i.waits as waits
      from chosen i
      left join lateral (
        select d.decision, d.created_at from decisions d
        where d.installation_id = ${repository.installationId} and d.repository_id = ${repository.repositoryId} and d.number = i.number
        order by d.created_at desc, d.id desc limit 1
      ) d on true
      order by i.updated_at desc, i.number desc`,
  );
  return rows.map(toRow);
}

/** A time as ISO 8601 in UTC, to the microsecond: cursors need all of it. */
export function iso(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function conditions(filter: IssueFilter, repository: RepositoryKey): SQL[] {
  const wanted: SQL[] = [];
  if (filter.days !== null)
    wanted.push(sql`i.number in (
      select t.number from decisions t where t.installation_id = ${repository.installationId} and t.repository_id = ${repository.repositoryId}
        and t.created_at > now() - interval '1 day' * ${filter.days}::int
    )`);
  if (filter.state !== 'all') wanted.push(sql`i.state = ${filter.state}`);
  if (filter.outcome === 'waiting') wanted.push(sql`i.outcome is null`);
  else if (filter.outcome === 'past') wanted.push(sql`(i.outcome is null or i.outcome = 'past')`);
  else if (filter.outcome === 'unanswered')
    wanted.push(sql`i.state = 'open' and i.waits and not i.dismissed`);
  else if (filter.outcome !== null) wanted.push(sql`i.outcome = ${filter.outcome}`);
  const number = parseIssueNumber(filter.text);
  if (number !== null) wanted.push(sql`i.number = ${number}`);
  return wanted;
}

/** What the index of searches answers alone. GitHub tells labels apart without regard to case, and so do we. */
function searches({ text, label }: IssueFilter, { installationId, repositoryId }: RepositoryKey): SQL[] {
  const words = parseIssueNumber(text) === null ? searchWords(text) : [];
  // The longest word is the likeliest to be missing, and the first to be looked for.
  const rarest = words.toSorted((a, b) => b.length - a.length);
  const wanted = rarest.map((word) => sql`i.searched_title like ${`%${literally(word)}%`}`);
  if (label === null) return wanted;
  const line = `%\n${literally(label.toLowerCase())}\n%`;
  const inRow = sql`exists (
    select from issues w where w.installation_id = ${installationId} and w.repository_id = ${repositoryId} and w.number = i.number
      and ${label} = any(w.labels)
  )`;
  // More labels than the index carries: those rows alone are looked at.
  const cut = sql`length(i.searched_labels) = ${searchedLabelsLength} and ${inRow}`;
  return [...wanted, sql`(i.searched_labels like ${line} or (${cut}))`];
}

/** The newest that fit, by their numbers, chosen from the covering index before any row is read. */
function found(repository: RepositoryKey, wanted: SQL[], limit: number): SQL {
  const here = sql`i.installation_id = ${repository.installationId} and i.repository_id = ${repository.repositoryId}`;
  return sql`i.number in (
    select i.number from issues i where ${sql.join([here, ...wanted], sql` and `)}
    order by i.updated_at desc, i.number desc limit ${limit}
  )`;
}

/** A word in which LIKE finds no wildcard. */
function literally(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}

/** Everything after the cursor's row; a cursor that is none of ours counts as none. */
function before(cursor: string | null): SQL[] {
  const [, at, number] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(\d{1,9})$/.exec(cursor ?? '') ?? [];
  return at && number && isMoment(at)
    ? [sql`(i.updated_at, i.number) < (${at}::timestamptz, ${Number(number)}::int)`]
    : [];
}

function writeCursor(row: IssueRow): string {
  return `${row.updatedAt}_${row.number}`;
}

function toRow({ authorLogin, authorId, authorKind, outcome, values, ...row }: Raw): IssueRow {
  return {
    ...row,
    author: { login: authorLogin, id: authorId === null ? null : Number(authorId), kind: authorKind },
    outcome: outcome ?? 'waiting',
    values: (values ?? []).map(({ dimension, value, confidence, label, autonomy }) => ({
      dimension,
      value,
      confidence,
      label,
      autonomy,
    })),
  };
}
