import type { LabelMark } from '../issue/issue-past.ts';

/** The newest event of each label of an issue, by its name in lower case, and when the issue was closed. */
export interface MarkedIssue {
  marks: Readonly<Record<string, LabelMark>>;
  /** ISO 8601, UTC; null while it is open. */
  closedAt: string | null;
  /** Names of labels, in lower case, that we put on ourselves: they say nothing of how people use them. */
  ours: readonly string[];
}

/** A label that was used less often may be anything. */
const fewest = 8;
/** Of its uses, by bots; at closing; taken off again. What people think of an issue they put on early, and leave there. */
const shares = { byBots: 0.9, atClosing: 0.6, takenOff: 0.6 };
/** Around the closing. */
const closingMs = 10 * 60_000;

/**
 * Labels that belong to people's or bots' process by how they are used, in lower case: put on by bots, put on when an issue is
 * closed, or taken off again. A label that says so by its own name is told elsewhere (workflow.ts).
 */
export function processLabels(issues: readonly MarkedIssue[]): string[] {
  const uses = new Map<
    string,
    { all: number; on: number; byBots: number; atClosing: number; takenOff: number }
  >();
  for (const { marks, closedAt, ours } of issues) {
    const closed = closedAt === null ? Number.NaN : Date.parse(closedAt);
    for (const [name, { on, by, at }] of Object.entries(marks)) {
      if (ours.includes(name)) continue;
      const use = uses.get(name) ?? { all: 0, on: 0, byBots: 0, atClosing: 0, takenOff: 0 };
      use.all++;
      if (!on) use.takenOff++;
      else {
        use.on++;
        if (by.kind === 'bot') use.byBots++;
        if (Date.parse(at) >= closed - closingMs) use.atClosing++;
      }
      uses.set(name, use);
    }
  }
  return [...uses]
    .filter(
      ([, { all, on, byBots, atClosing, takenOff }]) =>
        takenOff >= Math.max(fewest, shares.takenOff * all) ||
        byBots >= Math.max(fewest, shares.byBots * on) ||
        atClosing >= Math.max(fewest, shares.atClosing * on),
    )
    .map(([name]) => name)
    .sort();
}
