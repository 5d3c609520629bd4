import type { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import type { RateGates } from './rate-gates.ts';
import { RateLimited } from './rate-limited.ts';

interface Options {
  auth?: { installationId?: number; cache?: TokenCache };
}

/** Where `@octokit/auth-app` keeps installation tokens, each as `token|created at|…` under its installation's id. */
interface TokenCache {
  get(key: string): string | undefined;
  delete(key: string): void;
}

/**
 * An Octokit plugin under which every call, whoever makes it, keeps to what GitHub's answers said. While GitHub wants an
 * installation to wait, its calls fail with RateLimited and are not sent. An installation token that GitHub refuses is
 * thrown away, and the call is tried once more with a new one.
 */
export function considerate(gates: RateGates): (octokit: Octokit, options: Options) => void {
  return (octokit, { auth = {} }) => {
    const { installationId, cache } = auth;
    const caller = installationId === undefined ? 'app' : `installation ${installationId}`;
    octokit.hook.wrap('request', async (request, asked) => {
      const call = async () => {
        gates.pass(caller);
        try {
          const answer = await request(asked);
          gates.heed(caller, answer as { status: number; headers: Record<string, string> });
          return answer;
        } catch (error) {
          if (!(error instanceof RequestError)) throw error;
          const { status, message, response } = error;
          const seconds = gates.heed(caller, { status, message, headers: response?.headers ?? {} });
          throw seconds === null ? error : new RateLimited(seconds);
        }
      };
      const started = Date.now();
      try {
        return await call();
      } catch (error) {
        if (installationId === undefined || !cache || !isTokenRefused(error)) throw error;
        dropToken(cache, String(installationId), started);
        return call();
      }
    });
  };
}

/** GitHub refused the call's token. False where it refused to issue one: that is about the App's key. */
function isTokenRefused(error: unknown): boolean {
  return error instanceof RequestError && error.status === 401 && !/\/access_tokens$/.test(error.request.url);
}

/** Drops the kept token, so that the next call gets a new one; one that is younger than `started` (milliseconds) is new. */
function dropToken(cache: TokenCache, key: string, started: number): void {
  const [, createdAt = ''] = cache.get(key)?.split('|') ?? [];
  if (!(Date.parse(createdAt) >= started)) cache.delete(key);
}
