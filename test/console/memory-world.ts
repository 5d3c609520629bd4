import { matchesFilter } from '../../src/console/pages/issues/issue-filter.ts';
import { outcomeOf } from '../../src/domain/decide/outcome.ts';
import type { Label, RepositoryRef } from '../../src/domain/issue/repository.ts';
import type {
  Change,
  ConsoleReads,
  IssueDetail,
  IssueRow,
  LiveEvents,
  RepositoryCounts,
  SessionRow,
  SessionStore,
  SignInRow,
  TimelineEntry,
} from '../../src/read/console.ts';

/** One repository's record, kept in memory. */
export interface World {
  repository: RepositoryRef;
  labels: Label[];
  details: Map<number, IssueDetail>;
  /** Numbers of the issues that the events are of; an event's id is its place. */
  events: number[];
  /** Numbers of the issues that a person dismissed from the Inbox. */
  dismissed: Set<number>;
}

/** The row that a detail amounts to. */
export function toRow({ issue, triage, lessons }: IssueDetail): IssueRow {
  const values = triage && triage !== 'unreadable' ? triage.decision.values : [];
  const outcome = triage && triage !== 'unreadable' ? outcomeOf(triage.decision) : 'waiting';
  return {
    ...issue,
    outcome,
    waits: issue.state === 'open' && outcome === 'suggested' && lessons.length === 0,
    values,
    decidedAt: triage && triage !== 'unreadable' ? triage.decidedAt : null,
  };
}

/** ConsoleReads, LiveEvents and SessionStore over plain memory, with a way to make things happen. */
export function createMemoryWorld(worlds: World[]) {
  const of = ({ repositoryId }: RepositoryRef) => {
    const world = worlds.find((each) => each.repository.repositoryId === repositoryId);
    if (!world) throw new Error(`no repository ${repositoryId}`);
    return world;
  };
  const rowsOf = (world: World) => [...world.details.values()].map(toRow);
  const listeners = new Map<number, Set<{ heard: (change: Change) => void; closed: () => void }>>();
  let queries = 0;

  const reads: ConsoleReads = {
    async counts(repositories) {
      queries++;
      return repositories.map((repository): RepositoryCounts => {
        const open = rowsOf(of(repository)).filter((row) => row.state === 'open');
        return {
          repositoryId: repository.repositoryId,
          open: open.length,
          suggested: open.filter((row) => row.outcome === 'suggested').length,
          waits: open.filter((row) => row.waits).length,
          waiting: open.filter((row) => row.outcome === 'waiting').length,
          settingsProblems: [],
          paused: false,
          fallback: null,
        };
      });
    },
    async labels(repository) {
      queries++;
      return of(repository).labels;
    },
    async listIssues(repository, filter, older, limit) {
      queries++;
      const rows = rowsOf(of(repository))
        .filter((row) => matchesFilter(row, filter))
        .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt) || b.number - a.number);
      const from = older ? rows.findIndex((row) => String(row.number) === older) + 1 : 0;
      const page = rows.slice(from, from + limit);
      return { rows: page, older: rows.length > from + limit ? String(page.at(-1)?.number) : null };
    },
    async rows(repository, numbers) {
      queries++;
      return rowsOf(of(repository)).filter((row) => numbers.includes(row.number));
    },
    async issue(repository, number) {
      queries++;
      return of(repository).details.get(number) ?? null;
    },
  };

  const live: LiveEvents = {
    latest: async (repository) => of(repository).events.length,
    async since(repository, afterId) {
      const { events } = of(repository);
      return {
        repositoryId: repository.repositoryId,
        lastId: events.length,
        numbers: [...new Set(events.slice(afterId))],
      };
    },
    subscribe({ repositoryId }, heard, closed) {
      const set = listeners.get(repositoryId) ?? new Set();
      listeners.set(repositoryId, set);
      const one = { heard, closed };
      set.add(one);
      return () => set.delete(one);
    },
  };

  return {
    reads,
    live,
    sessions: createMemorySessions(),
    /** How many reads there were. */
    queries: () => queries,
    subscriptions: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    /** Keeps what is now known of an issue, and tells. */
    change(repository: RepositoryRef, detail: IssueDetail, entries: Partial<TimelineEntry>[] = []) {
      const world = of(repository);
      const { number } = detail.issue;
      for (const entry of entries)
        detail.timeline.push({
          id: world.events.length + 1,
          kind: 'other',
          actor: null,
          deliveryId: null,
          detail: {},
          at: new Date().toISOString(),
          ...entry,
        });
      world.details.set(number, detail);
      world.events.push(number);
      const change = {
        repositoryId: repository.repositoryId,
        lastId: world.events.length,
        numbers: [number],
      };
      for (const { heard } of listeners.get(repository.repositoryId) ?? []) heard(change);
    },
    /** Ends all live pages, as a process does that stops. */
    closeLive() {
      for (const set of listeners.values()) for (const { closed } of [...set]) closed();
    },
  };
}

export function createMemorySessions(): SessionStore & { rows: Map<string, SessionRow> } {
  const rows = new Map<string, SessionRow>();
  const signIns = new Map<string, SignInRow>();
  return {
    rows,
    create: async (session) => void rows.set(session.id, session),
    find: async (id, now) => {
      const row = rows.get(id);
      return row && row.expiresAt > now ? row : null;
    },
    remove: async (id) => void rows.delete(id),
    saveSignIn: async (signIn) => void signIns.set(signIn.state, signIn),
    takeSignIn: async (state, now) => {
      const row = signIns.get(state);
      signIns.delete(state);
      return row && row.expiresAt > now ? row : null;
    },
  };
}
