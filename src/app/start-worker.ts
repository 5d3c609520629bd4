import { redactSecrets } from '../classify/llm/redact.ts';
import { createTrainer } from '../classify/local/trainer.ts';
import { personRequestSchema } from '../domain/commands/request.ts';
import { Postponed } from '../domain/issue/postponed.ts';
import { Unworkable } from '../domain/issue/unworkable.ts';
import { workable } from '../domain/issue/workable.ts';
import type { ServesAccount } from '../domain/settings/serves-account.ts';
import { createAppReads } from '../github/calls/app-reads.ts';
import { createGateway } from '../github/calls/gateway.ts';
import { createBotLogin, createProbot } from '../github/calls/octokit.ts';
import { withoutSecrets } from '../github/calls/without-secrets.ts';
import { createApp } from '../github/handlers/app.ts';
import type { AppDeps } from '../github/handlers/app-deps.ts';
import { commandDeps } from '../github/handlers/command-deps.ts';
import { createFreshness, replayDelivery } from '../github/redelivery/replay-delivery.ts';
import { type Logger, withLogFields } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import { laterEvent } from '../queue/delayed-work.ts';
import type { Queue } from '../queue/queue.ts';
import { requestEvent } from '../queue/user-requests.ts';
import type { OnProblem } from '../store/core/database.ts';
import { isForgottenInstallation } from '../store/core/database-error.ts';
import { startHeartbeat } from '../triage/chores/heartbeat.ts';
import { reconcileId } from '../triage/chores/reconcile-repositories.ts';
import { runRequest } from '../triage/commands/run-request.ts';
import { laterWorkSchema } from '../triage/ports/follow-up.ts';
import { workLater } from '../triage/upkeep/work-later.ts';
import { createDoChore, upkeepIds } from './chores.ts';
import type { AppCredentials } from './config/app-credentials.ts';
import { createAppDeps } from './create-app-deps.ts';
import { createReasonNotServed } from './create-reason-not-served.ts';
import type { Services } from './services.ts';

export interface WorkerParts {
  app: AppCredentials;
  githubApiUrl: string;
  /** Whether an account's installations are served. */
  serves?: ServesAccount;
  services: Services;
  queue: Queue;
  /** Seconds to wait for further edits of an issue before it is triaged again. */
  editSeconds: number;
  metrics: Metrics;
  onProblem: OnProblem;
  log: Logger;
}

/**
 * Runs the event handlers for queued deliveries, and chores when idle. It is the only part that writes to
 * GitHub. `close` ends the training thread after the queue has stopped.
 */
export async function startWorker(parts: WorkerParts): Promise<{ close: () => Promise<void> }> {
  const { app, services, queue, metrics } = parts;
  const log = parts.log.child({ part: 'worker' });
  const [webhookSecret = ''] = app.webhookSecrets;
  const probot = createProbot(
    { appId: app.appId, privateKey: app.privateKey, webhookSecret, apiUrl: parts.githubApiUrl },
    // At debug level Probot would log every payload, including everything people wrote.
    log.child({}, { level: log.isLevelEnabled('info') ? 'info' : log.level }),
    metrics.github,
  );
  const botLogin = createBotLogin(probot);
  const freshness = createFreshness();
  const gateway: AppDeps['gateway'] = (octokit) =>
    withoutSecrets(createGateway(octokit, botLogin), redactSecrets);
  const deps = createAppDeps(services, queue, {
    gateway,
    appReads: createAppReads(() => probot.auth(), parts.serves),
    isStale: freshness.isStale,
    editSeconds: parts.editSeconds,
  });
  const octokit = (installationId: number) => probot.auth(installationId);
  const github = async (installationId: number) => gateway(await octokit(installationId));
  // `load` waits for `ready`.
  await probot.ready();
  await probot.load(createApp(deps));
  const replay = {
    probot,
    freshness,
    deliveries: services.deliveries,
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
    reasonNotServed: createReasonNotServed(parts.serves, services.accountOf),
    onIgnored: (reason: string) => log.info({ reason }, 'queued delivery ignored'),
    observe: metrics.job,
  };
  const trainer = createTrainer();
  const { appReads } = deps;
  const stopHeartbeat = await startHeartbeat(services.checkpoints, (error) =>
    parts.onProblem('heartbeat not saved', error),
  );
  const asApp = () => probot.auth();
  queue.chores.work(createDoChore({ ...parts, log, octokit, github, trainer, appReads, asApp }));
  for (const id of upkeepIds) await queue.chores.hurry(id);
  await queue.chores.add(reconcileId);
  await queue.work(({ deliveryId, attempt, postponed, last }) =>
    withLogFields({ delivery: deliveryId, attempt }, async () => {
      const started = performance.now();
      try {
        await replayDelivery(replay, { deliveryId, attempt, postponed });
        log.info({ tookMs: Math.round(performance.now() - started) }, 'delivery processed');
      } catch (error) {
        const waits = last || error instanceof Unworkable;
        if (isForgottenInstallation(error)) log.info('delivery dropped: installation no longer exists');
        else if (error instanceof Postponed)
          log.info({ seconds: error.afterSeconds, reason: error.message }, 'delivery postponed');
        else log.error({ err: error }, `delivery failed: ${waits ? 'moved to dead letters' : 'will retry'}`);
        throw error;
      }
    }),
  );
  return {
    close: async () => {
      stopHeartbeat();
      await trainer.close();
    },
  };
}
