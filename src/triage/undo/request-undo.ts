import type { PersonRequest } from '../../domain/commands/request.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { UserRequests } from '../ports/requests.ts';
import type { EffectFilter, UndoReads } from '../ports/undo.ts';

export interface RequestUndoDeps {
  undo: Pick<UndoReads, 'select'>;
  box: UserRequests;
  /** A new UUID. */
  newId: () => string;
}

export interface UndoAsked {
  repo: RepositoryRef;
  filter: EffectFilter;
  by: PersonRequest['by'];
  door: PersonRequest['door'];
  /** ISO 8601, UTC. What is done after it is not taken back. */
  at: string;
}

/** More rows than this are asked for in several goes. */
export const maxUndone = 2_000;
const pageSize = 200;
/** A request's own limit (domain/request.ts). */
const maxPerRequest = 100;
/** Requests that may run a minute: GitHub allows 80 writes of content a minute, and live work goes on beside. */
const perMinute = 40;

/**
 * Asks for everything that fits the filter to be taken back: one request an issue, kept with its job, at most 40 a minute.
 * Returns how many writes and issues are asked for, and whether more fit than one go takes.
 */
export async function requestUndo(
  deps: RequestUndoDeps,
  { repo, filter, by, door, at }: UndoAsked,
): Promise<{ effects: number; issues: number; more: boolean }> {
  const byIssue = new Map<number, string[]>();
  const until = filter.until !== undefined && filter.until < at ? filter.until : at;
  let before: string | undefined;
  let effects = 0;
  do {
    const page = await deps.undo.select(
      repo,
      { ...filter, until, undone: false },
      { limit: pageSize, ...(before === undefined ? {} : { before }) },
    );
    for (const { id, number } of page.effects) byIssue.set(number, [...(byIssue.get(number) ?? []), id]);
    effects += page.effects.length;
    before = page.next ?? undefined;
  } while (before !== undefined && effects < maxUndone);
  const { installationId, repositoryId } = repo;
  const requests = [...byIssue].flatMap(([number, ids]) =>
    chunks(ids, maxPerRequest).map(
      (some): PersonRequest => ({
        ...{ id: deps.newId(), installationId, repositoryId, number, by, door, at, openMs: null },
        asked: { kind: 'undo', effects: some },
      }),
    ),
  );
  for (const [minute, some] of chunks(requests, perMinute).entries()) await deps.box.add(some, minute * 60);
  return { effects, issues: byIssue.size, more: before !== undefined };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
