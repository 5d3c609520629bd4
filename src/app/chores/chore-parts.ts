import type { InstallationOctokit } from '../../github/calls/past.ts';
import type { RedeliveryDeps } from '../../github/redelivery/redelivery.ts';
import type { Logger } from '../../ops/logger.ts';
import type { Queue } from '../../queue/queue.ts';
import type { GitHub } from '../../triage/ports/core.ts';
import type { AppReads } from '../../triage/ports/follow-up.ts';
import type { Trainer } from '../../triage/ports/models.ts';
import type { ReplayTrainer } from '../../triage/ports/track-records.ts';
import type { Services } from '../services.ts';

/** What chores work with. */
export interface ChoreParts {
  services: Services;
  queue: Pick<Queue, 'chores'>;
  appReads: AppReads;
  /** The Octokit of the App itself. */
  asApp: RedeliveryDeps['asApp'];
  log: Logger;
  octokit: InstallationOctokit;
  github: (installationId: number) => Promise<GitHub>;
  trainer: Trainer & ReplayTrainer;
}
