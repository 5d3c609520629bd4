import type { AssetPaths } from '../../views/page.tsx';
import type { RequestBox } from '../triage/request-ports.ts';
import type { Access } from './access.ts';
import type { RequestReads } from './api-ports.ts';
import type { CountsBook } from './counts-book.ts';
import type { AlikeChanges, InboxReads } from './inbox-ports.ts';
import type { LiveFeed } from './live-feed.ts';
import type { MarkdownRenderer } from './markdown-thread.ts';
import type { OpenTimes } from './open-times.ts';
import type { PagePorts } from './page-ports.ts';
import type { Playground } from './playground-ports.ts';
import type { ConsoleLog, ConsoleReads, LiveEvents } from './ports.ts';
import type { Session, Sessions } from './sessions.ts';

/** What requests carry once the person is known. */
export interface ConsoleEnv {
  Variables: { session: Session };
}

/** What all routes of one console share. */
export interface House {
  baseUrl: string;
  githubUrl: string;
  reads: ConsoleReads;
  live: LiveEvents;
  log: ConsoleLog;
  sessions: Sessions;
  access: Access;
  assets: AssetPaths;
  feed: LiveFeed;
  counts: CountsBook;
  pages: PagePorts;
  inbox: InboxReads;
  alikeChanges: AlikeChanges;
  requests: RequestBox;
  requestReads: Pick<RequestReads, 'states'>;
  openTimes: OpenTimes;
  playground: Playground;
  markdown: MarkdownRenderer;
  now: () => Date;
}
