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
  'Sends a running App a signed issues.opened of a real issue, and follows it by its delivery id through the log to the labels at GitHub.',
)
  .option(
    '--repository <owner/name>',
    'the issue is of this repository (by default the first where the App is installed)',
  )
  .option('--issue <number>', 'this issue (by default the newest)', wholeNumber(1))
  .option('--url <address>', 'where the App answers (by default the HOST and PORT of the environment)')
  .option('--log <file>', 'its log (by default LOG_FILE)')
  .parse()
  .opts();

async function run(): Promise<void> {
  const config = readConfig(loadEnvironment());
  if (!config.app)
    throw new Error('The App has no credentials: set it up first (npm start), or see .env.example.');
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
    console.log(`No log at ${log}: start the App with LOG_FILE (npm run dev does) or name it with --log.`);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  } else if (!(await follow(log, from, delivery))) {
    console.log(
      'The log does not say that it was worked on within 60 s. Is a worker running (ROLE=both or worker)?',
    );
    process.exitCode = 1;
  }
  const labels = await sample.readLabels();
  console.log(`labels after:  ${labels.join(', ') || 'none'}`);
  const page = `${config.baseUrl}/${sample.owner}/${sample.name}/issues/${sample.number}`;
  console.log(`why:           ${page}`);
  if (labels.length === 0) {
    console.log(
      'With mode auto a label is written once it has earned it; mode: apply in .github/dispatch.yml writes at once.',
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
    if (msg === 'delivery worked on') return true;
    if (msg.includes('waits in Failures')) return false;
  }
  return false;
}

run().catch((error: unknown) => {
  const refused = error instanceof TypeError && error.message === 'fetch failed';
  console.error(
    refused
      ? 'Nothing answers there. Is the App running (npm run dev)?'
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exitCode = 1;
});
