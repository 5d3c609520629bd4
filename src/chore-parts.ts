import type { HostedModels } from './create-hosted-models.ts';
import type { InstallationOctokit } from './github/past.ts';
import type { RedeliveryDeps } from './github/redelivery.ts';
import type { Logger } from './ops/logger.ts';
import type { Queue } from './queue/queue.ts';
import type { Database } from './store/database.ts';
import type { AppReads } from './triage/follow-up-ports.ts';
import type { Trainer } from './triage/model-ports.ts';
import type { GitHub } from './triage/ports.ts';
import type { ReplayTrainer } from './triage/standing-ports.ts';

/** What chores work with. */
export interface ChoreParts {
  database: Database;
  queue: Pick<Queue, 'forgetJobs' | 'chores' | 'enqueue'>;
  appReads: AppReads;
  /** The Octokit of the App itself. */
  asApp: RedeliveryDeps['asApp'];
  log: Logger;
  octokit: InstallationOctokit;
  github: (installationId: number) => Promise<GitHub>;
  trainer: Trainer & ReplayTrainer;
  hosted?: HostedModels;
}
