import type { ProbotOctokit } from 'probot';
import type { GitHub, IssueStore, RepositoryStore, TimelineStore } from '../triage/ports.ts';
import type { TriageDeps } from '../triage/triage-issue.ts';

/** What the handlers work with; everything but GitHub itself, which comes with each delivery. */
export interface AppDeps {
  repositories: RepositoryStore;
  issues: IssueStore;
  timeline: TimelineStore;
  /** Triage with this delivery's GitHub. */
  triage: Omit<TriageDeps, 'github' | 'repositories' | 'timeline'>;
  gateway: (octokit: InstanceType<typeof ProbotOctokit>) => GitHub;
  /** True on a retry, or when the delivery is over a minute old: what it says may have been overtaken. */
  isStale: (deliveryId: string) => boolean;
}
