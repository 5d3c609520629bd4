import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Webhooks } from '@octokit/webhooks';
import { readConfig } from '../src/app/config/config.ts';
import { loadEnvironment } from '../src/app/config/environment.ts';
import { createProbot } from '../src/github/calls/octokit.ts';
import { webhookPath } from '../src/github/intake/intake.ts';
import { createLogger } from '../src/ops/logger.ts';
import { commandLine, wholeNumber } from './command-line.ts';
import { followLog, logEnd } from './follow-log.ts';
import { makeSample } from './sample-delivery.ts';

const options = commandLine(
  'webhook',
  'Sends a signed issues.opened event of a real issue to a running app, and follows the delivery through the log to the labels on GitHub.',
)
  .option(
    '--repository <owner/name>',
    'repository of the issue (default: the first one with the app installed)',
  )
  .option('--issue <number>', 'issue number (default: the newest issue)', wholeNumber(1))
  .option('--url <address>', 'URL of the app (default: HOST and PORT from the environment)')
  .option('--log <file>', 'log file of the app (default: LOG_FILE)')
  .parse()
  .opts();

async function run(): Promise<void> {
  const config = readConfig(loadEnvironment());
  if (!config.app)
    throw new Error('The app has no credentials. Set it up first with npm start, or see .env.example.');
  const { appId, privateKey, webhookSecrets } = config.app;
  const [secret = ''] = webhookSecrets;
  const quiet = createLogger({ level: 'error', secrets: config.secrets });
  const credentials = { appId, privateKey, webhookSecret: secret, apiUrl: config.githubApiUrl };
  const sample = await makeSample(createProbot(credentials, quiet), {
    repository: options.repository,
    issue: options.issue,
  });
  const where = `${sample.owner}/${sample.name}#${sample.number}`;
  console.log(`${where}  ${sample.title}`);
  console.log(`labels before: ${(await sample.readLabels()).join(', ') || 'none'}`);

  const log = options.log ?? config.logFile ?? resolve(config.dataDir, 'dispatch.log');
  const from = await logEnd(log);
  const url = options.url ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  const delivery = randomUUID();
  const answer = await fetch(url.replace(/\/$/, '') + webhookPath, {
    method: 'POST',
    body: sample.payload,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': delivery,
      'x-hub-signature-256': await new Webhooks({ secret }).sign(sample.payload),
    },
  });
  console.log(`delivery ${delivery}: ${answer.status} ${await answer.text()}`);
  if (!answer.ok) {
    process.exitCode = 1;
    return;
  }
  if (from === null) {
    console.log(
      `No log at ${log}. Start the app with LOG_FILE (as npm run dev does), or specify it with --log.`,
    );
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  } else if (!(await follow(log, from, delivery))) {
    console.log(
      'The delivery was not processed within 60 s according to the log. Is a worker running (ROLE=both or worker)?',
    );
    process.exitCode = 1;
  }
  const labels = await sample.readLabels();
  console.log(`labels after:  ${labels.join(', ') || 'none'}`);
  const page = `${config.baseUrl}/${sample.owner}/${sample.name}/issues/${sample.number}`;
  console.log(`why:           ${page}`);
  if (labels.length === 0) {
    console.log(
      'In auto mode, a label is applied once it has earned it. Set mode: apply in .github/dispatch.yml to apply labels right away.',
    );
  }
}

/** True once the log says that the delivery is done. */
async function follow(log: string, from: number, delivery: string): Promise<boolean> {
  for await (const { time, level, msg, delivery: of, ...rest } of followLog(log, from, 60_000)) {
    if (of !== delivery) continue;
    const { name: _, attempt: __, err, ...fields } = rest as Record<string, unknown>;
    const error = (err as { message?: string } | undefined)?.message;
    const more = Object.entries(error ? { ...fields, error } : fields).map(
      ([key, value]) => `${key}=${String(value)}`,
    );
    console.log(`  ${time} ${level.padEnd(5)} ${msg}  ${more.join(' ')}`);
    if (msg === 'delivery processed') return true;
    if (msg.includes('dead letters')) return false;
  }
  return false;
}

run().catch((error: unknown) => {
  const refused = error instanceof TypeError && error.message === 'fetch failed';
  console.error(
    refused
      ? 'The app doesn’t respond. Is it running (npm run dev)?'
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exitCode = 1;
});
