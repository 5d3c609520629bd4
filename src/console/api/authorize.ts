import type { Context, MiddlewareHandler } from 'hono';
import { may, type Operation, rights } from '../../domain/commands/rights.ts';
import type { ApiToken } from '../../read/api.ts';
import type { VisibleRepository } from '../../read/console.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { ApiProblem } from './problem.ts';
import { tokenId } from './token-value.ts';

/** Lets requests with a valid token on, and counts them: the answer says how many are left (IETF draft RateLimit headers). */
export function authorize(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  const { tokens, now = () => new Date() } = deps;
  return async (c, next) => {
    const [, value] = /^Bearer\s+(\S{1,200})$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const token = value === undefined ? null : await tokens.use(tokenId(value), now());
    if (!token) {
      c.header('www-authenticate', 'Bearer realm="DispatchAI"');
      throw new ApiProblem(
        401,
        value === undefined
          ? 'Send a token of yours as "Authorization: Bearer …". Make one in the console, under API tokens.'
          : 'The token is not known: it was revoked, has ended, or was copied wrongly.',
      );
    }
    c.set('token', token);
    const { allowed, retryAfter } = await countRequest(deps, c);
    if (!allowed) {
      c.header('retry-after', String(retryAfter));
      throw new ApiProblem(429, `Too many requests with this token. Try again in ${retryAfter} seconds.`);
    }
    await next();
  };
}

/** Counts a request of the token, or work that is worth one; the headers say how many are left. */
export async function countRequest(
  { meter }: Pick<ApiDeps, 'meter'>,
  c: Context<ApiEnv>,
): Promise<{ allowed: boolean; retryAfter: number }> {
  const { allowed, retryAfter, remaining } = await meter.take(c.var.token.id);
  c.header('ratelimit-policy', `"token";q=${meter.points};w=${meter.window}`);
  c.header('ratelimit', `"token";r=${remaining};t=${retryAfter}`);
  return { allowed, retryAfter };
}

/** Refuses tokens that were made without the scope of this operation. */
export function requireScope(operation: Operation): MiddlewareHandler<ApiEnv> {
  const { scope } = rights[operation];
  return async (c, next) => {
    if (!c.var.token.scopes.includes(scope))
      throw new ApiProblem(403, `The token lacks the scope "${scope}".`);
    await next();
  };
}

/**
 * The repository of an address, for the person behind the token.
 *
 * @throws ApiProblem 404 where there is none or they may not triage it, 403 where they may not do this
 */
export async function findRepository(
  { roles }: Pick<ApiDeps, 'roles'>,
  token: ApiToken,
  { owner, name }: { owner: string; name: string },
  operation: Operation,
): Promise<VisibleRepository> {
  const repository = await roles.find(owner, name, token);
  if (!repository)
    throw new ApiProblem(404, `There is no repository ${owner}/${name}, or it is not for you.`);
  if (!may(repository.role, operation))
    throw new ApiProblem(403, `This needs the role "${rights[operation].least}" in ${owner}/${name}.`);
  return repository;
}
