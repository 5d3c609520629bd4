import { readConfig } from '../src/app/config/config.ts';
import { loadEnvironment } from '../src/app/config/environment.ts';
import { createAppDeps } from '../src/app/create-app-deps.ts';
import { createServices } from '../src/app/services.ts';
import { createAppReads } from '../src/github/calls/app-reads.ts';
import { createGateway } from '../src/github/calls/gateway.ts';
import { createBotLogin, createProbot } from '../src/github/calls/octokit.ts';
import { createLogger } from '../src/ops/logger.ts';
import { startQueue } from '../src/queue/queue.ts';
import { openDatabase } from '../src/store/core/open-database.ts';
import { commandLine, ownerAndName, runOrTell } from './command-line.ts';
import { configuredDatabase } from './configured-database.ts';

async function readPast(owner: string, name: string): Promise<void> {
  const config = readConfig(loadEnvironment());
  if (!config.app)
    throw new Error('The app has no credentials. Set it up first with npm start, or see .env.example.');
  const { appId, privateKey, webhookSecrets } = config.app;
  const credentials = {
    appId,
    privateKey,
    webhookSecret: webhookSecrets[0] ?? '',
    apiUrl: config.githubApiUrl,
  };
  const probot = createProbot(credentials, createLogger({ level: 'warn', secrets: config.secrets }));
  const app = await probot.auth();
  const installation = await app.rest.apps.getRepoInstallation({ owner, repo: name });
  const octokit = await probot.auth(installation.data.id);
  const { data } = await octokit.rest.repos.get({ owner, repo: name });
  const repo = {
    installationId: installation.data.id,
    repositoryId: data.id,
    owner: data.owner.login,
    name: data.name,
    private: data.private,
  };
  const database = await openDatabase(configuredDatabase().address);
  try {
    const queue = await startQueue(database);
    try {
      const botLogin = createBotLogin(probot);
      const deps = createAppDeps(createServices({ database, queue }), queue, {
        gateway: (one) => createGateway(one, botLogin),
        appReads: createAppReads(() => probot.auth()),
        isStale: () => false,
      });
      await deps.repositories.saveRepository(repo);
      await deps.readPast(repo);
    } finally {
      await queue.stop({ timeoutMs: 5_000 });
    }
  } finally {
    await database.close();
  }
  console.log(`Queued a backfill of ${repo.owner}/${repo.name}. The worker runs it in the background.`);
}

const [[owner, name]] = commandLine(
  'read-past',
  "Queues another backfill of a repository, which the app's worker runs in the background. Unchanged pages don't count against GitHub's rate limit. With the embedded database, stop the app first; the backfill runs after its next start.",
)
  .argument('<owner/name>', 'the repository', ownerAndName)
  .parse().processedArgs;
await runOrTell(() => readPast(owner, name));
process.exit();
