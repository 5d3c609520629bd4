import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { AppCredentials } from './app-credentials.ts';
import { createLocalEmbedder } from './classify/embedding/local-embedder.ts';
import { createEvidencer } from './classify/evidencer.ts';
import { createKeywordClassifier } from './classify/keywords.ts';
import { createLocalClassifier } from './classify/local/local-classifier.ts';
import { emptyLearnedState } from './domain/learned-state.ts';
import { createApp } from './github/app.ts';
import { createGateway } from './github/gateway.ts';
import { createBotLogin, createProbot } from './github/octokit.ts';
import { createFreshness, replayDelivery } from './github/replay-delivery.ts';
import { withLogFields } from './ops/logger.ts';
import type { Metrics } from './ops/metrics.ts';
import type { Queue } from './queue/queue.ts';
import type { Database } from './store/database.ts';
import { createDecisionStore } from './store/decisions.ts';
import { createDeliveryStore } from './store/deliveries.ts';
import { createEffectStore } from './store/effects.ts';
import { createIssueStore } from './store/issues.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createSimilarStore } from './store/similar.ts';
import { createTimelineStore } from './store/timeline.ts';

export interface WorkerParts {
  app: AppCredentials;
  githubApiUrl: string;
  database: Database;
  queue: Queue;
  metrics: Metrics;
  log: Logger;
}

/** Takes jobs from the queue and runs the App's handlers over their deliveries. The only writer on GitHub. */
export async function startWorker(parts: WorkerParts): Promise<void> {
  const { database, queue, metrics } = parts;
  const log = parts.log.child({ part: 'worker' });
  const probot = createProbot(
    {
      appId: parts.app.appId,
      privateKey: parts.app.privateKey,
      webhookSecret: parts.app.webhookSecrets[0] ?? '',
      apiUrl: parts.githubApiUrl,
    },
    // At debug level Probot would log every payload, with all that people wrote in it.
    log.child({}, { level: log.isLevelEnabled('info') ? 'info' : log.level }),
    metrics.github,
  );
  const freshness = createFreshness();
  // `load` waits for what `ready` starts.
  await probot.ready();
  await probot.load(createApp(appDeps(probot, database, queue, freshness)));
  const deliveries = createDeliveryStore(database);
  await queue.work((job) =>
    withLogFields({ delivery: job.deliveryId }, async () => {
      const started = performance.now();
      try {
        await replayDelivery({ probot, deliveries, freshness, observe: metrics.job }, job);
        log.info(
          { attempt: job.attempt, tookMs: Math.round(performance.now() - started) },
          'delivery worked on',
        );
      } catch (error) {
        const next = job.last ? 'it waits in Failures' : 'it is tried again';
        log.error({ attempt: job.attempt, err: error }, `delivery failed: ${next}`);
        throw error;
      }
    }),
  );
}

function appDeps(
  probot: ReturnType<typeof createProbot>,
  database: Database,
  queue: Queue,
  freshness: ReturnType<typeof createFreshness>,
) {
  const botLogin = createBotLogin(probot);
  return {
    repositories: createRepositoryStore(database, queue.forgetJobs),
    issues: createIssueStore(database),
    timeline: createTimelineStore(database),
    gateway: (octokit: Parameters<typeof createGateway>[0]) => createGateway(octokit, botLogin),
    isStale: freshness.isStale,
    triage: {
      similar: createSimilarStore(database),
      decisions: createDecisionStore(database),
      effects: createEffectStore(database),
      embedder: createLocalEmbedder(),
      evidencer: createEvidencer([createLocalClassifier(), createKeywordClassifier()]),
      learnedState: async () => emptyLearnedState,
      hash: (text: string) => createHash('sha256').update(text).digest('hex'),
      now: () => performance.now(),
    },
  };
}
