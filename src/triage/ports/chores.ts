import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub, RepositoryStore } from './core.ts';
import type { AppSwitch } from './pauses.ts';

export type ChoreKind =
  | 'redelivery'
  | 'installations'
  | 'hosted-models'
  | 'catch-up'
  | 'daily'
  | 'backfill'
  | 'train'
  | 'accept'
  | 'themes'
  | 'duplicates'
  | 'second-look'
  | 'backtest'
  | 'weak-labels'
  | 'replay'
  | 'standings'
  | 'resume'
  | 'resume-all'
  | 'app-switched'
  | 'look-around';

/**
 * Background work on one repository. `rest` is what follows the repository in the chore's id. Throws to be retried;
 * `signal` is aborted when the process stops.
 */
export type Chore = (repository: RepositoryKey, signal: AbortSignal, rest: string[]) => Promise<ChoreEnd>;

/** Adds chores to the queue; `hurry` also runs one now that was due later. */
export interface ChoreQueue {
  add(id: string, afterSeconds?: number): Promise<void>;
  hurry(id: string): Promise<void>;
}

/** Structured log lines: an event in the past tense, with its fields. */
export interface ChoreLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** What every chore that works on a repository needs. */
export interface ChoreDeps {
  /** Null once the repository was removed from the installation. */
  findRepository(key: RepositoryKey): Promise<RepositoryRef | null>;
  /** GitHub with the installation's token. */
  github(installationId: number): Promise<GitHub>;
  repositories: RepositoryStore;
  log: ChoreLog;
}

/** The id of a chore: what is to be done, and for which repository. */
export const choreId = (kind: ChoreKind, { installationId, repositoryId }: RepositoryKey) =>
  `${kind}/${installationId}/${repositoryId}`;

/** The chore that tells every repository's log who paused or resumed the whole App. */
export const appSwitchedId = ({ paused, by, at }: AppSwitch) =>
  [
    choreId('app-switched', { installationId: 0, repositoryId: 0 }),
    ...[paused ? 'paused' : 'resumed', Date.parse(at), by.id ?? '', encodeURIComponent(by.login)],
  ].join('/');

/** What `appSwitchedId` tells, from what stands after the place. */
export function readAppSwitch([what, at, id, login = '']: readonly string[]): AppSwitch {
  const by = { login: decodeURIComponent(login), id: id ? Number(id) : null, kind: 'person' as const };
  return { paused: what === 'paused', by, at: new Date(Number(at)).toISOString() };
}
