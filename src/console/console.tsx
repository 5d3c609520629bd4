import { Hono } from 'hono';
import type { RequestReads, TokenStore } from '../read/api.ts';
import type {
  ConsoleLog,
  ConsoleReads,
  LiveEvents,
  Permissions,
  SessionStore,
  SignIn,
} from '../read/console.ts';
import type { AlikeChanges, InboxReads } from '../read/inbox.ts';
import type { PagePorts } from '../read/pages.ts';
import type { Playground } from '../read/playground.ts';
import type { UserRequests } from '../triage/ports/requests.ts';
import { askedRoutes } from './corrections/asked.tsx';
import { createAccess } from './frame/access.ts';
import { compressPages } from './frame/compress-pages.ts';
import type { ConsoleEnv } from './frame/console-context.ts';
import { limitLargeForms } from './frame/large-forms.ts';
import { answerError, answerMissing } from './frame/messages.tsx';
import { requireSession } from './frame/require-session.ts';
import { consoleHeaders, refuseForeign } from './frame/security.ts';
import { loadAssets } from './frame/serve-assets.ts';
import { createSessions } from './frame/sessions.ts';
import { themeRoutes } from './frame/theme.ts';
import { createCountsCache } from './live/counts-cache.ts';
import { createLiveFeed } from './live/live-feed.ts';
import { createOpenTimes } from './live/open-times.ts';
import type { MarkdownRenderer } from './markdown/markdown-thread.ts';
import { activityRoutes } from './pages/activity/route.tsx';
import { undoAllRoutes } from './pages/activity/undo-all-route.tsx';
import { backlogRoutes } from './pages/backlog/route.tsx';
import { backtestRoutes } from './pages/backtest/route.tsx';
import { duplicatesRoutes } from './pages/duplicates/route.tsx';
import { receivedRoutes } from './pages/failures/received-route.tsx';
import { failuresRoutes } from './pages/failures/route.tsx';
import { installedRoutes } from './pages/home/installed-route.tsx';
import { homeRoutes } from './pages/home/route.tsx';
import { inboxRoutes } from './pages/inbox/route.tsx';
import { alikeRoutes } from './pages/issue/alike-route.tsx';
import { correctionRoutes } from './pages/issue/correct-route.tsx';
import { issueRoutes } from './pages/issue/route.tsx';
import { issuesRoutes } from './pages/issues/route.tsx';
import { labelsRoutes } from './pages/labels/route.tsx';
import { overviewRoutes } from './pages/overview/route.tsx';
import { playgroundRoutes } from './pages/playground/route.tsx';
import { schemaRoutes, settingsRoutes } from './pages/settings/route.tsx';
import { signInRoutes } from './pages/sign-in/route.tsx';
import { themesRoutes } from './pages/themes/route.tsx';
import { tokenRoutes } from './pages/tokens/route.tsx';
import { weakLabelsRoutes } from './pages/weak-labels/route.tsx';

export interface ConsoleDeps {
  /** Public URL of the console, for example `https://triage.example.com`. */
  baseUrl: string;
  /** GitHub's web URL, for example `https://github.com`. */
  githubUrl: string;
  /** SESSION_SECRET, which encrypts users' tokens. */
  secret: string;
  reads: ConsoleReads;
  pages: PagePorts;
  inbox: InboxReads;
  alikeChanges: AlikeChanges;
  /** Queues users' requests for a worker. */
  requests: UserRequests;
  /** Reads the state of users' requests. */
  requestReads: Pick<RequestReads, 'states'>;
  playground: Playground;
  /** Renders issue text as HTML, off the event loop. */
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
 * Creates the console: sign-in, pages and live streams. It never writes to GitHub. It answers every
 * remaining path, so mount it after all other routes.
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
    counts: createCountsCache(reads),
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
  app.use(consoleHeaders({ baseUrl, avatarOrigins: avatarOrigins(githubUrl) }));
  app.use(compressPages());
  app.use(refuseForeign({ baseUrl }));
  app.route('/', assets.routes);
  app.route('/', signInRoutes(house, deps.signIn, deps.tokens));
  app.route('/', themeRoutes(house));
  app.route('/', schemaRoutes());
  app.use(requireSession(house));
  app.use(limitLargeForms());
  // No stored text contains a NUL, and PostgreSQL rejects it in parameters.
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
  app.route('/', weakLabelsRoutes(house));
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

/** GitHub.com serves avatars from a separate host; GitHub Enterprise Server may serve them itself. */
function avatarOrigins(githubUrl: string): string[] {
  const { origin } = new URL(githubUrl);
  return origin === 'https://github.com'
    ? ['https://avatars.githubusercontent.com']
    : [origin, 'https://avatars.githubusercontent.com'];
}
