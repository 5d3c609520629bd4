import { precisionLowerBound, type TrackRecord } from '../autonomy/calibration.ts';
import type { LabelTrackRecord } from '../autonomy/label-track-record.ts';
import type { RecordReason, Stored } from '../issue/autonomy-reason.ts';
import type { Autonomy, Dimension } from '../issue/decision.ts';
import type { RoutingReport } from './routing-report.ts';

/** One value that was decided for one past issue, and what people had made of it. */
export interface BacktestOutcome {
  dimension: Dimension;
  value: string;
  label: string | null;
  /** 0 to 1. */
  confidence: number;
  autonomy: Autonomy;
  /** Null where nobody had judged the dimension. */
  right: boolean | null;
}

/** One past issue as it would have been triaged. */
export interface BacktestIssue {
  number: number;
  outcomes: BacktestOutcome[];
  /** A hosted model would have been asked. */
  unsure: boolean;
  /** Tokens of the question that it would have been asked; 0 where it would not. */
  promptTokens: number;
}

/** What would have come of one label. */
export interface LabelResult {
  label: string;
  dimension: Dimension;
  value: string;
  /** Issues that people gave it. */
  seen: number;
  /** What would have been written. */
  applied: TrackRecord;
  /** What would have been suggested. */
  suggested: TrackRecord;
  /** Written on issues that nobody judged by a label of the kind; absent in reports of earlier versions. */
  unjudged?: number;
  /** One-sided 90 % lower bound of the precision of what would have been written. */
  lowerBound: number;
  /** Share of the issues with the label on which it would have been written. */
  coverage: number;
  /** As it stood at the end. */
  threshold: number;
  rung: Autonomy;
  why: Stored<RecordReason>;
}

/** A stretch of the past: shares are null where nothing was written or nobody had judged. */
export interface Stretch {
  /** Numbers of its first and last issue. */
  from: number;
  to: number;
  issues: number;
  /** Share of what was written that was right. */
  precision: number | null;
  /** Share of the issues on which something was written. */
  coverage: number;
}

export interface BacktestReport {
  issues: number;
  /** Issues with a label of people. */
  judged: number;
  applied: TrackRecord;
  suggested: TrackRecord;
  /** What was written or suggested on issues without a label of the kind; absent in reports of earlier versions. */
  unjudged?: { applied: number; suggested: number };
  /** Issues on which something would have been written. */
  covered: number;
  labels: LabelResult[];
  stretches: Stretch[];
  /** Of all values that were judged, by what was said. */
  calibration: { said: number; right: number; wrong: number }[];
  /** Questions to a hosted model, had one been on. */
  hosted: { calls: number; promptTokens: number };
  /** Absent where it is not known who had to do with the issues, and in reports of earlier versions. */
  routing?: RoutingReport;
}

/** What a hosted model would have cost by its list price, in United States dollars. */
export interface HostedPrice {
  model: string;
  /** Asked about every issue of the past, and about the unsure ones alone. */
  always: number;
  unsure: number;
}

/** A report with what belongs to it. */
export interface KeptBacktest {
  report: BacktestReport;
  /** The precision that was asked for, 0 to 1. */
  target: number;
  prices: HostedPrice[];
}

/** How far a repository's backtest has come, and its last report. Times are ISO 8601, UTC. */
export interface BacktestState {
  stage: 'waiting' | 'running' | 'done' | 'failed';
  /** Issues. */
  done: number;
  total: number;
  /** Why it failed; null otherwise. */
  problem: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Of the last one that was finished; stays while the next one runs. */
  kept: (KeptBacktest & { at: string }) | null;
}

const noRecord = (): TrackRecord => ({ right: 0, wrong: 0 });

/**
 * Sums up what would have been done. `seen` counts, by label in lower case, the issues that people gave it; `standings` are
 * those of the end.
 */
export function summarizeBacktest(
  issues: readonly BacktestIssue[],
  {
    seen,
    judged,
    standings,
    routing,
  }: {
    seen: ReadonlyMap<string, number>;
    judged: number;
    standings: readonly LabelTrackRecord[];
    routing?: RoutingReport | null;
  },
): BacktestReport {
  const all = issues.flatMap(({ outcomes }) => outcomes);
  const unsure = issues.filter((issue) => issue.unsure);
  const written = (each: BacktestOutcome) => each.autonomy === 'apply';
  return {
    issues: issues.length,
    judged,
    applied: count(all.filter(written)),
    suggested: count(all.filter(({ autonomy }) => autonomy === 'suggest')),
    unjudged: {
      applied: all.filter((each) => written(each) && each.right === null).length,
      suggested: all.filter(({ autonomy, right }) => autonomy === 'suggest' && right === null).length,
    },
    covered: issues.filter(({ outcomes }) => outcomes.some(written)).length,
    labels: labelResults(all, seen, standings),
    stretches: stretchesOf(issues),
    calibration: calibrate(all),
    hosted: {
      calls: unsure.length,
      promptTokens: unsure.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    },
    ...(routing ? { routing } : {}),
  };
}

function count(outcomes: readonly BacktestOutcome[]): TrackRecord {
  const record = noRecord();
  for (const { right } of outcomes) {
    if (right === true) record.right++;
    else if (right === false) record.wrong++;
  }
  return record;
}

function labelResults(
  all: readonly BacktestOutcome[],
  seen: ReadonlyMap<string, number>,
  standings: readonly LabelTrackRecord[],
): LabelResult[] {
  const byLabel = Map.groupBy(all, ({ label }) => label?.toLowerCase() ?? '');
  return standings
    .map(({ label, dimension, value, threshold, autonomy: rung, why }): LabelResult => {
      const own = byLabel.get(label.toLowerCase()) ?? [];
      const applied = count(own.filter(({ autonomy }) => autonomy === 'apply'));
      const times = seen.get(label.toLowerCase()) ?? 0;
      return {
        ...{ label, dimension, value, threshold, rung, why, applied },
        seen: times,
        unjudged: own.filter(({ autonomy, right }) => autonomy === 'apply' && right === null).length,
        suggested: count(own.filter(({ autonomy }) => autonomy === 'suggest')),
        lowerBound: precisionLowerBound(applied),
        coverage: times === 0 ? 0 : applied.right / times,
      };
    })
    .sort((a, b) => b.seen - a.seen || (a.label < b.label ? -1 : 1));
}

/** So many issues at a time; the past is cut into twenty stretches at most. */
const minStretch = 25;
const maxStretches = 20;

function stretchesOf(issues: readonly BacktestIssue[]): Stretch[] {
  const size = Math.max(minStretch, Math.ceil(issues.length / maxStretches));
  return Array.from({ length: Math.ceil(issues.length / size) }, (_, i) => {
    const own = issues.slice(i * size, (i + 1) * size);
    const written = own.map(({ outcomes }) => outcomes.filter(({ autonomy }) => autonomy === 'apply'));
    const { right, wrong } = count(written.flat());
    return {
      from: own[0]?.number ?? 0,
      to: own.at(-1)?.number ?? 0,
      issues: own.length,
      precision: right + wrong === 0 ? null : right / (right + wrong),
      coverage: written.filter((each) => each.length > 0).length / own.length,
    };
  });
}

/** Ten bins of equal width over what was said (the reliability diagram of Niculescu-Mizil and Caruana, 2005). */
function calibrate(all: readonly BacktestOutcome[]): BacktestReport['calibration'] {
  const judged = all.filter(({ right }) => right !== null);
  const bins = Map.groupBy(judged, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => ({
      said: own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length,
      ...count(own),
    }));
}
