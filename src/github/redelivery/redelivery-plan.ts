/** One attempt of GitHub to reach us; a redelivery is a further one with the same guid. */
export interface Attempt {
  id: number;
  guid: string;
  /** ISO 8601, UTC. */
  deliveredAt: string;
  /** True where we answered 2xx. */
  ok: boolean;
}

/** So long a delivery that was asked for may be on its way, in milliseconds. */
const onItsWayMs = 10 * 60_000;

/**
 * Which deliveries have to be asked for again, oldest first: those with no attempt that went well. One that was asked for
 * a short while ago, and of which no further attempt has come to light, is waited for.
 *
 * @param asked when each was asked for, milliseconds since the epoch
 */
export function planRedelivery(
  attempts: readonly Attempt[],
  asked: Readonly<Record<string, number>>,
  now: number,
): { due: Attempt[]; waiting: Record<string, number> } {
  const due: Attempt[] = [];
  const waiting: Record<string, number> = {};
  for (const [guid, tries] of Map.groupBy(attempts, (attempt) => attempt.guid)) {
    if (tries.some(({ ok }) => ok)) continue;
    const last = tries.reduce((a, b) => (a.id > b.id ? a : b));
    const askedAt = asked[guid];
    const stillComing =
      askedAt !== undefined && now - askedAt < onItsWayMs && Date.parse(last.deliveredAt) < askedAt - 1_000;
    if (stillComing) waiting[guid] = askedAt;
    else due.push(last);
  }
  return { due: due.sort((a, b) => a.id - b.id), waiting };
}
