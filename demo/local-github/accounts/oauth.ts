import { createHash, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { type Api, type ApiContext, ApiProblem, type Hub, notFound } from '../api/api.ts';
import { bodyOf } from '../api/forward.ts';
import type { EmulatorUser } from '../hub/emulator.ts';
import { accountJson, appJson } from '../world/present-account.ts';
import type { AppRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';

interface Pending {
  challenge: string | null;
  method: string;
}

interface Grant extends Record<string, string | number> {
  access_token: string;
  token_type: string;
  scope: string;
}

const TOKEN_SECONDS = 8 * 3600;
const REFRESH_SECONDS = 15_897_600;

function oauthError(error: string, description: string) {
  return { error, error_description: description, error_uri: 'https://docs.github.com/apps' };
}

function verifies(pending: Pending, verifier: string): boolean {
  if (pending.challenge === null) return true;
  const given =
    pending.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return given === pending.challenge;
}

export interface OAuth {
  /** Remembers what the sign-in page was asked for, under the code that it led to. */
  noteCode(code: string, challenge: string | null, method: string): void;
  routes(web: Hono): void;
  apiRoutes(api: Api): void;
}

/** Sign-in as GitHub Apps have it: emulate makes the codes; tokens start with `ghu_`, end after eight hours and can be refreshed. */
export function createOAuth({ world, now }: Hub): OAuth {
  const codes = new Map<string, Pending>();
  const refreshes = new Map<string, { login: string; clientId: string }>();

  const grant = (login: string, clientId: string): Grant => {
    const user = world.tables.users.findOneBy('login', login);
    if (!user) throw new Error(`no user ${login}`);
    const token = `ghu_${randomBytes(18).toString('hex')}`;
    const refresh = `ghr_${randomBytes(38).toString('hex')}`;
    world.emulator.tokens.set(token, {
      login,
      id: user.id,
      scopes: ['repo', 'user'],
      expiresAt: now() + TOKEN_SECONDS * 1000,
      clientId,
    });
    refreshes.set(refresh, { login, clientId });
    return {
      access_token: token,
      expires_in: TOKEN_SECONDS,
      refresh_token: refresh,
      refresh_token_expires_in: REFRESH_SECONDS,
      token_type: 'bearer',
      scope: '',
    };
  };

  const exchange = async (fields: Record<string, string>): Promise<object> => {
    const app = world.tables.apps.findOneBy('client_id', fields.client_id);
    if (!app || app.client_secret !== fields.client_secret) {
      return oauthError(
        'incorrect_client_credentials',
        'The client_id and/or client_secret passed are incorrect.',
      );
    }
    if (fields.grant_type === 'refresh_token') {
      const kept = refreshes.get(fields.refresh_token ?? '');
      if (!kept || kept.clientId !== app.client_id)
        return oauthError('bad_refresh_token', 'The refresh token passed is incorrect or expired.');
      refreshes.delete(fields.refresh_token ?? '');
      return grant(kept.login, kept.clientId);
    }
    const pending = codes.get(fields.code ?? '');
    if (pending && !verifies(pending, fields.code_verifier ?? ''))
      return oauthError('bad_verification_code', 'The code passed is incorrect or expired.');
    codes.delete(fields.code ?? '');
    const request = new Request(`${world.url}/login/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(fields),
    });
    const answer = (await (await world.emulator.fetch(request, {})).json()) as { access_token?: string };
    const as = answer.access_token === undefined ? undefined : world.emulator.tokens.get(answer.access_token);
    if (!as || answer.access_token === undefined) return answer;
    world.emulator.tokens.delete(answer.access_token);
    return grant(as.login, app.client_id ?? '');
  };

  return {
    noteCode: (code, challenge, method) => codes.set(code, { challenge, method }),
    routes(web) {
      web.post('/login/oauth/access_token', async (c) => {
        const type = c.req.header('content-type') ?? '';
        const text = await c.req.text();
        const fields = type.includes('json')
          ? (JSON.parse(text || '{}') as Record<string, string>)
          : Object.fromEntries(new URLSearchParams(text));
        const answer = await exchange({ ...c.req.query(), ...fields });
        if ((c.req.header('accept') ?? '').includes('json')) return c.json(answer);
        return c.body(new URLSearchParams(answer as Record<string, string>).toString(), 200, {
          'content-type': 'application/x-www-form-urlencoded',
        });
      });
    },
    apiRoutes(api) {
      const clientOf = (c: ApiContext): AppRow => {
        const caller = c.get('caller');
        if (caller.kind !== 'client' || caller.app.client_id !== c.req.param('client')) throw notFound();
        return caller.app;
      };
      const held = async (c: ApiContext): Promise<[string, EmulatorUser]> => {
        clientOf(c);
        const token = String((await bodyOf(c)).access_token ?? '');
        const as = world.emulator.tokens.get(token);
        if (!as?.clientId || (as.expiresAt ?? 0) <= now()) throw notFound();
        return [token, as];
      };
      api.post('/applications/:client/token', async (c) => {
        const [token, as] = await held(c);
        return c.json(authorizationJson(world, clientOf(c), token, as));
      });
      for (const path of ['/applications/:client/token', '/applications/:client/grant']) {
        api.delete(path, async (c) => {
          const [token, as] = await held(c);
          if (path.endsWith('grant'))
            for (const [other, one] of world.emulator.tokens)
              if (one.login === as.login && one.clientId === as.clientId) world.emulator.tokens.delete(other);
          world.emulator.tokens.delete(token);
          return c.body(null, 204);
        });
      }
      api.get('/apps/:slug', (c) => {
        const app = world.tables.apps.findOneBy('slug', c.req.param('slug'));
        if (!app) throw new ApiProblem(404, 'Not Found');
        return c.json(appJson(world, app));
      });
    },
  };
}

function authorizationJson(world: World, app: AppRow, token: string, as: EmulatorUser) {
  const user = world.tables.users.findOneBy('login', as.login);
  const at = app.created_at;
  return {
    id: 1,
    url: `${world.url}/authorizations/1`,
    scopes: [],
    token,
    token_last_eight: token.slice(-8),
    hashed_token: createHash('sha256').update(token).digest('hex'),
    app: { url: app.external_url ?? world.url, name: app.name, client_id: app.client_id ?? '' },
    note: null,
    note_url: null,
    updated_at: at,
    created_at: at,
    fingerprint: null,
    expires_at: as.expiresAt === undefined ? null : new Date(as.expiresAt).toISOString(),
    user: user ? accountJson(world, user) : null,
  };
}
