import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { AppSwitch } from './pauses.ts';

export type ChoreKind =
  | 'redelivery'
  | 'installations'
  | 'catch-up'
  | 'daily'
  | 'backfill'
  | 'train'
  | 'accept'
  | 'themes'
  | 'duplicates'
  | 'second-look'
  | 'backtest'
  | 'replay'
  | 'standings'
  | 'resume'
  | 'resume-all'
  | 'app-switched'
  | 'look-around';

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
