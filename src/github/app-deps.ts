import type { ProbotOctokit } from 'probot';
import type { RepositoryRef } from '../domain/repository.ts';
import type { GitHub, IssueStore, RepositoryStore, TimelineStore } from '../triage/ports.ts';
import type { TriageDeps } from '../triage/triage-issue.ts';

/** What the handlers work with; everything but GitHub itself, which comes with each delivery. */
export interface AppDeps {
  repositories: RepositoryStore;
  issues: IssueStore;
  timeline: TimelineStore;
  /** Begins to read a repository's past, in the background; nothing happens while that is under way. */
  readPast: (repo: RepositoryRef) => Promise<void>;
  /** A person changed an issue's labels: there may be something to learn. */
  personLabelled: (repo: RepositoryRef) => Promise<void>;
  /** Triage with this delivery's GitHub. */
  triage: Omit<TriageDeps, 'github' | 'repositories' | 'timeline'>;
  gateway: (octokit: InstanceType<typeof ProbotOctokit>) => GitHub;
  /** True on a retry, or when the delivery is over a minute old: what it says may have been overtaken. */
  isStale: (deliveryId: string) => boolean;
}
