import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { authorize } from './authorize.ts';
import { issueRoutes } from './issue-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { ApiProblem, answerProblem } from './problem.ts';
import { recordRoutes } from './record-routes.ts';
import { serveReference } from './reference.tsx';
import { repositoryRoutes } from './repository-routes.ts';
import { checkedRoutes } from './route-parts.ts';
import { writeRoutes } from './write-routes.ts';

/** Base path of the API. */
export const apiPath = '/api/v1';
const openApiPath = '/openapi.json';

/**
 * The REST API: the console's reads and corrections for programs. Its OpenAPI 3.1 document is generated from
 * the schemas that validate requests, and is public; everything else requires a token. It never calls GitHub
 * to write.
 */
export function createApi(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const api = checkedRoutes().basePath(apiPath);
  api.onError((error, c) => answerError(error, c, deps));
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  api.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  });
  /** Built once, on the first request, because it takes a few milliseconds and is public. */
  let described: { document: ReturnType<typeof describeApi>; text: string } | null = null;
  const describe = () => {
    if (described) return described;
    const document = describeApi(api, deps.baseUrl);
    described = { document, text: JSON.stringify(document) };
    return described;
  };
  api.get(openApiPath, (c) => c.body(describe().text, 200, { 'content-type': 'application/json' }));
  const { baseUrl, assets } = deps;
  serveReference(api, {
    baseUrl,
    openApiUrl: apiPath + openApiPath,
    assets,
    describe: () => describe().document,
  });
  api.use('/token', authorize(deps));
  api.use('/repos/*', authorize(deps));
  api.use('/repos/*', async (c, next) => {
    if (c.req.url.includes('%00'))
      throw new ApiProblem(400, 'Query parameters can’t contain a NUL character (%00).');
    await next();
  });
  api.route('/', repositoryRoutes(deps));
  api.route('/', issueRoutes(deps));
  api.route('/', writeRoutes(deps));
  api.route('/', recordRoutes(deps));
  api.route('/', operationRoutes(deps));
  api.all('*', (c) => answerProblem(c, new ApiProblem(404, `No such route: ${c.req.path}.`)));
  return api;
}

/** The OpenAPI 3.1 document. */
export function describeApi(api: OpenAPIHono<ApiEnv>, baseUrl: string) {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'DispatchAI',
      version: '1',
      description:
        'Issue triage: decisions and their reasons, corrections that the models learn from, and undo. A token has the permissions of its owner on GitHub.',
    },
    servers: [{ url: baseUrl }],
    security: [{ token: [] }],
  });
}

function answerError(error: Error, c: Context, { log }: ApiDeps): Response {
  if (error instanceof ApiProblem) return answerProblem(c, error);
  if (error instanceof HTTPException && error.status === 415)
    return answerProblem(c, new ApiProblem(415, 'Send the body as application/json.'));
  if (error instanceof HTTPException && error.status < 500)
    return answerProblem(c, new ApiProblem(400, error.message || 'The body is not valid JSON.'));
  log.error({ err: error }, 'API request failed');
  return answerProblem(
    c,
    new ApiProblem(500, 'An internal error occurred. No stored data was lost. Try again later.'),
  );
}
