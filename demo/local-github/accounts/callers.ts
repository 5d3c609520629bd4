import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { EmulatorUser } from '../hub/emulator.ts';
import type { AppRow, InstallationRow, UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';

/** Who sends a request, as its Authorization header proves. */
export type Caller =
  | { kind: 'anonymous' }
  | { kind: 'app'; app: AppRow }
  | { kind: 'installation'; app: AppRow; installation: InstallationRow; token: string; as: EmulatorUser }
  | { kind: 'user'; user: UserRow; token: string; as: EmulatorUser }
  | { kind: 'client'; app: AppRow }
  | { kind: 'refused'; status: 401 | 403 | 404; message: string };

const LEEWAY_SECONDS = 60;
const LONGEST_SECONDS = 600;

function refused(status: 401 | 403 | 404, message: string): Caller {
  return { kind: 'refused', status, message };
}

function decode(part: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** An App's JSON web token: RS256, `iss` the App's id or client id, at most ten minutes ahead. */
function appCaller(world: World, token: string, keys: Map<string, KeyObject>, now: number): Caller {
  const [header, payload, signature] = token.split('.');
  const claims = decode(payload);
  const app = world.tables.apps
    .all()
    .find((one) => String(one.app_id) === String(claims.iss) || one.client_id === claims.iss);
  if (decode(header).alg !== 'RS256' || !signature)
    return refused(401, 'A JSON web token could not be decoded');
  if (!app) return refused(404, 'Integration not found');
  const key = keys.get(app.private_key) ?? createPublicKey(app.private_key);
  keys.set(app.private_key, key);
  if (!verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) {
    return refused(401, 'A JSON web token could not be decoded');
  }
  const seconds = now / 1000;
  const exp = Number(claims.exp);
  const iat = Number(claims.iat);
  if (!(exp > seconds - LEEWAY_SECONDS))
    return refused(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > seconds + LONGEST_SECONDS + LEEWAY_SECONDS)
    return refused(401, "'Expiration time' claim ('exp') is too far in the future");
  if (!(iat <= seconds + LEEWAY_SECONDS))
    return refused(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  return { kind: 'app', app };
}

function tokenCaller(world: World, token: string, now: number): Caller {
  const as = world.emulator.tokens.get(token);
  if (!as || (as.expiresAt !== undefined && as.expiresAt <= now)) return refused(401, 'Bad credentials');
  const { tables } = world;
  if (as.installation) {
    const installation = tables.appInstallations.findOneBy('installation_id', as.installation.installationId);
    const app = tables.apps.all().find((one) => one.app_id === as.installation?.appId);
    if (!installation || !app) return refused(401, 'Bad credentials');
    if (installation.suspended_at) return refused(403, 'This installation has been suspended');
    return { kind: 'installation', app, installation, token, as };
  }
  const user = tables.users.findOneBy('login', as.login);
  return user ? { kind: 'user', user, token, as } : refused(401, 'Bad credentials');
}

function clientCaller(world: World, encoded: string): Caller {
  const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const app = world.tables.apps.all().find((one) => one.client_id === id && one.client_secret === secret);
  return app ? { kind: 'client', app } : refused(401, 'Bad credentials');
}

/** A token that nobody was given is refused; emulate would take it for its first user. */
export function createCallers(
  world: World,
  now: () => number,
): (authorization: string | undefined) => Caller {
  const keys = new Map<string, KeyObject>();
  return (authorization) => {
    if (!authorization) return { kind: 'anonymous' };
    const [scheme = '', value = ''] = authorization.split(/\s+/, 2);
    if (/^basic$/i.test(scheme)) return clientCaller(world, value);
    if (!/^(bearer|token)$/i.test(scheme) || !value) return refused(401, 'Bad credentials');
    return value.split('.').length === 3
      ? appCaller(world, value, keys, now())
      : tokenCaller(world, value, now());
  };
}
