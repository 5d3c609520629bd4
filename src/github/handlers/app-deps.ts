import type { ProbotOctokit } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { CommandDeps } from '../../triage/commands/run-command.ts';
import type { TriageDeps } from '../../triage/decide/triage-issue.ts';
import type { LearnFromEventDeps } from '../../triage/learn/record-lesson.ts';
import type { GitHub, IssueStore, RepositoryStore, TimelineStore } from '../../triage/ports/core.ts';
import type { DuplicateLinks } from '../../triage/ports/duplicates.ts';
import type { AppReads } from '../../triage/ports/follow-up.ts';

/** What the handlers work with; everything but GitHub itself, which comes with each delivery. */
export interface AppDeps {
  repositories: RepositoryStore;
  issues: IssueStore;
  timeline: TimelineStore;
  /** Begins to read a repository's past, in the background; nothing happens while that is under way. */
  readPast: (repo: RepositoryRef) => Promise<void>;
  learning: Pick<LearnFromEventDeps, 'lessons' | 'standing'> & {
    /** Sees to it that labels which are left to stand are accepted in time. */
    acceptDaily: (repo: RepositoryRef) => Promise<void>;
    /** Called when people show who owns an issue: the track records of people and teams are recomputed in the background. */
    ownerShown: (repo: RepositoryRef) => Promise<void>;
  };
  /** Triage with this delivery's GitHub. */
  triage: Omit<TriageDeps, 'github' | 'repositories' | 'timeline' | 'issues'>;
  /** What commands and requests need besides. */
  commands: Pick<CommandDeps, 'undo' | 'links'>;
  /** Which issues are the same problem as another. */
  duplicates: DuplicateLinks;
  /** What the App itself may ask of GitHub. */
  appReads: AppReads;
  /** Looks up what happened in an installation's repositories while nothing was delivered, in the background. */
  catchUp: (installationId: number) => Promise<void>;
  /**
   * Files that settings are read from may have changed, in the repository or everywhere in its installation: what depends on
   * them is made anew, in the background.
   */
  settingsChanged: (repo: RepositoryRef, everywhere: boolean) => Promise<void>;
  /** Seconds in which an issue's edits gather before it is triaged again. */
  editSeconds: number;
  gateway: (octokit: InstanceType<typeof ProbotOctokit>) => GitHub;
  /** True on a retry, or when the delivery is over a minute old: what it says may have been overtaken. */
  isStale: (deliveryId: string) => boolean;
}
