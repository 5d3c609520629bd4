import type { Place } from './triage/past-ports.ts';

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
  | 'look-around';

/** The id of a chore: what is to be done, and for which repository. */
export const choreId = (kind: ChoreKind, { installationId, repositoryId }: Place) =>
  `${kind}/${installationId}/${repositoryId}`;
