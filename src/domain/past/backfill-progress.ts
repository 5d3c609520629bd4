/** How far the reading of a repository's past has come. Times are ISO 8601, UTC. */
export interface BackfillProgress {
  /** First the issues, then who labeled, renamed and closed them. */
  stage: 'issues' | 'events' | 'done';
  /** Pages of this stage, of 100 each. */
  pagesRead: number;
  /** As GitHub last said; null before it did. */
  pagesTotal: number | null;
  issuesRead: number;
  startedAt: string;
  stageStartedAt: string;
  /** While it waits for GitHub's hourly quota; null otherwise. */
  restsUntil: string | null;
  /** Why the last step failed; null when it did not. It is tried again. */
  problem: string | null;
  finishedAt: string | null;
}

/** The share of the stage that is done, 0 to 1; null where GitHub has not said how much there is. */
export function shareDone({ stage, pagesRead, pagesTotal }: BackfillProgress): number | null {
  if (stage === 'done') return 1;
  return pagesTotal === null ? null : Math.min(1, pagesRead / Math.max(1, pagesTotal));
}

/**
 * Seconds until the stage is done, by the pace so far and the rest that GitHub's quota asks for; null where too little is
 * known. `now` in milliseconds since the epoch.
 */
export function secondsLeft(progress: BackfillProgress, now: number): number | null {
  const { stage, pagesRead, pagesTotal, stageStartedAt, restsUntil } = progress;
  if (stage === 'done') return 0;
  if (pagesTotal === null || pagesRead === 0) return null;
  const rest = restsUntil === null ? 0 : Math.max(0, Date.parse(restsUntil) - now);
  const perPage = Math.max(0, now - Date.parse(stageStartedAt)) / pagesRead;
  return Math.round((rest + perPage * Math.max(0, pagesTotal - pagesRead)) / 1000);
}
