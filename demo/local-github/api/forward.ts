import type { EmulatorCaller } from '../hub/emulator.ts';
import { type RequestContext, requestContext } from '../hub/request-context.ts';
import type { RepoRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { type ApiContext, ApiProblem } from './api.ts';

function emulatorCaller(c: ApiContext): EmulatorCaller {
  const caller = c.get('caller');
  if (caller.kind === 'app')
    return { authApp: { appId: caller.app.app_id, slug: caller.app.slug, name: caller.app.name } };
  return caller.kind === 'installation' || caller.kind === 'user' ? { authUser: caller.as } : {};
}

function actorLogin(c: ApiContext): string {
  const caller = c.get('caller');
  if (caller.kind === 'installation' || caller.kind === 'app') return `${caller.app.slug}[bot]`;
  return caller.kind === 'user' ? caller.user.login : '';
}

/** Runs `work` so that what it raises knows the request and how things stood before. */
export function asRequest<T>(
  c: ApiContext,
  before: RequestContext['before'],
  work: () => T,
  stateReason?: 'duplicate',
): T {
  const request = { method: c.req.method, path: new URL(c.req.url).pathname };
  return requestContext.run(
    { request, actor: actorLogin(c), before, ...(stateReason ? { stateReason } : {}) },
    work,
  );
}

export interface Changed {
  /** The repository whose path is meant, under its own spelling: emulate is particular about case. */
  repo?: RepoRow;
  /** What follows the repository in the path, where it differs from the request's. */
  rest?: string;
  body?: unknown;
  before?: RequestContext['before'];
  stateReason?: 'duplicate';
}

/** Hands the request to emulate. */
export async function forward(world: World, c: ApiContext, changed: Changed = {}): Promise<Response> {
  const url = new URL(c.req.url);
  const original = `/repos/${encodeURIComponent(c.req.param('owner') ?? '')}/${encodeURIComponent(c.req.param('repo') ?? '')}`;
  if (changed.repo) {
    const rest = changed.rest ?? url.pathname.slice(original.length);
    url.pathname = `/repos/${changed.repo.full_name}${rest}`;
  }
  const { method } = c.req;
  const headers = new Headers(c.req.raw.headers);
  headers.delete('content-length');
  const body =
    'body' in changed
      ? JSON.stringify(changed.body)
      : method === 'GET' || method === 'HEAD'
        ? null
        : await c.req.text();
  if (body !== null && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const request = new Request(url, { method, headers, body: body === '' ? null : body });
  return asRequest(
    c,
    changed.before ?? {},
    () => world.emulator.fetch(request, emulatorCaller(c)),
    changed.stateReason,
  );
}

/** Hands the request to emulate and, where it went well, answers with GitHub's own form of the outcome. */
export async function forwardAs(
  world: World,
  c: ApiContext,
  changed: Changed,
  present: (answer: Record<string, unknown>) => unknown,
): Promise<Response> {
  const response = await forward(world, c, changed);
  if (!response.ok || response.status === 204) return response;
  const answer = present((await response.json()) as Record<string, unknown>);
  return c.json(answer as object, response.status as 200);
}

/** The JSON body as an object; an absent one is empty. */
export async function bodyOf(c: ApiContext): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null
      ? Array.isArray(body)
        ? { labels: body }
        : (body as Record<string, unknown>)
      : {};
  } catch {
    throw new ApiProblem(400, 'Problems parsing JSON');
  }
}
