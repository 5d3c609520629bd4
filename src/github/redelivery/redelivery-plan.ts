/** One delivery attempt by GitHub. A redelivery is a further attempt with the same guid. */
export interface Attempt {
  id: number;
  guid: string;
  /** ISO 8601, UTC. */
  deliveredAt: string;
  /** Whether we answered 2xx. */
  ok: boolean;
}

/** How long to wait for a requested redelivery, in milliseconds. */
const onItsWayMs = 10 * 60_000;

/**
 * Returns the deliveries to request again, oldest first: those without a successful attempt, unless a
 * redelivery was requested recently and is still pending.
 *
 * @param asked when each was requested, in milliseconds since the epoch
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
