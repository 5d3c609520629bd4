import { sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Candidate } from '../../domain/similarity/features.ts';
import { unpackText } from '../../domain/similarity/pack-text.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { whole, wholeArray } from '../core/values/literal.ts';

interface Facts {
  number: number;
  /** Seconds since 1970. */
  created: number;
  closed: number | null;
  reason: string | null;
}

const day = 86_400;

/** What was known of indexed issues at a time; later closing and later links do not count. */
export async function readCandidates(
  tx: Tx,
  repository: RepositoryKey,
  numbers: number[],
  at: Date,
): Promise<Candidate[]> {
  if (numbers.length === 0) return [];
  const now = at.getTime() / 1000;
  // Sent together: one trip.
  const [texts, known, links] = await Promise.all([
    readTexts(tx, repository, numbers),
    readFacts(tx, repository, numbers),
    readLinks(tx, repository, numbers, at),
  ]);
  const facts = new Map(known.map((issue) => [issue.number, issue]));
  return texts.flatMap(({ number, packed }) => {
    const issue = facts.get(number);
    if (issue === undefined) return [];
    const closed = issue.closed !== null && issue.closed < now;
    return {
      number,
      ...unpackText(Buffer.from(packed, 'base64')),
      ageDays: Math.max(0, (now - issue.created) / day),
      closed,
      links: links.filter(({ canonical }) => canonical === number).length,
      duplicate: (closed && issue.reason === 'duplicate') || links.some((link) => link.number === number),
    };
  });
}

/**
 * Packed texts in base64: PGlite's own parser of bytea takes some hundred times as long. Not joined with the issues:
 * without fresh statistics the planner goes through all of them for each row.
 */
function readTexts(tx: Tx, { installationId, repositoryId }: RepositoryKey, numbers: number[]) {
  return readRows<{ number: number; packed: string }>(
    tx,
    sql`select number, encode(packed, 'base64') as packed from search_texts
        where installation_id = ${whole(installationId)} and repository_id = ${whole(repositoryId)}
          and number = any(${wholeArray(numbers)})`,
  );
}

function readFacts(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  numbers: number[],
): Promise<Facts[]> {
  return readRows(
    tx,
    sql`select number, state_reason as reason,
               extract(epoch from created_at)::float8 as created, extract(epoch from closed_at)::float8 as closed
        from issues
        where installation_id = ${whole(installationId)} and repository_id = ${whole(repositoryId)}
          and number = any(${wholeArray(numbers)})`,
  );
}

function readLinks(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  numbers: number[],
  at: Date,
): Promise<{ number: number; canonical: number }[]> {
  const among = wholeArray(numbers);
  return readRows(
    tx,
    sql`select number, canonical from duplicate_links
        where installation_id = ${whole(installationId)} and repository_id = ${whole(repositoryId)}
          and (canonical = any(${among}) or number = any(${among}))
          and state = 'linked' and linked_at < to_timestamp(${whole(at.getTime())} / 1000.0)`,
  );
}
