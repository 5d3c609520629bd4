import type { Autonomy, LabelMeaning } from '../issue/decision.ts';
import { labelFor } from '../taxonomy/taxonomy.ts';
import { ownEntry } from '../text/own-entry.ts';
import { type JudgedIssue, type LiveOutcome, liveOutcomes, truthOf } from './label-outcome.ts';
import { type LabelTrackRecord, trackRecordOf } from './label-track-record.ts';
import { vouchingFor } from './pooled-precision.ts';
import type { Replay } from './replay.ts';

export interface Shown {
  /** With when it was made (ISO 8601); null before the past was replayed. */
  replay: { replay: Replay; at: string } | null;
  /** Issues that people have judged since, by their last lesson, oldest first. */
  judged: readonly JudgedIssue[];
}

export interface Asked {
  meanings: readonly LabelMeaning[];
  target: number;
  /** The settings' own thresholds, by label name in lower case. */
  thresholds: Readonly<Record<string, number>>;
  /** Where each label stands, by its name in lower case. */
  before: ReadonlyMap<string, Autonomy>;
}

/**
 * The standing of every label that has shown anything, in the replay or live. An issue counts once a dimension: by what
 * people said of it since the replay, else by the replay, which has measured it anew with the models of today, else by what
 * people said before. Whether a label has drifted is told by all that people said. Labels that the repository no longer has, or that carry no value that is decided, have none.
 */
export function computeTrackRecords(
  { replay, judged }: Shown,
  { meanings, target, thresholds, before }: Asked,
): LabelTrackRecord[] {
  const values = new Map<string, Evidence>();
  const evidenceOf = (dimension: Evidence['dimension'], value: string): Evidence => {
    const key = `${dimension} ${value}`;
    const known = values.get(key) ?? { dimension, value, replayed: [], live: [], seen: new Set() };
    values.set(key, known);
    return known;
  };
  const inReplay = new Set(
    (replay?.replay.values ?? []).flatMap(({ dimension, seen, outcomes }) =>
      [...seen, ...outcomes.map(([number]) => number)].map((number) => `${dimension} ${number}`),
    ),
  );
  const judgedLive = new Set<string>();
  for (const issue of judged) {
    for (const [dimension, own] of Map.groupBy(issue.lessons, (lesson) => lesson.dimension)) {
      const key = `${dimension} ${issue.number}`;
      const since = replay === null || Date.parse(own.at(-1)?.at ?? '') > Date.parse(replay.at);
      if (since || !inReplay.has(key)) judgedLive.add(key);
      for (const value of truthOf(own)) evidenceOf(dimension, value).seen.add(issue.number);
    }
    for (const outcome of liveOutcomes(issue)) {
      const counts = judgedLive.has(`${outcome.dimension} ${issue.number}`);
      evidenceOf(outcome.dimension, outcome.value).live.push({ ...outcome, counts });
    }
  }
  for (const { dimension, value, seen, outcomes } of replay?.replay.values ?? []) {
    const isLive = (number: number) => judgedLive.has(`${dimension} ${number}`);
    const evidence = evidenceOf(dimension, value);
    for (const number of seen) if (!isLive(number)) evidence.seen.add(number);
    for (const [number, confidence, right] of outcomes)
      if (!isLive(number)) evidence.replayed.push({ confidence, right: right === 1 });
  }
  const pools = Map.groupBy(values.values(), ({ dimension }) => dimension);
  const outcomes = new Map([...pools].map(([dimension, all]) => [dimension, all.flatMap(countedOutcomes)]));
  return [...values.values()].flatMap(({ seen, ...evidence }) => {
    const label = labelFor(meanings, evidence.dimension, evidence.value);
    if (label === null) return [];
    const key = label.toLowerCase();
    const own = { current: before.get(key) ?? null, fixedThreshold: ownEntry(thresholds, key) ?? null };
    const all = outcomes.get(evidence.dimension) ?? [];
    const vouchedAt = vouchingFor(evidence.dimension, all, countedOutcomes(evidence));
    return [trackRecordOf({ ...evidence, ...own, label, target, seen: seen.size, vouchedAt })];
  });
}

const countedOutcomes = ({ replayed, live }: Pick<Evidence, 'replayed' | 'live'>) => [
  ...replayed,
  ...live.filter(({ counts }) => counts),
];

interface Evidence {
  dimension: LabelTrackRecord['dimension'];
  value: string;
  replayed: { confidence: number; right: boolean }[];
  live: (LiveOutcome & { counts: boolean })[];
  seen: Set<number>;
}
