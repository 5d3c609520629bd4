import pino from 'pino';
import { readConfig } from '../src/app/config/config.ts';
import { type Dispatch, startDispatch, stopDispatch } from '../src/app/start-dispatch.ts';
import { webhookPath } from '../src/github/intake/intake.ts';
import { createLogger } from '../src/ops/logger.ts';
import { appAddress } from './app-address.ts';
import type { DataFolder } from './data-folder.ts';
import type { LocalGitHub } from './local-github/local-github.ts';

export interface RunningApp extends Dispatch {
  close(): Promise<void>;
}

/** Starts the App as `npm start` does, with the credentials of the local GitHub; nothing of the environment is used. */
export async function startApp(github: LocalGitHub, folder: DataFolder, port: number): Promise<RunningApp> {
  const { app } = github;
  const config = readConfig({
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.webhookSecret,
    CLIENT_ID: app.clientId,
    CLIENT_SECRET: app.clientSecret,
    GITHUB_API_URL: github.url,
    GITHUB_URL: github.url,
    DATA_DIR: folder.path,
    PORT: String(port),
    BASE_URL: appAddress(port).url,
    SHUTDOWN_GRACE_SECONDS: '10',
  });
  const destination = pino.destination({ dest: folder.log, sync: true });
  const log = createLogger({ level: config.logLevel, secrets: config.secrets, destination });
  const dispatch = await startDispatch(config, { log });
  github.deliverTo(`${dispatch.url}${webhookPath}`);
  return {
    ...dispatch,
    close: async () => {
      await stopDispatch(dispatch);
      destination.end();
    },
  };
}
