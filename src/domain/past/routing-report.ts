import type { TrackRecord } from '../autonomy/calibration.ts';
import type { Autonomy, OwnerKind } from '../issue/decision.ts';
import { computeOwnerRecords, type OwnerOutcome, ownerKey } from '../routing/owner-track-record.ts';

/** Someone an issue would have been suggested to; `right` is null where it does not show whose the issue was. */
export interface JudgedOwner {
  name: string;
  right: boolean | null;
}

/** Whom a past issue would have been suggested to, likeliest first. */
export interface PastRouting {
  number: number;
  /** Whether people show whose it was: somebody was assigned, or closed it. */
  handled: boolean;
  people: readonly JudgedOwner[];
  teams: readonly JudgedOwner[];
}

/** How often the first suggestion, and one of the first three, was right. */
export interface TopRight {
  /** Issues with a suggestion that could be judged. */
  judged: number;
  first: number;
  firstThree: number;
}

/** What would have come of one person or team. */
export interface OwnerResult {
  kind: OwnerKind;
  name: string;
  /** Of the times it was the first suggestion. */
  record: TrackRecord;
  /** Of these, the times it had earned to be assigned by then. */
  assigned: TrackRecord;
  lowerBound: number;
  rung: Autonomy;
}

/** What would have come of routing. */
export interface RoutingReport {
  /** Issues of which people show whose they were. */
  handled: number;
  people: TopRight;
  teams: TopRight;
  /** Those with most outcomes first. */
  owners: OwnerResult[];
}

const top = 3;
/** The owners’ track records are recomputed after this many issues. */
const every = 25;

/**
 * Sums up whom issues would have been suggested to, in the order of time: each person and team is assigned from where its record
 * until then had earned it.
 */
export function summarizeRouting(routings: readonly PastRouting[], target: number): RoutingReport {
  const outcomes: OwnerOutcome[] = [];
  const assigned = new Map<string, TrackRecord>();
  let earned = new Map<string, Autonomy>();
  const recompute = () => {
    const records = computeOwnerRecords(outcomes, target, earned);
    earned = new Map(records.map(({ kind, name, autonomy }) => [ownerKey(kind, name), autonomy]));
    return records;
  };
  for (const [i, { number, people, teams }] of routings.entries()) {
    if (i % every === 0) recompute();
    for (const [kind, first] of [
      ['person', people[0]],
      ['team', teams[0]],
    ] as const) {
      if (!first || first.right === null) continue;
      const key = ownerKey(kind, first.name);
      if (earned.get(key) === 'apply') assigned.set(key, counted(assigned.get(key), first.right));
      outcomes.push({ kind, name: first.name, number, right: first.right, live: true });
    }
  }
  return {
    handled: routings.filter(({ handled }) => handled).length,
    people: topRight(routings.map(({ people }) => people)),
    teams: topRight(routings.map(({ teams }) => teams)),
    owners: recompute().map(({ kind, name, record, lowerBound, autonomy }) => ({
      ...{ kind, name, record, lowerBound, rung: autonomy },
      assigned: assigned.get(ownerKey(kind, name)) ?? { right: 0, wrong: 0 },
    })),
  };
}

function topRight(suggested: readonly (readonly JudgedOwner[])[]): TopRight {
  const judged = suggested.filter(([first]) => first && first.right !== null);
  return {
    judged: judged.length,
    first: judged.filter(([first]) => first?.right === true).length,
    firstThree: judged.filter((all) => all.slice(0, top).some(({ right }) => right === true)).length,
  };
}

function counted(before: TrackRecord | undefined, right: boolean): TrackRecord {
  const { right: rights, wrong: wrongs } = before ?? { right: 0, wrong: 0 };
  return { right: rights + (right ? 1 : 0), wrong: wrongs + (right ? 0 : 1) };
}
