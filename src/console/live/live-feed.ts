import type { Label } from '../../domain/issue/repository.ts';
import type {
  Change,
  ConsoleLog,
  ConsoleReads,
  IssueDetail,
  IssueRow,
  LiveEvents,
  VisibleRepository,
} from '../../read/console.ts';

/** An update for open pages: the issues that changed, read once for all pages. */
export interface LiveNews {
  lastId: number;
  numbers: number[];
  /** Rows by number. A missing row no longer exists. */
  rows(): Promise<Map<number, IssueRow>>;
  labels(): Promise<Label[]>;
  detail(number: number): Promise<IssueDetail | null>;
  /** Memoizes a result under a key, so that it is computed once for all pages. */
  once<T>(key: string, make: () => T): T;
}

export interface LivePage {
  /** The session that opened the page. */
  sessionId: string;
  hear(news: LiveNews): void;
  closed(): void;
}

interface Room {
  repository: VisibleRepository;
  pages: Set<LivePage>;
  leave: () => void;
  numbers: Set<number>;
  lastId: number;
  timer: NodeJS.Timeout | null;
}

export type LiveFeed = ReturnType<typeof createLiveFeed>;

/**
 * Delivers changes to open pages. Each repository has one subscription, however many pages are open, and
 * changes that arrive together are read once. A page costs memory and its share of the output, but no
 * queries.
 *
 * @param gatherMs how long changes are batched before they are read, in milliseconds
 */
export function createLiveFeed({
  reads,
  live,
  log,
  gatherMs = 40,
}: {
  reads: ConsoleReads;
  live: LiveEvents;
  log: ConsoleLog;
  gatherMs?: number;
}) {
  const rooms = new Map<number, Room>();

  function openRoom(repository: VisibleRepository): Room {
    const room: Room = {
      repository,
      pages: new Set(),
      leave: () => undefined,
      numbers: new Set(),
      lastId: 0,
      timer: null,
    };
    const heard = (change: Change) => {
      for (const number of change.numbers) room.numbers.add(number);
      room.lastId = Math.max(room.lastId, change.lastId);
      room.timer ??= setTimeout(() => tell(room), gatherMs);
    };
    room.leave = live.subscribe(repository, heard, () => {
      for (const page of [...room.pages]) page.closed();
    });
    rooms.set(repository.repositoryId, room);
    return room;
  }

  function tell(room: Room): void {
    room.timer = null;
    const numbers = [...room.numbers];
    room.numbers.clear();
    const news = gatherNews(reads, room.repository, {
      repositoryId: room.repository.repositoryId,
      lastId: room.lastId,
      numbers,
    });
    for (const page of [...room.pages]) {
      try {
        page.hear(news);
      } catch (error) {
        log.error({ err: error }, 'live update not delivered');
      }
    }
  }

  return {
    /** Subscribes a page to its repository's changes and returns a function that unsubscribes it. */
    join(repository: VisibleRepository, page: LivePage): () => void {
      const room = rooms.get(repository.repositoryId) ?? openRoom(repository);
      room.pages.add(page);
      return () => {
        room.pages.delete(page);
        if (room.pages.size > 0 || rooms.get(repository.repositoryId) !== room) return;
        rooms.delete(repository.repositoryId);
        if (room.timer) clearTimeout(room.timer);
        room.leave();
      };
    },
    /**
     * Disconnects the pages of a session that was signed out here. Other replicas notice when they next
     * check the session.
     */
    endSession(sessionId: string): void {
      for (const { pages } of [...rooms.values()])
        for (const page of [...pages]) if (page.sessionId === sessionId) page.closed();
    },
    /** Returns what a page has missed since an event; null when it must be reloaded. */
    async missed(repository: VisibleRepository, afterId: number): Promise<LiveNews | null> {
      const change = await live.since(repository, afterId);
      return change && gatherNews(reads, repository, change);
    },
  };
}

function gatherNews(reads: ConsoleReads, repository: VisibleRepository, change: Change): LiveNews {
  const kept = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  };
  return {
    lastId: change.lastId,
    numbers: change.numbers,
    rows: () =>
      once(
        'rows',
        async () => new Map((await reads.rows(repository, change.numbers)).map((row) => [row.number, row])),
      ),
    labels: () => once('labels', () => reads.labels(repository)),
    detail: (number) => once(`detail ${number}`, () => reads.issue(repository, number)),
    once,
  };
}
