import { OAuthApp } from '@octokit/oauth-app';
import { Octokit } from '@octokit/rest';
import type { ServesAccount } from '../../domain/settings/serves-account.ts';
import { type Permissions, type SignIn, TokenRefused, type VisibleRepository } from '../../read/console.ts';
import { loginOf } from '../calls/account-login.ts';
import { statusOf } from '../calls/call.ts';
import { roleOf } from './roles.ts';

export interface SignInAddresses {
  /** REST root, for example `https://api.github.com`. */
  apiUrl: string;
  /** GitHub's web URL, for example `https://github.com`. */
  webUrl: string;
}

/** Timeout in milliseconds for calls to GitHub while a user is waiting. */
const patience = 8_000;

/**
 * Sign-in with the app's OAuth client. @octokit/oauth-app doesn't support PKCE, so the challenge and
 * verifier are added here.
 */
export function createSignIn(
  client: { clientId: string; clientSecret: string },
  { apiUrl, webUrl }: SignInAddresses,
): SignIn {
  return {
    authorizeUrl({ state, challenge, redirectUrl }) {
      const url = new URL('/login/oauth/authorize', webUrl);
      url.search = new URLSearchParams({
        client_id: client.clientId,
        redirect_uri: redirectUrl,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },

    async exchange({ code, verifier, redirectUrl }) {
      const ClientOctokit = Octokit.plugin((octokit) => {
        octokit.hook.before('request', (request) => {
          if (!request.url.endsWith('/login/oauth/access_token')) return;
          Object.assign(request, { baseUrl: webUrl, code_verifier: verifier });
        });
        return {};
      }).defaults({ baseUrl: apiUrl, request: { fetch: fetchInTime }, log: silent });
      const app = new OAuthApp({
        clientType: 'github-app',
        ...client,
        Octokit: ClientOctokit,
      });
      const { authentication } = await app.createToken({ code, redirectUrl });
      const { token } = authentication;
      const expiresAt =
        'expiresAt' in authentication && authentication.expiresAt ? new Date(authentication.expiresAt) : null;
      const { data } = await asPerson(token, apiUrl).rest.users.getAuthenticated();
      return { token, expiresAt, login: data.login, userId: data.id, avatarUrl: data.avatar_url };
    },
  };
}

/**
 * Lists the repositories users can access, with their own tokens. Takes one call per installation and page
 * of 100 repositories.
 */
export function createPermissions(
  { apiUrl }: Pick<SignInAddresses, 'apiUrl'>,
  serves: ServesAccount = () => true,
): Permissions {
  return {
    async listRepositories(token) {
      const octokit = asPerson(token, apiUrl);
      try {
        const installations = await octokit.paginate(
          octokit.rest.apps.listInstallationsForAuthenticatedUser,
          { per_page: 100 },
        );
        const lists = await Promise.all(
          installations
            .filter(({ suspended_at, account }) => !suspended_at && serves(loginOf(account)))
            .map((installation) => listTriageable(octokit, installation.id)),
        );
        return lists.flat().toSorted((a, b) => `${a.owner}/${a.name}`.localeCompare(`${b.owner}/${b.name}`));
      } catch (error) {
        if (statusOf(error) === 401)
          throw new TokenRefused('GitHub no longer accepts the token', { cause: error });
        throw error;
      }
    },

    async accountNotServed(token, installationId) {
      const octokit = asPerson(token, apiUrl);
      const installations = await octokit.paginate(octokit.rest.apps.listInstallationsForAuthenticatedUser, {
        per_page: 100,
      });
      const login = loginOf(installations.find(({ id }) => id === installationId)?.account);
      return login === '' || serves(login) ? null : login;
    },
  };
}

async function listTriageable(octokit: Octokit, installationId: number): Promise<VisibleRepository[]> {
  const repositories = await octokit.paginate(octokit.rest.apps.listInstallationReposForAuthenticatedUser, {
    installation_id: installationId,
    per_page: 100,
  });
  return repositories.flatMap((repository) => {
    const role = roleOf(repository.permissions ?? {});
    if (role === null) return [];
    const { id, name, owner, private: isPrivate } = repository;
    return [{ installationId, repositoryId: id, owner: owner.login, name, private: isPrivate, role }];
  });
}

function asPerson(token: string, apiUrl: string): Octokit {
  return new Octokit({ auth: token, baseUrl: apiUrl, request: { fetch: fetchInTime }, log: silent });
}

/** Silences Octokit's logging, because rejections are thrown and reported by the console. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(patience) });
