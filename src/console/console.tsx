import { Hono } from 'hono';
import type { RequestBox } from '../triage/request-ports.ts';
import { createAccess } from './access.ts';
import { activityRoutes } from './activity.tsx';
import type { RequestReads, TokenStore } from './api-ports.ts';
import { askedRoutes } from './asked.tsx';
import { loadAssets } from './assets.ts';
import { backlogRoutes } from './backlog.tsx';
import { backtestRoutes } from './backtest.tsx';
import { compressPages } from './compress-pages.ts';
import type { ConsoleEnv } from './console-env.ts';
import { correctionRoutes } from './corrections.tsx';
import { createCountsBook } from './counts-book.ts';
import { duplicatesRoutes } from './duplicates.tsx';
import { failuresRoutes } from './failures.tsx';
import { homeRoutes } from './home.tsx';
import { inboxRoutes } from './inbox.tsx';
import type { AlikeChanges, InboxReads } from './inbox-ports.ts';
import { installedRoutes } from './installed.tsx';
import { issueRoutes } from './issue.tsx';
import { alikeRoutes } from './issue-alike.tsx';
import { issuesRoutes } from './issues.tsx';
import { labelsRoutes } from './labels.tsx';
import { limitLargeForms } from './large-forms.ts';
import { createLiveFeed } from './live-feed.ts';
import type { MarkdownRenderer } from './markdown-thread.ts';
import { answerError, answerMissing } from './messages.tsx';
import { createOpenTimes } from './open-times.ts';
import { overviewRoutes } from './overview.tsx';
import type { PagePorts } from './page-ports.ts';
import { playgroundRoutes } from './playground.tsx';
import type { Playground } from './playground-ports.ts';
import type { ConsoleLog, ConsoleReads, LiveEvents, Permissions, SessionStore, SignIn } from './ports.ts';
import { receivedRoutes } from './received.tsx';
import { requireSession } from './require-session.ts';
import { refuseForeign, secureHeaders } from './security.ts';
import { createSessions } from './sessions.ts';
import { schemaRoutes, settingsRoutes } from './settings.tsx';
import { signInRoutes } from './sign-in.tsx';
import { themeRoutes } from './theme.ts';
import { themesRoutes } from './themes.tsx';
import { tokenRoutes } from './tokens.tsx';
import { undoAllRoutes } from './undo-all.tsx';

export interface ConsoleDeps {
  /** Where people reach the console, for example `https://triage.example.com`. */
  baseUrl: string;
  /** GitHub's pages, for example `https://github.com`. */
  githubUrl: string;
  /** SESSION_SECRET: seals people's tokens. */
  secret: string;
  reads: ConsoleReads;
  pages: PagePorts;
  inbox: InboxReads;
  alikeChanges: AlikeChanges;
  /** Takes what people ask for; a worker runs it. */
  requests: RequestBox;
  /** How far what people asked for has come. */
  requestReads: Pick<RequestReads, 'states'>;
  playground: Playground;
  /** Issue text as HTML, away from the event loop. */
  markdown: MarkdownRenderer;
  live: LiveEvents;
  sessions: SessionStore;
  tokens: TokenStore;
  signIn: SignIn;
  permissions: Permissions;
  log: ConsoleLog;
  now?: () => Date;
}

/**
 * The console: sign-in, pages and live streams. It reads and never acts on GitHub. It answers every path that is left,
 * so join it after all other routes.
 */
export async function createConsole(deps: ConsoleDeps): Promise<Hono<ConsoleEnv>> {
  const { baseUrl, githubUrl, reads, live, log } = deps;
  const assets = await loadAssets();
  const sessions = createSessions({
    store: deps.sessions,
    secret: deps.secret,
    baseUrl,
    ...(deps.now ? { now: deps.now } : {}),
  });
  const access = createAccess(deps.permissions, deps.now);
  const house = {
    baseUrl,
    githubUrl,
    reads,
    live,
    log,
    sessions,
    access,
    assets: assets.paths,
    feed: createLiveFeed({ reads, live, log }),
    counts: createCountsBook(reads),
    pages: deps.pages,
    inbox: deps.inbox,
    alikeChanges: deps.alikeChanges,
    requests: deps.requests,
    requestReads: deps.requestReads,
    playground: deps.playground,
    markdown: deps.markdown,
    openTimes: createOpenTimes(deps.secret, deps.now ?? (() => new Date())),
    now: deps.now ?? (() => new Date()),
  };

  const app = new Hono<ConsoleEnv>();
  app.use(secureHeaders({ baseUrl, avatarOrigins: avatarOrigins(githubUrl) }));
  app.use(compressPages());
  app.use(refuseForeign({ baseUrl }));
  app.route('/', assets.routes);
  app.route('/', signInRoutes(house, deps.signIn, deps.tokens));
  app.route('/', themeRoutes(house));
  app.route('/', schemaRoutes());
  app.use(requireSession(house));
  app.use(limitLargeForms());
  // A NUL names nothing: no text of ours holds one, and a database refuses to compare with it.
  app.use(async (c, next) => {
    if (c.req.url.includes('%00')) return answerMissing(c, house);
    return next();
  });
  app.route('/', homeRoutes(house));
  app.route('/', installedRoutes(house));
  app.route('/', tokenRoutes(house, deps.tokens, house.now));
  app.route('/', overviewRoutes(house));
  app.route('/', issuesRoutes(house));
  app.route('/', issueRoutes(house));
  app.route('/', correctionRoutes(house));
  app.route('/', askedRoutes(house));
  app.route('/', alikeRoutes(house));
  app.route('/', inboxRoutes(house));
  app.route('/', playgroundRoutes(house));
  app.route('/', backlogRoutes(house));
  app.route('/', labelsRoutes(house));
  app.route('/', themesRoutes(house));
  app.route('/', duplicatesRoutes(house));
  app.route('/', activityRoutes(house));
  app.route('/', failuresRoutes(house));
  app.route('/', receivedRoutes(house));
  app.route('/', settingsRoutes(house));
  app.route('/', undoAllRoutes(house));
  app.route('/', backtestRoutes(house));
  app.all('*', (c) => answerMissing(c, house));
  app.onError((error, c) => answerError(error, c, house));
  return app;
}

/** GitHub serves avatars from a host of its own; a server of one's own serves them itself. */
function avatarOrigins(githubUrl: string): string[] {
  const { origin } = new URL(githubUrl);
  return origin === 'https://github.com'
    ? ['https://avatars.githubusercontent.com']
    : [origin, 'https://avatars.githubusercontent.com'];
}
