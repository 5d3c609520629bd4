import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readConfig } from '../src/app/config/config.ts';
import { loadEnvironment } from '../src/app/config/environment.ts';
import { createAppDeps } from '../src/app/create-app-deps.ts';
import { createServices } from '../src/app/services.ts';
import { createAppReads } from '../src/github/calls/app-reads.ts';
import { createGateway } from '../src/github/calls/gateway.ts';
import { createBotLogin, createProbot } from '../src/github/calls/octokit.ts';
import { createApp } from '../src/github/handlers/app.ts';
import { fitsEvent, isObject } from '../src/github/intake/payload-shape.ts';
import { createLogger, withLogFields } from '../src/ops/logger.ts';
import { startQueue } from '../src/queue/queue.ts';
import { openDatabase } from '../src/store/core/open-database.ts';
import { commandLine, runOrTell } from './command-line.ts';
import { configuredDatabase } from './configured-database.ts';

const [event, path] = commandLine(
  'receive',
  "Runs the app's handlers on one payload, without a server or queue. The decision is recorded and written to GitHub as usual.",
)
  .argument('<event>', 'event name, for example issues')
  .argument('<payload>', 'file with the payload, as sent by GitHub')
  .parse().processedArgs;

async function receive(event: string, path: string): Promise<void> {
  const payload: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!isObject(payload) || !fitsEvent(event, payload))
    throw new Error(`${path} doesn't contain a payload of the event ${event}.`);
  const config = readConfig(loadEnvironment());
  if (!config.app)
    throw new Error('The app has no credentials. Set it up first with npm start, or see .env.example.');
  const { appId, privateKey, webhookSecrets } = config.app;
  const log = createLogger({ level: config.logLevel, secrets: config.secrets });

  const database = await openDatabase(configuredDatabase().address);
  try {
    const queue = await startQueue(database);
    try {
      const credentials = {
        appId,
        privateKey,
        webhookSecret: webhookSecrets[0] ?? '',
        apiUrl: config.githubApiUrl,
      };
      const probot = createProbot(credentials, log);
      const botLogin = createBotLogin(probot);
      const gateway: Parameters<typeof createAppDeps>[2]['gateway'] = (octokit) =>
        createGateway(octokit, botLogin);
      const appReads = createAppReads(() => probot.auth());
      await probot.ready();
      await probot.load(
        createApp(
          createAppDeps(createServices({ database, queue }), queue, {
            gateway,
            appReads,
            isStale: () => false,
          }),
        ),
      );
      const id = randomUUID();
      await withLogFields({ delivery: id }, async () => {
        await probot.receive({ id, name: event as never, payload: payload as never });
        log.info({ event }, 'delivery processed');
      });
    } finally {
      await queue.stop({ timeoutMs: 5_000 });
    }
  } finally {
    await database.close();
  }
}

await runOrTell(() => receive(event, path));
