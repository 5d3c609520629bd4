import { setTimeout as sleep } from 'node:timers/promises';
import type { Opened, Outcome, Outcomes, Replayed, SampleRepository } from './ports.ts';
import type { Entry, Progress } from './progress.ts';
import type { SampleIssue } from './sample.ts';

export interface ReplayDeps {
  repository: SampleRepository;
  outcomes: Outcomes;
  progress: Progress;
  /** Called for each issue as it is done. */
  onReplayed: (replayed: Replayed, index: number) => void;
  signal: AbortSignal;
}

export interface Pace {
  /** Milliseconds from one issue to the next. */
  paceMs: number;
  /** How long to wait for an issue before going on without it, in milliseconds. */
  patienceMs: number;
}

/** How often the outcome is asked for, in milliseconds. Latencies come from the ledger's times, not from here. */
const askEveryMs = 20;

/**
 * Opens the issues one after the other, each once the last one is done, so that the time to a label is that of an App at
 * rest. Ends early, without an error, when the signal says so. Returns what was replayed.
 */
export async function replay(
  deps: ReplayDeps,
  issues: readonly SampleIssue[],
  pace: Pace,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const [index, issue] of issues.entries()) {
    const started = performance.now();
    if (deps.signal.aborted) break;
    const entry = { line: issue.line, ...(await deps.repository.open(issue)) };
    deps.progress.add(entry);
    const one = await lookAt(deps, issue, entry, pace.patienceMs);
    // Told to stop while it waited: the next run looks at it again.
    if (deps.signal.aborted && one.outcome.status === 'failed') break;
    replayed.push(one);
    deps.onReplayed(one, index);
    await pause(pace.paceMs - (performance.now() - started), deps.signal);
  }
  return replayed;
}

/** What came of an issue that was opened; waits for it at most `patienceMs`. */
export async function lookAt(
  deps: Pick<ReplayDeps, 'repository' | 'outcomes' | 'signal'>,
  issue: SampleIssue,
  entry: Entry,
  patienceMs: number,
): Promise<Replayed> {
  const outcome = await settled(deps, entry, patienceMs);
  const written = deps.repository.labelsWritten(entry.number);
  const first = written[0];
  return {
    issue,
    number: entry.number,
    deliveryId: entry.deliveryId,
    openedAt: entry.openedAt,
    outcome,
    labels: written.map(({ label }) => label),
    tookMs: first && entry.openedAt !== null ? first.at - entry.openedAt : null,
  };
}

async function settled(
  { outcomes, signal }: Pick<ReplayDeps, 'outcomes' | 'signal'>,
  opened: Opened,
  patienceMs: number,
): Promise<Outcome> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const outcome = await outcomes.outcome(opened);
    if (outcome.status !== 'waiting') return outcome;
    if (performance.now() > until || signal.aborted)
      return { ...outcome, status: 'failed', reason: outcome.reason ?? 'no answer yet' };
    await pause(askEveryMs, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}
