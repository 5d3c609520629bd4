import { type Config, ConfigError, readConfig } from './app/config/config.ts';
import { loadEnvironment } from './app/config/environment.ts';
import { type Dispatch, startDispatch, stopDispatch } from './app/start-dispatch.ts';
import { startWebhookProxy } from './app/webhook-proxy.ts';
import { createLogger, type Logger } from './ops/logger.ts';
import { createShutdown } from './ops/shutdown.ts';
import { DataDirectoryUnusable } from './store/core/data-directory.ts';
import { DirectoryHeld } from './store/core/directory-lock.ts';

/** `npm start`: the App, or its Setup page while it has no credentials. */
async function main(): Promise<void> {
  const config = readConfig(loadEnvironment());
  let log = loggerFor(config);
  const shutdown = createShutdown({ log, graceMs: config.graceMs });
  let dispatch: Dispatch | null = null;
  shutdown.add('dispatch', async () => {
    if (dispatch) await stopDispatch(dispatch);
  });
  const start = async (now: Config) => {
    dispatch = await startDispatch(now, { log, stopping: shutdown.stopping, onSetUp: () => void restart() });
    const stopProxy = await startWebhookProxy(now.webhookProxyUrl, dispatch.url, log);
    dispatch.stopSteps.unshift({ name: 'webhook proxy', step: stopProxy });
  };
  /** From the Setup page to the App, in one process: nothing has to be restarted by hand. */
  const restart = async () => {
    try {
      if (dispatch) await stopDispatch(dispatch);
      const now = readConfig(loadEnvironment());
      // A new logger knows the new secrets, and keeps them out of the log.
      log = loggerFor(now);
      await start(now);
    } catch (error) {
      log.fatal({ err: error }, 'could not start as the App after Setup; start it again');
      process.exit(1);
    }
  };
  await start(config);
}

function loggerFor(config: Config): Logger {
  return createLogger({ level: config.logLevel, secrets: config.secrets, file: config.logFile });
}

/** Errors that are made to be read by whoever starts the App: their stack would only hide what they say. */
function saysWhatToDo(error: unknown): error is Error {
  return [ConfigError, DirectoryHeld, DataDirectoryUnusable].some((each) => error instanceof each);
}

main().catch((error: unknown) => {
  console.error(saysWhatToDo(error) ? error.message : error);
  process.exit(1);
});
