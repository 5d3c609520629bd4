import type { AreaSet } from '../../scripts/area-data.ts';
import { generalIdf } from '../../src/classify/embedding/general-idf.ts';
import { isClosedWorld } from '../../src/classify/local/areas/area-model.ts';
import { readForAreas } from '../../src/classify/local/areas/area-reading.ts';
import { AreaWalk } from '../../src/classify/local/areas/area-walk.ts';
import type { AreaWeights } from '../../src/classify/local/areas/area-weights.ts';
import { labelNames } from '../../src/classify/local/areas/label-name.ts';
import { pairColumnNames, pairWidth } from '../../src/classify/local/areas/pair-columns.ts';
import { nextRefit } from '../../src/classify/local/areas/train-area-weights.ts';
import { type CalibrationOutcome, chooseThreshold } from '../../src/domain/autonomy/calibration.ts';
import { computeTrackRecords } from '../../src/domain/autonomy/compute-track-records.ts';
import type { JudgedIssue } from '../../src/domain/autonomy/label-outcome.ts';
import type { LabelTrackRecord } from '../../src/domain/autonomy/label-track-record.ts';
import { decide } from '../../src/domain/decide/decide.ts';
import { emptyLearnedState, type LearnedState } from '../../src/domain/decide/learned-state.ts';
import type { LabelMeaning } from '../../src/domain/issue/decision.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { mostFrequent, tfidfLogistic } from './area-baselines.ts';

/** What one method said of an issue. */
export interface AreaSaid {
  probabilities: ArrayLike<number>;
  written: number[];
  suggested: number[];
}

export interface WalkedIssue {
  /** Issues with an area that came before. */
  history: number;
  truth: Uint8Array;
  carrying: boolean;
  ours: AreaSaid;
  baselines: Record<BaselineName, AreaSaid>;
}

export const baselineNames = ['most frequent', 'tfidf', 'neighbors'] as const;
export type BaselineName = (typeof baselineNames)[number];

export const target = defaultSettings.target_precision;
/** Outcomes reach the labels' track records every so many issues. */
const standingEvery = 25;
const neighborsColumn = pairColumnNames.indexOf('neighbors');

/**
 * Predict, then learn: each issue is answered and decided as the product would, by what the earlier ones taught, then its
 * areas become known. What a label is allowed follows its outcomes so far.
 */
export function walkAreas(
  set: AreaSet,
  weights: AreaWeights,
): { issues: WalkedIssue[]; predictMs: number[]; refitMs: number } {
  const labels = set.areas;
  const meanings = labels.map(
    (name, id): LabelMeaning => ({
      ...{ label: { id, name, color: '', description: '' }, dimension: 'area', value: name, reason: 'name' },
    }),
  );
  const walk = new AreaWalk(labels, labelNames(labels, generalIdf), weights);
  const baselines = { 'most frequent': mostFrequent(labels), tfidf: tfidfLogistic(labels) };
  const gates = {
    'most frequent': createGlobalGate(),
    tfidf: createGlobalGate(),
    neighbors: createGlobalGate(),
  };
  const judged: JudgedIssue[] = [];
  let standings: LabelTrackRecord[] = [];
  let state: LearnedState = emptyLearnedState;
  let [refitAt, refitMs, carried] = [nextRefit(0), 0, 0];
  const issues: WalkedIssue[] = [];
  const predictMs: number[] = [];
  set.issues.forEach((issue, i) => {
    if (i >= refitAt) {
      const started = performance.now();
      walk.refit();
      refitMs += performance.now() - started;
      baselines.tfidf.refit();
      refitAt = nextRefit(i);
    }
    if (i % standingEvery === 0) {
      standings = place(meanings, judged, standings);
      state = toState(standings);
      for (const gate of Object.values(gates)) gate.place();
    }
    const started = performance.now();
    const reading = readForAreas(issue);
    const pairs = walk.pairs(reading);
    const votes = labels.map((_, k) => pairs.columns[k * pairWidth + neighborsColumn] as number);
    const answer = walk.answer(reading, pairs);
    predictMs.push(performance.now() - started);
    const closed = isClosedWorld(walk);
    const byName = (values: Float64Array) =>
      Object.fromEntries(labels.map((label, k) => [label, values[k] as number]));
    const opinion = {
      ...{ source: 'local', model: 'bench', dimension: 'area' as const, reasons: {} },
      ...{ probabilities: byName(closed ? answer.closed : answer.open), open: byName(answer.open) },
    };
    const { values } = decide(
      { opinions: [opinion], meanings, similar: [], fallback: null },
      defaultSettings,
      state,
    );
    const given = issue.areas.map((area) => labels.indexOf(area));
    const truth = Uint8Array.from(labels, (_, k) => (given.includes(k) ? 1 : 0));
    const carrying = given.length > 0;
    const on = (autonomy: string) =>
      values.filter((value) => value.autonomy === autonomy).map(({ value }) => labels.indexOf(value));
    const scores = {
      'most frequent': baselines['most frequent'].score(issue),
      tfidf: baselines.tfidf.score(issue),
      neighbors: votes,
    };
    issues.push({
      ...{ history: carried, truth, carrying },
      ours: {
        probabilities: closed ? answer.closed : answer.open,
        written: on('apply'),
        suggested: on('suggest'),
      },
      baselines: {
        'most frequent': gates['most frequent'].say(scores['most frequent']),
        tfidf: gates.tfidf.say(scores.tfidf),
        neighbors: gates.neighbors.say(scores.neighbors),
      },
    });
    walk.learn(reading, given, answer);
    judge(judged, issue, values, closed);
    if (!carrying) return;
    carried++;
    for (const name of baselineNames) gates[name].learn(scores[name], truth);
    for (const baseline of Object.values(baselines)) baseline.learn(issue, given);
  });
  return { issues, predictMs, refitMs };
}

/** People label the issue; where few areas are learnt, an issue without any says that what was said is wrong. */
function judge(
  judged: JudgedIssue[],
  { number, areas }: AreaSet['issues'][number],
  decided: JudgedIssue['decided'],
  closed: boolean,
): void {
  const rejected = closed || areas.length > 0 ? [] : decided.map(({ value }) => value);
  const lesson = { dimension: 'area' as const, at: '2026-01-01T00:00:00Z', said: null };
  const lessons = [
    ...areas.map((value) => ({ ...lesson, value, verdict: 'missed' as const })),
    ...rejected.map((value) => ({ ...lesson, value, verdict: 'rejected' as const })),
  ];
  if (lessons.length > 0) judged.push({ number, lessons, decided, opinions: [] });
}

function place(
  meanings: readonly LabelMeaning[],
  judged: readonly JudgedIssue[],
  before: readonly LabelTrackRecord[],
): LabelTrackRecord[] {
  return computeTrackRecords(
    { replay: null, judged },
    {
      ...{ meanings, target, thresholds: {} },
      before: new Map(before.map(({ label, autonomy }) => [label.toLowerCase(), autonomy])),
    },
  );
}

function toState(standings: readonly LabelTrackRecord[]): LearnedState {
  return {
    ...emptyLearnedState,
    thresholds: Object.fromEntries(standings.map(({ label, threshold }) => [label.toLowerCase(), threshold])),
    ladder: Object.fromEntries(
      standings.map(({ label, autonomy, why }) => [label.toLowerCase(), { autonomy, why }]),
    ),
  };
}

/** One threshold for all labels: the lowest from which everything said so far was right often enough. */
function createGlobalGate() {
  const outcomes: CalibrationOutcome[] = [];
  let threshold = Number.POSITIVE_INFINITY;
  return {
    place() {
      threshold = chooseThreshold(outcomes, target)?.threshold ?? Number.POSITIVE_INFINITY;
    },
    say(scores: readonly number[]): AreaSaid {
      const from = (least: number) => scores.flatMap((score, k) => (score >= least ? [k] : []));
      const written = from(threshold);
      return { probabilities: scores, written, suggested: from(0.5).filter((k) => !written.includes(k)) };
    },
    learn(scores: readonly number[], truth: Uint8Array) {
      scores.forEach((confidence, k) => {
        if (confidence >= 0.5) outcomes.push({ confidence, right: truth[k] === 1 });
      });
    },
  };
}
