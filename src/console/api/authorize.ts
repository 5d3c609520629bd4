import type { Context, MiddlewareHandler } from 'hono';
import { may, type Operation, rights } from '../../domain/commands/rights.ts';
import type { ApiToken } from '../../read/api.ts';
import type { VisibleRepository } from '../../read/console.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { ApiProblem } from './problem.ts';
import { tokenId } from './token-value.ts';

/**
 * Authenticates requests by token and applies the rate limit. Responses carry the RateLimit headers of the
 * IETF draft.
 */
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
          ? 'Send an API token as "Authorization: Bearer …". Create one in the console under API tokens.'
          : 'Invalid token: it was revoked, has expired, or was copied incorrectly.',
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

/** Counts a request, or equivalent work, against the token's rate limit and sets the headers. */
export async function countRequest(
  { meter }: Pick<ApiDeps, 'meter'>,
  c: Context<ApiEnv>,
): Promise<{ allowed: boolean; retryAfter: number }> {
  const { allowed, retryAfter, remaining } = await meter.take(c.var.token.id);
  c.header('ratelimit-policy', `"token";q=${meter.points};w=${meter.window}`);
  c.header('ratelimit', `"token";r=${remaining};t=${retryAfter}`);
  return { allowed, retryAfter };
}

/** Rejects tokens without the scope that this operation requires. */
export function requireScope(operation: Operation): MiddlewareHandler<ApiEnv> {
  const { scope } = rights[operation];
  return async (c, next) => {
    if (!c.var.token.scopes.includes(scope))
      throw new ApiProblem(403, `This token doesn’t have the "${scope}" scope.`);
    await next();
  };
}

/**
 * Finds the repository named in the URL on behalf of the token's owner.
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
    throw new ApiProblem(
      404,
      `The repository ${owner}/${name} doesn’t exist, or you don’t have access to it.`,
    );
  if (!may(repository.role, operation))
    throw new ApiProblem(403, `This requires the "${rights[operation].least}" role in ${owner}/${name}.`);
  return repository;
}
