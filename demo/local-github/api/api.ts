import type { Context, Hono } from 'hono';
import type { Caller } from '../accounts/callers.ts';
import type { Ledger } from '../hub/ledger.ts';
import type { MatchedOperation } from '../hub/openapi.ts';
import type { RateBuckets } from '../hub/rate-limits.ts';
import type { Deliveries } from '../world/deliveries.ts';
import type { Events } from '../world/events.ts';
import type { UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';

export type ApiEnv = { Variables: { caller: Caller; matched: MatchedOperation | undefined } };
export type ApiContext = Context<ApiEnv>;
export type Api = Hono<ApiEnv>;

/** What the routes work with. */
export interface Hub {
  world: World;
  ledger: Ledger;
  events: Events;
  deliveries: Deliveries;
  rates: RateBuckets;
  now: () => number;
}

/** An answer other than success, thrown from anywhere below a route. */
export class ApiProblem extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 422;

  constructor(status: ApiProblem['status'], message: string) {
    super(message);
    this.status = status;
  }
}

export function notFound(): ApiProblem {
  return new ApiProblem(404, 'Not Found');
}

export function problemJson(status: number, message: string) {
  return { message, documentation_url: 'https://docs.github.com/rest', status: String(status) };
}

/** One page of a list, with GitHub's `Link` header; 30 a page unless asked, 100 at most. */
export function paged<T>(c: ApiContext, rows: T[]): T[] {
  const perPage = Math.min(100, Math.max(1, Number(c.req.query('per_page')) || 30));
  const page = Math.max(1, Number(c.req.query('page')) || 1);
  const last = Math.max(1, Math.ceil(rows.length / perPage));
  const link = (to: number, rel: string) => {
    const url = new URL(c.req.url);
    url.searchParams.set('page', String(to));
    return `<${url.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  if (links.length > 0) c.header('Link', links.join(', '));
  return rows.slice((page - 1) * perPage, page * perPage);
}

/** Who a write is by: the person, or the App's bot. */
export function actorOf(world: World, caller: Caller): UserRow {
  const login =
    caller.kind === 'installation'
      ? `${caller.app.slug}[bot]`
      : caller.kind === 'user'
        ? caller.user.login
        : '';
  const actor = world.tables.users.findOneBy('login', login);
  if (!actor) throw new ApiProblem(401, 'Requires authentication');
  return actor;
}

export function requireApp(c: ApiContext) {
  const caller = c.get('caller');
  if (caller.kind !== 'app') throw new ApiProblem(401, 'A JSON web token could not be decoded');
  return caller.app;
}

export function requireSignedIn(c: ApiContext) {
  const caller = c.get('caller');
  if (caller.kind !== 'user')
    throw new ApiProblem(
      caller.kind === 'anonymous' ? 401 : 403,
      caller.kind === 'anonymous' ? 'Requires authentication' : 'Resource not accessible by integration',
    );
  return caller.user;
}
