import type { Checkpoints } from '../ports/follow-up.ts';

/** GitHub redelivers what is younger than three days; older changes have to be looked up. */
const redeliverableMs = 3 * 86_400_000 - 3_600_000;
const beatMs = 60_000;
/** When a worker last ran. */
const checkpoint = 'alive';

/**
 * Records every minute that a worker runs, and at the start whether the last one stopped too long ago for redeliveries to
 * close the gap. Returns what stops it.
 */
export async function startHeartbeat(
  checkpoints: Checkpoints,
  onProblem: (error: unknown) => void,
): Promise<() => void> {
  const last = await checkpoints.get(checkpoint);
  if (last && Date.now() - last.at.getTime() > redeliverableMs) await checkpoints.set('outage', last.at);
  await checkpoints.set(checkpoint, new Date());
  const beat = setInterval(() => void checkpoints.set(checkpoint, new Date()).catch(onProblem), beatMs);
  beat.unref();
  return () => clearInterval(beat);
}
