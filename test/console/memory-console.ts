import { createConsole } from '../../src/console/console.tsx';
import { renderMarkdown } from '../../src/console/markdown/markdown.ts';
import {
  type Permissions,
  type SignIn,
  TokenRefused,
  type VisibleRepository,
} from '../../src/read/console.ts';
import { createMemoryBox, createMemoryInbox, memoryAlikeChanges, memoryPlayground } from './memory-inbox.ts';
import { createMemoryPages } from './memory-pages.ts';
import { createMemoryTokens } from './memory-tokens.ts';
import { createMemoryWorld, type World } from './memory-world.ts';

/** Tokens are the logins of the people who signed in. */
export interface People {
  /** What each may triage, by login. */
  visible: Record<string, VisibleRepository[]>;
  /** Whose token GitHub no longer takes. */
  refused: Set<string>;
  /** Accounts that the App does not serve, by installation. */
  notServed: Map<number, string>;
}

/** The console over a world in memory, with a GitHub that believes every code to be a login. */
export async function createMemoryConsole(
  worlds: World[],
  { baseUrl = 'http://127.0.0.1', now = () => new Date() } = {},
) {
  const world = createMemoryWorld(worlds);
  const people: People = {
    visible: { mona: worlds.map(({ repository }) => ({ ...repository, role: 'maintain' })) },
    refused: new Set(),
    notServed: new Map(),
  };
  const permissions: Permissions = {
    async listRepositories(token) {
      if (people.refused.has(token)) throw new TokenRefused('GitHub refused the token');
      return people.visible[token] ?? [];
    },
    accountNotServed: async (_token, installationId) => people.notServed.get(installationId) ?? null,
  };
  const asked: { state: string; challenge: string }[] = [];
  const exchanged: { code: string; verifier: string }[] = [];
  const signIn: SignIn = {
    authorizeUrl(request) {
      asked.push(request);
      return `https://github.test/login?state=${request.state}`;
    },
    async exchange({ code, verifier }) {
      exchanged.push({ code, verifier });
      if (code === 'bad') throw new Error('bad_verification_code');
      return { login: code, userId: 1, avatarUrl: '', token: code, expiresAt: null };
    },
  };
  const errors: unknown[] = [];
  const box = createMemoryBox();
  const tokens = createMemoryTokens(now);
  const pages = createMemoryPages(worlds);
  const app = await createConsole({
    baseUrl,
    githubUrl: 'https://github.com',
    now,
    secret: 'a secret of the tests, long enough',
    reads: world.reads,
    pages,
    inbox: createMemoryInbox(worlds),
    alikeChanges: memoryAlikeChanges,
    requests: box,
    requestReads: box,
    playground: memoryPlayground,
    markdown: { render: async (body) => renderMarkdown(body) },
    live: world.live,
    sessions: world.sessions,
    tokens,
    signIn,
    permissions,
    log: { error: (detail) => errors.push(detail), warn: () => undefined },
  });
  return {
    app,
    world,
    people,
    /** What GitHub was asked for sign-ins, and what codes were exchanged with. */
    signIns: { asked, exchanged },
    /** What was asked for. */
    box,
    tokens,
    pages,
    errors,
    /** Walks through the sign-in; the answer is the session's cookie. */
    async signInAs(login: string): Promise<string> {
      const begun = await app.request('/sign-in/github');
      const jar = readCookies(begun);
      const state = asked.at(-1)?.state ?? '';
      const done = await app.request(`/sign-in/callback?code=${login}&state=${state}`, {
        headers: { cookie: jar },
      });
      return readCookies(done);
    },
  };
}

/** `name=value` pairs of an answer's cookies, as a browser sends them back. */
export function readCookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}
