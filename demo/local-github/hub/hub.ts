import { Hono } from 'hono';
import type { OAuth } from '../accounts/oauth.ts';
import type { People } from '../accounts/people.ts';
import { type ApiEnv, ApiProblem, type Hub, problemJson } from '../api/api.ts';
import { commentRoutes } from '../api/comments.ts';
import { forward } from '../api/forward.ts';
import { hookRoutes } from '../api/hook.ts';
import { installationRoutes } from '../api/installations.ts';
import { issueEventRoutes } from '../api/issue-events.ts';
import { issueRoutes } from '../api/issues.ts';
import { labelRoutes } from '../api/labels.ts';
import { peopleRoutes } from '../api/people.ts';
import { createPipeline, type PipelineOptions } from '../api/pipeline.ts';
import { reactionRoutes } from '../api/reactions.ts';
import { suggestionRoutes } from '../api/suggestions.ts';
import { manifestRoutes } from '../pages/manifest-routes.tsx';
import { pageRoutes } from '../pages/routes.tsx';

/** First parts of paths that are GitHub's REST API; everything else is a page. */
const API = new Set([
  'repos',
  'app',
  'user',
  'users',
  'orgs',
  'installation',
  'applications',
  'app-manifests',
  'rate_limit',
  'search',
  'meta',
  'repositories',
  'teams',
  'zen',
]);

function isApi(path: string, accept: string): boolean {
  const [, first = '', ...rest] = path.split('/');
  if (first === 'apps') return rest.length === 1 && !accept.includes('text/html');
  return API.has(first);
}

/** The API behind its pipeline, and the pages, at one address. */
export function createHub(
  hub: Hub,
  people: People,
  oauth: OAuth,
  options: Omit<PipelineOptions, 'hub'>,
): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  api.onError((error, c) => {
    if (error instanceof ApiProblem) return c.json(problemJson(error.status, error.message), error.status);
    console.error(error);
    return c.json(problemJson(500, 'The local GitHub failed'), 500);
  });
  const manifest = manifestRoutes(hub);
  api.use(createPipeline({ ...options, hub }));
  api.get('/rate_limit', (c) => {
    const caller = c.get('caller');
    const key =
      caller.kind === 'installation'
        ? `installation ID ${caller.installation.installation_id}`
        : caller.kind === 'user'
          ? `user ID ${caller.user.id}`
          : caller.kind;
    const core = hub.rates.status(key, hub.now());
    return c.json({
      resources: { core, search: { ...core, limit: 30, remaining: 30, used: 0 } },
      rate: core,
    });
  });
  // Events before issues: `issues/events` and `issues/comments` are no issue numbers.
  for (const add of [
    issueEventRoutes,
    commentRoutes,
    issueRoutes,
    labelRoutes,
    suggestionRoutes,
    reactionRoutes,
    installationRoutes,
    peopleRoutes,
    hookRoutes,
  ])
    add(api, hub);
  manifest.api(api);
  oauth.apiRoutes(api);
  api.all('*', (c) => forward(hub.world, c));

  const web = new Hono();
  oauth.routes(web);
  web.route('/', manifest.web);
  web.route('/', pageRoutes(hub.world, people, oauth));

  const app = new Hono<ApiEnv>();
  app.all('*', (c) => {
    const path = new URL(c.req.url).pathname;
    const inner = isApi(path, c.req.header('accept') ?? '') ? api : web;
    return inner.fetch(c.req.raw, c.env);
  });
  return app;
}
