import { randomUUID } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Request } from '../../domain/commands/request.ts';
import { type Operation, operationOf } from '../../domain/commands/rights.ts';
import type { ApiToken } from '../../read/api.ts';
import { accountOf } from '../frame/person.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { findRepository, requireScope } from './authorize.ts';
import { keepIdempotent } from './idempotency.ts';
import { ApiProblem } from './problem.ts';
import { answers, body, checkedRoutes, issuePath, repositoryPath, writeHeaders } from './route-parts.ts';
import { approvalSchema, correctionSchema, requestStateSchema, undoSchema } from './schemas.ts';

/**
 * Builds a write route for an issue. The request is queued and answered with 202; the worker that runs it
 * checks the user's permission on GitHub.
 */
function write<S extends z.ZodType>(
  deps: ApiDeps,
  path: string,
  operationId: string,
  summary: string,
  schema: S,
  operation: Operation,
) {
  return createRoute({
    method: 'post',
    path: `/repos/{owner}/{repo}/issues/{number}/${path}`,
    operationId,
    tags: ['Corrections'],
    summary,
    middleware: [requireScope(operation), keepIdempotent(deps)] as const,
    request: { params: issuePath, headers: writeHeaders, body: body(schema) },
    responses: answers(requestStateSchema, 'Queued. Get the request to see its state.', 202),
  });
}

/** Routes that queue actions on issues, and report the state of a request. */
export function writeRoutes(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { reads, requests, requestReads, now = () => new Date() } = deps;
  const routes = checkedRoutes();

  const keep = async (
    token: ApiToken,
    { owner, repo, number }: { owner: string; repo: string; number: number },
    asked: Request,
  ) => {
    const repository = await findRepository(deps, token, { owner, name: repo }, operationOf(asked));
    const [row] = await reads.rows(repository, [number]);
    if (!row) throw new ApiProblem(404, `${owner}/${repo} has no issue #${number}.`);
    const { installationId, repositoryId } = repository;
    const id = randomUUID();
    const by = accountOf(token);
    const request = { id, installationId, repositoryId, number, asked, by, door: 'api' as const };
    await requests.add([{ ...request, at: now().toISOString(), openMs: null }]);
    return { id, state: 'queued' as const, reason: null };
  };

  const correct = write(
    deps,
    'corrections',
    'correctIssue',
    'Correct the triage and record a lesson',
    correctionSchema,
    'issue.correct',
  );
  routes.openapi(correct, async (c) =>
    c.json(await keep(c.var.token, c.req.valid('param'), toCommand(c.req.valid('json'))), 202),
  );

  const approve = write(
    deps,
    'approvals',
    'approveValue',
    'Approve or reject a predicted value',
    approvalSchema,
    'issue.correct',
  );
  routes.openapi(approve, async (c) => {
    const { dimension, value, verdict } = c.req.valid('json');
    return c.json(await keep(c.var.token, c.req.valid('param'), { kind: verdict, dimension, value }), 202);
  });

  const undo = write(deps, 'undo', 'undoWrites', 'Undo writes of the app', undoSchema, 'issue.undo');
  routes.openapi(undo, async (c) => {
    const asked = { kind: 'undo' as const, effects: c.req.valid('json').effects };
    return c.json(await keep(c.var.token, c.req.valid('param'), asked), 202);
  });

  const again = write(deps, 'triage', 'triageAgain', 'Triage the issue again', z.object({}), 'issue.triage');
  routes.openapi(again, async (c) =>
    c.json(await keep(c.var.token, c.req.valid('param'), command('triage', '')), 202),
  );

  const getRequest = createRoute({
    method: 'get',
    path: '/repos/{owner}/{repo}/requests/{id}',
    operationId: 'getRequest',
    tags: ['Corrections'],
    summary: 'Get the state of a request',
    middleware: requireScope('repository.read'),
    request: {
      params: repositoryPath.extend({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) }),
    },
    responses: answers(requestStateSchema, 'The request.'),
  });
  routes.openapi(getRequest, async (c) => {
    const { owner, repo, id } = c.req.valid('param');
    const repository = await findRepository(deps, c.var.token, { owner, name: repo }, 'repository.read');
    const found = await requestReads.find(repository, id);
    if (!found) throw new ApiProblem(404, 'The request doesn’t exist or is older than 7 days.');
    const { state, reason } = found;
    return c.json({ id, state, reason }, 200);
  });
  return routes;
}

const command = (
  name: Extract<Request, { kind: 'command' }>['command']['name'],
  argument: string,
): Request => ({
  kind: 'command',
  command: { name, argument },
});

function toCommand(correction: z.infer<typeof correctionSchema>): Request {
  if ('dimension' in correction) return command(correction.dimension, correction.value);
  if ('label' in correction) return command(correction.on ? 'label' : 'unlabel', correction.label);
  const { duplicateOf } = correction;
  return duplicateOf === null ? command('not-duplicate', '') : command('duplicate', String(duplicateOf));
}
