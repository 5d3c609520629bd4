import { and, asc, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Account } from '../domain/issue.ts';
import type { LabelMark } from '../domain/issue-past.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { TaughtIssue, TaughtIssues } from '../triage/model-ports.ts';
import type { Database } from './database.ts';
import { issuePasts } from './history-schema.ts';
import { events, issues } from './schema.ts';
import type { Tx } from './transaction.ts';

/** Issues in one transaction: the embedded database has one connection, and live work waits for it. */
const atOnce = 200;
/** Characters of a text that are learnt from. */
const longest = 20_000;

/** Issues with the labels that people gave them, by GitHub's events from before our time and those that came since. */
export function createTaughtIssues(database: Database): TaughtIssues {
  return {
    async newest(repo, count) {
      const found: TaughtIssue[] = [];
      let before = Number.MAX_SAFE_INTEGER;
      while (found.length < count) {
        const limit = Math.min(atOnce, count - found.length);
        const page = await database.withTenant(repo.installationId, (tx) =>
          readPage(tx, repo, before, limit),
        );
        found.push(...page);
        before = page.at(-1)?.number ?? 0;
        if (page.length < limit) break;
      }
      return found.reverse();
    },
  };
}

async function readPage(tx: Tx, repo: RepositoryRef, before: number, limit: number): Promise<TaughtIssue[]> {
  const { installationId, repositoryId } = repo;
  const rows = await tx
    .select({
      number: issues.number,
      title: issues.title,
      body: issues.body,
      labels: issues.labels,
      filedTitle: issuePasts.filedTitle,
      marks: issuePasts.labels,
    })
    .from(issues)
    .leftJoin(
      issuePasts,
      and(
        eq(issuePasts.installationId, issues.installationId),
        eq(issuePasts.repositoryId, issues.repositoryId),
        eq(issuePasts.number, issues.number),
      ),
    )
    .where(
      and(
        eq(issues.installationId, installationId),
        eq(issues.repositoryId, repositoryId),
        lt(issues.number, Math.min(before, 2_147_483_647)),
      ),
    )
    .orderBy(desc(issues.number))
    .limit(limit);
  const lowest = rows.at(-1)?.number;
  if (lowest === undefined) return [];
  const live = await readLiveMarks(tx, repo, lowest, rows[0]?.number ?? lowest);
  return rows.map(({ number, title, body, labels, filedTitle, marks }) => {
    const newest = laterOf(marks ?? {}, live.get(number) ?? {});
    const given = labels.filter((name) => isPersons(newest[name.toLowerCase()]));
    const times = given.flatMap((name) => newest[name.toLowerCase()]?.at ?? []).sort();
    return {
      number,
      title: filedTitle ?? title,
      body: body.slice(0, longest),
      labels: given,
      labelledAt: times.at(-1) ?? null,
    };
  });
}

/** Of each label the later mark. */
function laterOf(
  past: Record<string, LabelMark>,
  live: Record<string, LabelMark>,
): Record<string, LabelMark> {
  const later = { ...past };
  for (const [name, mark] of Object.entries(live)) {
    const known = past[name];
    if (!known || Date.parse(known.at) <= Date.parse(mark.at)) later[name] = mark;
  }
  return later;
}

const isPersons = (mark: LabelMark | undefined) => mark?.on === true && mark.by.kind === 'person';

/** The newest event of each label that reached us live, by issue. */
async function readLiveMarks(
  tx: Tx,
  { installationId, repositoryId }: RepositoryRef,
  from: number,
  to: number,
): Promise<Map<number, Record<string, LabelMark>>> {
  const rows = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.installationId, installationId),
        eq(events.repositoryId, repositoryId),
        gte(events.number, from),
        lt(events.number, to + 1),
        inArray(events.kind, ['labeled', 'unlabeled']),
      ),
    )
    .orderBy(asc(events.id));
  const marks = new Map<number, Record<string, LabelMark>>();
  for (const { number, kind, actor, detail, createdAt } of rows) {
    const { label } = detail as { label?: unknown };
    if (typeof label !== 'string' || !actor) continue;
    const known = marks.get(number) ?? {};
    marks.set(number, known);
    known[label.toLowerCase()] = {
      on: kind === 'labeled',
      by: actor as Account,
      at: createdAt.toISOString(),
    };
  }
  return marks;
}
