import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { considerate } from './considerate.ts';
import { createRateGates } from './rate-gates.ts';

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
 * ledger decides what is tried again (the retry plugin posts a comment twice when a 502 comes after the commit). `observe`
 * is told of each answer. GitHub's wishes to wait are kept instead, for each installation.
 */
export function createProbot(
  credentials: AppCredentials,
  log: Logger,
  observe: (method: string, status: number) => void = () => {},
): Probot {
  // A function, because Probot's own defaults come later than an object's and would switch the throttle on again.
  const Octokit = ProbotOctokit.plugin(considerate(createRateGates())).defaults(
    (options: Record<string, object>) => ({
      ...options,
      throttle: { ...options.throttle, enabled: false },
      retry: { enabled: false },
    }),
  );
  const fetchInTime: typeof fetch = async (input, init) => {
    const timeout = AbortSignal.timeout(requestTimeout);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const answer = await fetch(input, { ...init, signal });
    observe(init?.method ?? 'GET', answer.status);
    return answer;
  };
  return new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    secret: credentials.webhookSecret,
    baseUrl: credentials.apiUrl,
    log,
    Octokit,
    request: { fetch: fetchInTime },
  });
}

/** `<slug>[bot]`, the login under which the App writes; asked of GitHub once. */
export function createBotLogin(probot: Probot): () => Promise<string> {
  let asked: Promise<string> | null = null;
  const ask = async () => {
    const octokit = await probot.auth();
    const { data } = await octokit.rest.apps.getAuthenticated();
    if (!data?.slug) throw new Error('GitHub does not say what this App is called');
    return `${data.slug}[bot]`;
  };
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}
