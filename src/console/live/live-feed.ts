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

/** What a page is told: the issues that changed, read once for all pages. */
export interface LiveNews {
  lastId: number;
  numbers: number[];
  /** Rows by number; one that is missing is gone. */
  rows(): Promise<Map<number, IssueRow>>;
  labels(): Promise<Label[]>;
  detail(number: number): Promise<IssueDetail | null>;
  /** Keeps what is made under a key, so that it is made once for all pages. */
  once<T>(key: string, make: () => T): T;
}

export interface LivePage {
  /** Of the person who looks at it. */
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
 * Brings changes to open pages. One subscription a repository, however many pages; changes that come together are read
 * once. Each page costs memory and its share of the writing, no query.
 *
 * @param gatherMs how long changes are gathered before they are read, in milliseconds
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
        log.error({ err: error }, 'a live page could not be told');
      }
    }
  }

  return {
    /** Joins a page to its repository's changes; the answer leaves again. */
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
    /** Ends the pages of a session that was signed out here. Other replicas find out when they next ask for the session. */
    endSession(sessionId: string): void {
      for (const { pages } of [...rooms.values()])
        for (const page of [...pages]) if (page.sessionId === sessionId) page.closed();
    },
    /** What a page missed since an event it knows; null when it should be loaded again. */
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
