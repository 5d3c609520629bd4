import type { AppCredentials } from './app-credentials.ts';
import { redactSecrets } from './classify/llm/redact.ts';
import { createTrainer } from './classify/local/trainer.ts';
import { createAppDeps } from './create-app-deps.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { lookAroundId } from './create-look-around.ts';
import { startHeart, upkeepIds } from './create-upkeep.ts';
import { createDoChore } from './do-chore.ts';
import { Postponed } from './domain/postponed.ts';
import { personRequestSchema } from './domain/request.ts';
import type { ServesAccount } from './domain/serves-account.ts';
import { Unworkable } from './domain/unworkable.ts';
import { workable } from './domain/workable.ts';
import { createApp } from './github/app.ts';
import type { AppDeps } from './github/app-deps.ts';
import { createAppReads } from './github/app-reads.ts';
import { commandDeps } from './github/command-deps.ts';
import { createGateway } from './github/gateway.ts';
import { createBotLogin, createProbot } from './github/octokit.ts';
import { createFreshness, replayDelivery } from './github/replay-delivery.ts';
import { withoutSecrets } from './github/without-secrets.ts';
import { type Logger, withLogFields } from './ops/logger.ts';
import type { Metrics } from './ops/metrics.ts';
import { laterEvent } from './queue/later-box.ts';
import type { Queue } from './queue/queue.ts';
import { requestEvent } from './queue/request-box.ts';
import type { Database, OnProblem } from './store/database.ts';
import { isForgottenInstallation } from './store/database-error.ts';
import { createDeliveryStore } from './store/deliveries.ts';
import { createMarks } from './store/marks.ts';
import { laterWorkSchema } from './triage/follow-up-ports.ts';
import { runRequest } from './triage/run-request.ts';
import { workLater } from './triage/work-later.ts';

export interface WorkerParts {
  app: AppCredentials;
  githubApiUrl: string;
  /** Which accounts' installations are looked after. */
  serves?: ServesAccount;
  database: Database;
  queue: Queue;
  hosted: HostedModels;
  /** Seconds in which an issue's edits gather before it is triaged again. */
  editSeconds: number;
  metrics: Metrics;
  onProblem: OnProblem;
  log: Logger;
}

/**
 * Takes jobs from the queue and runs the App's handlers over their deliveries, and chores where there is time. The only
 * writer on GitHub. `close` ends the thread that trains, once the queue has stopped.
 */
export async function startWorker(parts: WorkerParts): Promise<{ close: () => Promise<void> }> {
  const { app, database, queue, metrics } = parts;
  const log = parts.log.child({ part: 'worker' });
  const [webhookSecret = ''] = app.webhookSecrets;
  const probot = createProbot(
    { appId: app.appId, privateKey: app.privateKey, webhookSecret, apiUrl: parts.githubApiUrl },
    // At debug level Probot would log every payload, with all that people wrote in it.
    log.child({}, { level: log.isLevelEnabled('info') ? 'info' : log.level }),
    metrics.github,
  );
  const botLogin = createBotLogin(probot);
  const freshness = createFreshness();
  const gateway: AppDeps['gateway'] = (octokit) =>
    withoutSecrets(createGateway(octokit, botLogin), redactSecrets);
  const deps = createAppDeps(database, queue, {
    gateway,
    appReads: createAppReads(() => probot.auth(), parts.serves),
    isStale: freshness.isStale,
    editSeconds: parts.editSeconds,
    hosted: parts.hosted,
  });
  const octokit = (installationId: number) => probot.auth(installationId);
  const github = async (installationId: number) => gateway(await octokit(installationId));
  // `load` waits for what `ready` starts.
  await probot.ready();
  await probot.load(createApp(deps));
  const replay = {
    probot,
    freshness,
    deliveries: createDeliveryStore(database),
    own: {
      [requestEvent]: async (_id: string, payload: unknown) => {
        const { installationId } = workable(personRequestSchema, payload, 'request');
        await runRequest(commandDeps(deps, await github(installationId)), payload);
      },
      [laterEvent]: async (id: string, payload: unknown) => {
        const work = workable(laterWorkSchema, payload, 'postponed work');
        await workLater({ ...deps, ...deps.triage, github: await github(work.installationId) }, id, work);
      },
    },
    observe: metrics.job,
  };
  const trainer = createTrainer();
  const { appReads } = deps;
  const stopHeart = await startHeart(createMarks(database), (error) =>
    parts.onProblem('heartbeat not saved', error),
  );
  const asApp = () => probot.auth();
  queue.chores.work(createDoChore({ ...parts, log, octokit, github, trainer, appReads, asApp }));
  for (const id of upkeepIds) await queue.chores.hurry(id);
  await queue.chores.add(lookAroundId);
  await queue.work(({ deliveryId, attempt, postponed, last }) =>
    withLogFields({ delivery: deliveryId, attempt }, async () => {
      const started = performance.now();
      try {
        await replayDelivery(replay, { deliveryId, attempt, postponed });
        log.info({ tookMs: Math.round(performance.now() - started) }, 'delivery worked on');
      } catch (error) {
        const waits = last || error instanceof Unworkable;
        if (isForgottenInstallation(error)) log.info('the installation is gone: its delivery is dropped');
        else if (error instanceof Postponed)
          log.info({ seconds: error.afterSeconds, reason: error.message }, 'delivery postponed');
        else
          log.error(
            { err: error },
            `delivery failed: ${waits ? 'it waits in Failures' : 'it is tried again'}`,
          );
        throw error;
      }
    }),
  );
  return {
    close: async () => {
      stopHeart();
      await trainer.close();
    },
  };
}
