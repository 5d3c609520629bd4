import { nextRung } from '../autonomy/autonomy.ts';
import { precisionLowerBound, type TrackRecord } from '../autonomy/calibration.ts';
import { hasDrifted } from '../autonomy/drift.ts';
import type { RecordReason, Stored } from '../issue/autonomy-reason.ts';
import type { Autonomy, OwnerKind, Routing } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { ownEntry } from '../text/own-entry.ts';
import { type Handling, handledBy, judgePerson, judgeTeam } from './handling.ts';

/** One suggestion of a person or a team, and whether people agreed. */
export interface OwnerOutcome {
  kind: OwnerKind;
  /** A login, or a team's name, as it was suggested. */
  name: string;
  number: number;
  right: boolean;
  /** False for what was found by replaying the past. */
  live: boolean;
}

/** A person's or a team's place on the ladder, with the figures that it was earned by. */
export interface OwnerTrackRecord {
  kind: OwnerKind;
  name: string;
  autonomy: Autonomy;
  why: Stored<RecordReason>;
  record: TrackRecord;
  /** One-sided 90 % lower bound of the precision. */
  lowerBound: number;
  /** How many of the outcomes are live. */
  live: number;
}

/** Tells people and teams apart, whatever they are called; upper and lower case are the same. */
export const ownerKey = (kind: OwnerKind, name: string): string => `${kind}:${name.toLowerCase()}`;

/** An issue that was routed, and what people made of it. */
export interface RoutedIssue {
  number: number;
  /** The first routing, before anybody had shown whose the issue is. */
  routing: Routing;
  labels: readonly string[];
  handling: Handling;
}

/** What became of the suggestions of one issue: at most one outcome of a person and one of a team. */
export function outcomesOf(
  { number, routing, labels, handling }: RoutedIssue,
  { routing: { teams } }: Settings,
): OwnerOutcome[] {
  const handled = handledBy(handling);
  const { assignee, team, teamLabel, autonomy, teamAutonomy = autonomy } = routing;
  const outcomes: OwnerOutcome[] = [];
  const add = (kind: OwnerKind, name: string, right: boolean | null) => {
    if (right !== null) outcomes.push({ kind, name, number, right, live: true });
  };
  if (assignee !== null) add('person', assignee, judgePerson(handled, assignee));
  if (team !== null) {
    // A label of our own is people's word once the issue was closed with it.
    const label = teamAutonomy !== 'apply' || handling.closed !== null ? teamLabel : null;
    const members = ownEntry(teams, team)?.members ?? [];
    add('team', team, judgeTeam(handled, { members, label }, labels));
  }
  return outcomes;
}

/** More names than this have no place in a page, nor outcomes enough to earn anything. */
const maxOwners = 200;
const latest = 30;

/**
 * What every person and team has earned, by the rules that labels earn by: `apply` where the lower bound of the precision of
 * the suggestions reaches the target, no more while the latest ones fell short of it, and one step up at a time. A suggestion
 * has no confidence to set a threshold by: all of a person's count.
 * @param outcomes oldest first; of several of one issue the last counts
 * @param before where each stands, by `ownerKey`
 */
export function computeOwnerRecords(
  outcomes: readonly OwnerOutcome[],
  target: number,
  before: ReadonlyMap<string, Autonomy>,
): OwnerTrackRecord[] {
  const byOwner = Map.groupBy(outcomes, ({ kind, name }) => ownerKey(kind, name));
  return [...byOwner]
    .map(([key, all]) => {
      const own = [...new Map(all.map((outcome) => [outcome.number, outcome])).values()];
      const live = own.filter((outcome) => outcome.live).map(({ right }) => right);
      const record = count(own.map(({ right }) => right));
      const evidenced = {
        all: record,
        recent: count(live.slice(-latest)),
        drifted: hasDrifted(live, target),
      };
      const { kind, name } = own.at(-1) as OwnerOutcome;
      return {
        ...{ kind, name, record, live: live.length, lowerBound: precisionLowerBound(record) },
        ...nextRung(before.get(key) ?? 'suggest', evidenced, target),
      };
    })
    .sort((a, b) => total(b.record) - total(a.record) || (a.name < b.name ? -1 : 1))
    .slice(0, maxOwners);
}

const total = ({ right, wrong }: TrackRecord) => right + wrong;

function count(outcomes: readonly boolean[]): TrackRecord {
  const right = outcomes.filter(Boolean).length;
  return { right, wrong: outcomes.length - right };
}
