import type { AssetPaths } from '../../../views/frame/page.tsx';
import type { RequestReads } from '../../read/api.ts';
import type { ConsoleLog, ConsoleReads, LiveEvents } from '../../read/console.ts';
import type { AlikeChanges, InboxReads } from '../../read/inbox.ts';
import type { PagePorts } from '../../read/pages.ts';
import type { Playground } from '../../read/playground.ts';
import type { UserRequests } from '../../triage/ports/requests.ts';
import type { CountsCache } from '../live/counts-cache.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { OpenTimes } from '../live/open-times.ts';
import type { MarkdownRenderer } from '../markdown/markdown-thread.ts';
import type { Access } from './access.ts';
import type { Session, Sessions } from './sessions.ts';

/** Context of a signed-in request. */
export interface ConsoleEnv {
  Variables: { session: Session };
}

/** Dependencies shared by all routes of the console. */
export interface ConsoleContext {
  baseUrl: string;
  githubUrl: string;
  reads: ConsoleReads;
  live: LiveEvents;
  log: ConsoleLog;
  sessions: Sessions;
  access: Access;
  assets: AssetPaths;
  feed: LiveFeed;
  counts: CountsCache;
  pages: PagePorts;
  inbox: InboxReads;
  alikeChanges: AlikeChanges;
  requests: UserRequests;
  requestReads: Pick<RequestReads, 'states'>;
  openTimes: OpenTimes;
  playground: Playground;
  markdown: MarkdownRenderer;
  now: () => Date;
}
