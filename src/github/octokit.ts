import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';

export interface AppCredentials {
  appId: number;
  privateKey: string;
  webhookSecret: string;
  /** REST root: `https://api.github.com`, a GitHub Enterprise Server's `/api/v3`, or the local GitHub. */
  apiUrl: string;
}

/** A call that GitHub does not answer in this time, in milliseconds, is given up; the queue tries again. */
const requestTimeout = 10_000;

/**
 * Probot as we use it: its authentication and its event handlers. Its throttle and retry plugins are off, since the effects
 * ledger decides what is tried again (the retry plugin posts a comment twice when a 502 comes after the commit).
 */
export function createProbot(credentials: AppCredentials, log: Logger): Probot {
  const Octokit = ProbotOctokit.defaults({ throttle: { enabled: false }, retry: { enabled: false } });
  return new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    secret: credentials.webhookSecret,
    baseUrl: credentials.apiUrl,
    log,
    Octokit,
    request: { fetch: fetchWithTimeout },
  });
}

const fetchWithTimeout: typeof fetch = (input, init) => {
  const timeout = AbortSignal.timeout(requestTimeout);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
};
