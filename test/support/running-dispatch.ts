import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../demo/free-port.ts';
import {
  type LocalGitHub,
  type LocalGitHubOptions,
  startLocalGitHub,
} from '../../demo/local-github/local-github.ts';
import { readConfig } from '../../src/app/config/config.ts';
import { type Dispatch, startDispatch, stopDispatch } from '../../src/app/start-dispatch.ts';
import { createLogger } from '../../src/ops/logger.ts';
import type { TestDatabase } from './databases.ts';
import { until } from './until.ts';

/** What seals people's sessions. */
export const sessionSecret = 'a session secret of the test, long enough';

export interface RunningDispatch {
  github: LocalGitHub;
  dispatch: Dispatch;
  /** Every line that was logged, parsed. */
  log: Record<string, unknown>[];
  /** Waits until nothing is queued or at work. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

/** The variables by which the App knows the local GitHub, and itself there. */
export const credentialsFor = ({ app, url }: LocalGitHub): Record<string, string> => ({
  APP_ID: String(app.id),
  PRIVATE_KEY: app.privateKey,
  WEBHOOK_SECRET: app.webhookSecret,
  CLIENT_ID: app.clientId,
  CLIENT_SECRET: app.clientSecret,
  GITHUB_API_URL: url,
  GITHUB_URL: url,
});

/**
 * The App as in production, with a fresh database and a local GitHub it is installed on. Every request is checked against
 * GitHub's OpenAPI.
 *
 * @param environment further variables, for example of hosted models
 */
export async function runDispatch(
  database: TestDatabase,
  options: LocalGitHubOptions = {},
  environment: Record<string, string> = {},
): Promise<RunningDispatch> {
  const github = await startLocalGitHub({ webhookSecret: 'a secret of the test', ...options });
  const dataDir = mkdtempSync(join(tmpdir(), 'dispatch-test-'));
  const config = readConfig({
    ...credentialsFor(github),
    PORT: String(await freePort(0, 'PORT')),
    DATA_DIR: dataDir,
    EDIT_WAIT_SECONDS: '0',
    SESSION_SECRET: sessionSecret,
    ...environment,
  });
  const log: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) };
  const dispatch = await startDispatch(config, {
    log: createLogger({ level: 'debug', secrets: config.secrets, destination }),
    database: await database.open(),
  });
  github.deliverTo(`${dispatch.url}/api/github/webhooks`);
  return {
    github,
    dispatch,
    log,
    async drained() {
      await github.deliveries.settled();
      await until(async () => {
        const { waiting, active, retrying } = await dispatch.queue.depth();
        return waiting + active + retrying === 0;
      });
    },
    async close() {
      await stopDispatch(dispatch);
      await github.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
