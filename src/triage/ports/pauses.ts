import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';

/**
 * What may be paused at once. Paused, nothing is triaged and nothing written but undos that people ask for, and that another
 * command was refused; what comes in is still taken note of.
 */
export type PauseScope =
  | ({ kind: 'repository' } & RepositoryKey)
  | { kind: 'installation'; installationId: number }
  | { kind: 'app' };

/** What keeps a repository still. */
export interface Pauses {
  repository: boolean;
  installation: boolean;
  /** By its owner, at GitHub. */
  suspended: boolean;
  app: boolean;
}

/** The whole App was paused or resumed: by whom, and when (ISO 8601, UTC). */
export interface AppSwitch {
  paused: boolean;
  by: Account;
  at: string;
}

export interface PauseStore {
  /**
   * Pauses or resumes; audited in every repository that the scope names, of the whole App kept with who and when and audited
   * by `noteApp`. Every process follows within a second. Returns false where it was so already.
   */
  set(scope: PauseScope, paused: boolean, by: Account): Promise<boolean>;
  /** Writes into a repository's log that the whole App was paused or resumed; the same once. */
  noteApp(place: RepositoryKey, switched: AppSwitch): Promise<void>;
  read(place: RepositoryKey): Promise<Pauses>;
  /** When the repository was last paused, by itself or with everything: ISO 8601; null where it never was. */
  lastPaused(place: RepositoryKey): Promise<string | null>;
  /** The whole App, with who paused it last and when (ISO 8601, UTC). */
  readApp(): Promise<{ paused: boolean; by: string | null; at: string | null }>;
}
