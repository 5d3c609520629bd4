import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { BacklogReads } from '../ports/backlog.ts';
import type { Later } from '../ports/follow-up.ts';
import type { PauseStore } from '../ports/pauses.ts';

export interface ResumeTriageDeps {
  pauses: Pick<PauseStore, 'read' | 'lastPaused'>;
  backlog: Pick<BacklogReads, 'changedSince'>;
  later: Later;
}

/** At most this many issues are triaged after a pause, this many seconds apart: GitHub allows 500 writes an hour. */
const maxResumed = 2_000;
const paceSeconds = 8;
/** Whoever resumed sees the first issue triaged after this, not before the page has answered. */
const beginAfterSeconds = 2;
/** Decisions under way when the pause began were not written, so issues from this long before it are included. */
const decidingMs = 600_000;

/** Triages the issues that were opened or changed during a pause. Does nothing while another pause applies. */
export async function resumeTriage(deps: ResumeTriageDeps, key: RepositoryKey): Promise<ChoreEnd> {
  if (Object.values(await deps.pauses.read(key)).includes(true)) return 'done';
  const since = await deps.pauses.lastPaused(key);
  const from = since && new Date(Date.parse(since) - decidingMs).toISOString();
  const numbers = await deps.backlog.changedSince(key, from, maxResumed);
  for (const [i, number] of numbers.entries()) {
    const { installationId, repositoryId } = key;
    const work = { kind: 'triage' as const, installationId, repositoryId, number, key: '' };
    await deps.later.add({ ...work, cause: `resume:${since}` }, beginAfterSeconds + i * paceSeconds, {
      gather: true,
    });
  }
  return 'done';
}
