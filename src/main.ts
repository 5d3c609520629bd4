import { ConfigError, readConfig } from './config.ts';
import { loadEnvironment } from './environment.ts';
import { createLogger, type Logger } from './ops/logger.ts';
import { createShutdown } from './ops/shutdown.ts';
import { type Dispatch, startDispatch, stopDispatch } from './start-dispatch.ts';
import { startWebhookProxy } from './webhook-proxy.ts';

/** `npm start`: the App, or its Setup page while it has no credentials. */
async function main(): Promise<void> {
  const config = readConfig(loadEnvironment());
  const log = createLogger({ level: config.logLevel, secrets: config.secrets, file: config.logFile });
  const shutdown = createShutdown({ log, graceMs: config.graceMs });
  let dispatch: Dispatch | null = null;
  shutdown.add('dispatch', async () => {
    if (dispatch) await stopDispatch(dispatch);
  });
  const start = async () => {
    const now = readConfig(loadEnvironment());
    dispatch = await startDispatch(now, {
      log,
      stopping: shutdown.stopping,
      onSetUp: () => void restart(log, dispatch, start),
    });
    const stopProxy = await startWebhookProxy(now.webhookProxyUrl, dispatch.url, log);
    dispatch.stopSteps.unshift({ name: 'webhook proxy', step: stopProxy });
  };
  await start();
}

/** From the Setup page to the App, in one process: nothing has to be restarted by hand. */
async function restart(log: Logger, running: Dispatch | null, start: () => Promise<void>): Promise<void> {
  try {
    if (running) await stopDispatch(running);
    await start();
  } catch (error) {
    log.fatal({ err: error }, 'could not start as the App after Setup; start it again');
    process.exit(1);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
