import { createConsole } from '../../src/console/console.tsx';
import { createMarkdownThread } from '../../src/console/markdown/markdown-thread.ts';
import type { ConsoleReads, LiveEvents, VisibleRepository } from '../../src/read/console.ts';
import type { InboxReads } from '../../src/read/inbox.ts';
import type { PagePorts } from '../../src/read/pages.ts';
import { memoryPlayground } from '../../test/console/memory-inbox.ts';
import { createMemoryPages } from '../../test/console/memory-pages.ts';
import { createMemoryTokens } from '../../test/console/memory-tokens.ts';
import { createMemorySessions } from '../../test/console/memory-world.ts';

const owner = 'bench';

/** The repositories that the benches fill and a person may triage. */
export function readRepositories(): [VisibleRepository] {
  return [{ installationId: 1, repositoryId: 1, owner, name: 'big', private: false, role: 'write' }];
}

const quiet: LiveEvents = {
  latest: async () => 0,
  since: async ({ repositoryId }) => ({ repositoryId, lastId: 0, numbers: [] }),
  subscribe: () => () => undefined,
};

/** As the App has it: one thread, kept. */
const markdown = createMarkdownThread();

/** The console over real reads, with a person who is signed in; everything else is in memory. */
export async function consoleOver({
  reads,
  inbox,
  live = quiet,
  pages = createMemoryPages(),
}: {
  reads: ConsoleReads;
  inbox: InboxReads;
  live?: LiveEvents;
  pages?: PagePorts;
}) {
  let state = '';
  const app = await createConsole({
    baseUrl: 'http://127.0.0.1',
    githubUrl: 'https://github.com',
    secret: 'a secret of the bench, long enough',
    reads,
    inbox,
    alikeChanges: async () => [],
    live,
    pages,
    requests: { add: async () => undefined },
    requestReads: { states: async () => [] },
    playground: memoryPlayground,
    markdown,
    sessions: createMemorySessions(),
    tokens: createMemoryTokens(() => new Date()),
    signIn: {
      authorizeUrl(request) {
        state = request.state;
        return '/';
      },
      exchange: async () => ({ login: 'mona', userId: 1, avatarUrl: '', token: 'mona', expiresAt: null }),
    },
    permissions: { listRepositories: async () => readRepositories(), accountNotServed: async () => null },
    log: console,
  });
  const begun = await app.request('/sign-in/github');
  const jar = begun.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const done = await app.request(`/sign-in/callback?code=x&state=${state}`, {
    headers: { cookie: jar.join('; ') },
  });
  const cookie = done.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
  return { app, cookie };
}

/** Asks for pages as a person who is signed in. */
export async function signedIn(reads: { reads: ConsoleReads; inbox: InboxReads; pages: PagePorts }) {
  const { app, cookie } = await consoleOver(reads);
  return (path: string) => app.request(path, { headers: { cookie } });
}
