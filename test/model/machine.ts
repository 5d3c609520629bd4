import { isNotNull } from 'drizzle-orm';
import { createAppDeps } from '../../src/app/create-app-deps.ts';
import { createServices } from '../../src/app/services.ts';
import { Postponed } from '../../src/domain/issue/postponed.ts';
import { createApp } from '../../src/github/handlers/app.ts';
import type { AppDeps } from '../../src/github/handlers/app-deps.ts';
import type { Database } from '../../src/store/core/database.ts';
import { forgottenIssues } from '../../src/store/schema/repository-schema.ts';
import { gather } from '../../src/triage/decide/gather.ts';
import type { LaterWork } from '../../src/triage/ports/follow-up.ts';
import type { HandlerReads } from '../../src/triage/ports/past.ts';
import type { SimilarStore } from '../../src/triage/ports/search.ts';
import { workLater } from '../../src/triage/upkeep/work-later.ts';
import { idleQueue } from '../support/idle-queue.ts';
import { createMemoryAppReads } from '../support/memory-app-reads.ts';
import { opinionsOf } from './texts.ts';
import type { Pending, World } from './world.ts';
import { createWorldGitHub, type Weather } from './world-github.ts';

type Handler = (context: object) => Promise<void>;

/** The App's own handlers and stores over one world: only the models are replaced, by words that say what they mean. */
export interface Machine {
  deps: AppDeps;
  weather: Weather;
  /** What was put off, in the order asked for. */
  later: { id: string; work: LaterWork }[];
  settings: { file: string };
  /** False when it failed, as the queue would see it: then it is delivered again, as a retry. */
  deliver(pending: Pending): Promise<boolean>;
  workLater(each: { id: string; work: LaterWork }): Promise<boolean>;
}

export function createMachine(
  database: Database,
  world: World,
  options: { settings: string; editSeconds: number },
): Machine {
  const weather: Weather = { failing: [] };
  const settings = { file: options.settings };
  const later: Machine['later'] = [];
  const asked = new Set<string>();
  const retried = new Set<string>();
  const github = createWorldGitHub(world, weather, () => settings.file);
  const base = createAppDeps(createServices({ database, queue: idleQueue }), idleQueue, {
    gateway: () => github,
    ...createMemoryAppReads(),
    isStale: (id) => retried.has(id),
    editSeconds: options.editSeconds,
  });
  const people: HandlerReads = { closers: async () => new Map(), openLoad: async () => new Map() };
  const similar: SimilarStore = { saveEmbedding: async () => {}, findSimilar: async () => [] };
  const deps: AppDeps = {
    ...base,
    learning: {
      ...base.learning,
      lessons: {
        teach: async () => [],
        list: async () => [],
        revoke: async () => [],
        nameCanonical: async () => {},
      },
      acceptDaily: async () => {},
    },
    triage: {
      ...base.triage,
      evidencer: { gather: async ({ issue }) => ({ opinions: opinionsOf(issue), fallback: null }) },
      embedder: { model: 'none', embed: async () => [{ model: 'none', vector: new Float32Array(512) }] },
      similar,
      unit: (repository, work) =>
        base.triage.unit(repository, (stores) => work({ ...stores, similar, handlers: people })),
      guards: { ...base.triage.guards, redact: async (text) => text },
      handlers: people,
      gather: (request) => gather({ similar, handlers: people }, request),
      later: {
        async add(work, _afterSeconds, { gather = false } = {}) {
          const id = `${work.kind}/${work.key}/${work.cause}`;
          if (asked.has(id) || (gather && later.some((each) => each.work.kind === work.kind))) return;
          asked.add(id);
          later.push({ id, work });
        },
      },
    },
  };
  const handlers = new Map<string, Handler>();
  const probot = { on: (event: string, handler: Handler) => void handlers.set(event, handler) };
  createApp(deps)(probot as never);

  /** What is missing at GitHub has been so for an hour. */
  const letTimePass = () =>
    database.withTenant(world.repo.installationId, (tx) =>
      tx
        .update(forgottenIssues)
        .set({ missingSince: new Date(Date.now() - 3_600_000) })
        .where(isNotNull(forgottenIssues.missingSince)),
    );
  /**
   * A failure that the weather explains is one that the queue tries again, and what is postponed it takes up later; any other
   * is a bug.
   */
  const attempt = async (run: () => Promise<unknown>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      if (error instanceof Postponed) {
        await letTimePass();
        return attempt(run);
      }
      if (error instanceof Error && error.message.startsWith('the network failed')) return false;
      throw error;
    }
  };
  return {
    deps,
    weather,
    later,
    settings,
    async deliver({ id, event, payload }) {
      const context = { id, name: event, octokit: {}, payload: structuredClone(payload) };
      const done = await attempt(async () => handlers.get(event)?.(context));
      if (!done) retried.add(id);
      return done;
    },
    workLater: ({ id, work }) => attempt(() => workLater({ ...deps, ...deps.triage, github }, id, work)),
  };
}
