import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { Caller } from '../accounts/callers.ts';
import type { FaultBook } from '../hub/faults.ts';
import type { OpenApi } from '../hub/openapi.ts';
import { type ApiContext, type ApiEnv, type Hub, problemJson } from './api.ts';

/** A request as it was answered. */
export interface RequestRecord {
  /** ISO 8601 with milliseconds. */
  at: string;
  method: string;
  path: string;
  /** GitHub's path template, for example `/repos/{owner}/{repo}/issues/{issue_number}`; null for what the extract does not hold. */
  template: string | null;
  operationId: string | null;
  /** `dispatch[bot]`, a login, `app` or `anonymous`. */
  actor: string;
  /** What the caller saw; 0 where it saw no answer. */
  status: number;
  ms: number;
}

/** A request that is not what GitHub's OpenAPI description allows. */
export interface Violation {
  at: string;
  method: string;
  path: string;
  operationId: string | null;
  problems: string[];
}

export interface PipelineOptions {
  hub: Hub;
  openApi: OpenApi;
  faults: FaultBook;
  resolveCaller(authorization: string | undefined): Caller;
  requests: RequestRecord[];
  violations: Violation[];
  validation: 'off' | 'record' | 'strict';
  latencyMs(): number;
}

/** The older half is forgotten beyond this. */
const MOST_REQUESTS = 200_000;

function actorName(caller: Caller): string {
  if (caller.kind === 'installation') return `${caller.app.slug}[bot]`;
  return caller.kind === 'user' ? caller.user.login : caller.kind === 'refused' ? 'anonymous' : caller.kind;
}

function rateKey(caller: Caller): string {
  if (caller.kind === 'installation') return `installation ID ${caller.installation.installation_id}`;
  return caller.kind === 'user' ? `user ID ${caller.user.id}` : actorName(caller);
}

async function check(
  c: ApiContext,
  openApi: OpenApi,
): Promise<{ operationId: string | null; problems: string[] }> {
  const { pathname, searchParams } = new URL(c.req.url);
  const matched = c.get('matched') ?? openApi.match(c.req.method, pathname);
  if (!matched)
    return { operationId: null, problems: [`${c.req.method} ${pathname} is no operation in the extract`] };
  const text = c.req.method === 'GET' ? '' : await c.req.text();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    return { operationId: matched.operation.operationId, problems: ['body is no JSON'] };
  }
  return {
    operationId: matched.operation.operationId,
    problems: matched.operation.checkRequest(matched.params, searchParams, body),
  };
}

/** `ETag` and, for a caller that already has it, 304. A weak tag over the bytes, as GitHub's are. */
async function conditional(response: Response, ifNoneMatch: string | undefined): Promise<Response> {
  if (response.status !== 200 || response.body === null) return response;
  const body = await response.text();
  const etag = `W/"${createHash('sha256').update(body).digest('hex')}"`;
  const headers = new Headers(response.headers);
  headers.set('etag', etag);
  headers.set('cache-control', 'private, max-age=60, s-maxage=60');
  const known = (ifNoneMatch ?? '')
    .split(',')
    .some((tag) => tag.trim() === etag || `W/${tag.trim()}` === etag);
  return known ? new Response(null, { status: 304, headers }) : new Response(body, { status: 200, headers });
}

function cutOff(c: ApiContext): Response {
  (c.env as unknown as HttpBindings).incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** What every API request goes through: identity, faults, limits, validation, the work itself, conditional answers, the record. */
export function createPipeline(options: PipelineOptions): MiddlewareHandler<ApiEnv> {
  const { hub, openApi, faults, requests, violations } = options;
  return async (c, next) => {
    const startedAt = performance.now();
    const { method } = c.req;
    const path = new URL(c.req.url).pathname;
    const matched = openApi.match(method, path);
    const caller = options.resolveCaller(c.req.header('authorization'));
    c.set('matched', matched);
    c.set('caller', caller);
    const record: RequestRecord = {
      at: new Date().toISOString(),
      method,
      path,
      template: matched?.operation.path ?? null,
      operationId: matched?.operation.operationId ?? null,
      actor: actorName(caller),
      status: 0,
      ms: 0,
    };
    requests.push(record);
    if (requests.length > MOST_REQUESTS) requests.splice(0, MOST_REQUESTS / 2);
    const latency = options.latencyMs();
    if (latency > 0) await sleep(latency);

    const fault = faults.take(method, path);
    if (fault?.delayMs) await sleep(fault.delayMs);
    const end = async (how: number | 'hang' | 'reset'): Promise<Response> => {
      if (how === 'reset') return cutOff(c);
      if (how === 'hang') await faults.hung();
      return c.json(fault?.body as object, (how === 'hang' ? 504 : how) as 500, fault?.headers);
    };
    const headers: Record<string, string> = {
      'x-github-request-id': randomUUID(),
      'x-github-media-type': 'github.v3; format=json',
    };
    let response: Response;
    if (fault?.instead) response = await end(fault.instead);
    else {
      response = await answer();
      if (fault?.afterwards) response = await end(fault.afterwards);
    }
    record.status = response === RESPONSE_ALREADY_SENT ? 0 : response.status;
    record.ms = performance.now() - startedAt;
    c.res = undefined;
    c.res = response;
    if (response === RESPONSE_ALREADY_SENT) return;
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);

    async function answer(): Promise<Response> {
      if (caller.kind === 'refused') return c.json(problemJson(caller.status, caller.message), caller.status);
      const allowance = hub.rates.take(rateKey(caller), method, hub.now());
      Object.assign(headers, allowance.headers);
      if (allowance.refusal) return c.json(allowance.refusal.body, allowance.refusal.status);
      if (options.validation !== 'off') {
        const { operationId, problems } = await check(c, openApi);
        if (problems.length > 0) {
          violations.push({ at: record.at, method, path, operationId, problems });
          if (options.validation === 'strict')
            return c.json(problemJson(422, `Invalid request.\n\n${problems.join('\n')}`), 422);
        }
      }
      await next();
      return method === 'GET' ? conditional(c.res, c.req.header('if-none-match')) : c.res;
    }
  };
}
