import { computeTrackRecords } from '../../domain/autonomy/compute-track-records.ts';
import type { LabelTrackRecord } from '../../domain/autonomy/label-track-record.ts';
import type { ReplayedValue } from '../../domain/autonomy/replay.ts';
import { decide } from '../../domain/decide/decide.ts';
import { emptyLearnedState, type LearnedState } from '../../domain/decide/learned-state.ts';
import type {
  Autonomy,
  DecidedValue,
  Dimension,
  LabelMeaning,
  Opinion,
} from '../../domain/issue/decision.ts';
import type { Label } from '../../domain/issue/repository.ts';
import {
  type BacktestIssue,
  type BacktestOutcome,
  type BacktestReport,
  summarizeBacktest,
} from '../../domain/past/backtest.ts';
import { type PastRouting, summarizeRouting } from '../../domain/past/routing-report.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { readTaxonomy } from '../../domain/taxonomy/taxonomy.ts';
import { isEnough, lessonOf, trainingTask } from '../learn/train-model.ts';
import { type LearntDimension, learntDimensions, type Said, type TaughtIssue } from '../ports/models.ts';
import type { ReplayTrainer } from '../ports/track-records.ts';
import { createPastRouter } from './past-router.ts';
import { toldApartBy, truthOf } from './replay-past.ts';

export interface BacktestDeps {
  trainer: ReplayTrainer;
  /** Whether a hosted model would be asked, had one been on (`classify/is-unsure.ts`). */
  isUnsure: (
    opinions: readonly Opinion[],
    meanings: readonly LabelMeaning[],
    settings: Settings,
    state: LearnedState,
  ) => boolean;
  /** Tokens of the question about an issue. */
  countPrompt: (issue: { title: string; body: string }, meanings: readonly LabelMeaning[]) => Promise<number>;
}

export interface Past {
  /** In the order of time. */
  issues: readonly TaughtIssue[];
  labels: readonly Label[];
  settings: Settings;
  /** Absent: nobody owns anything. */
  codeowners?: readonly OwnerRule[];
  /** `owner/name`. */
  repository?: string;
}

export interface BacktestRun {
  /** Told after every issue. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Models are trained anew when the past has grown by a quarter. */
const growth = 1.25;
const firstTraining = 25;
/** So many questions are written between two trainings to learn how long they are. */
const sampledPrompts = 12;
/** So many of the newest teach, as in production. */
const maxTaught = 5_000;

/**
 * What would have been done on a repository's past: issues come in the order of time, each is decided by what the earlier
 * ones had taught (models, thresholds, each label's place on the ladder), and then teaches with the labels that people
 * gave it. Nothing of an issue but its text is known when it is decided. Similar issues are looked for only to tell who closed
 * them, and no hosted model is asked; what one would have cost is counted.
 */
export async function backtest(
  deps: BacktestDeps,
  { issues, labels, settings, codeowners = [], repository = '' }: Past,
  { onProgress, signal }: BacktestRun = {},
): Promise<BacktestReport> {
  const done: BacktestIssue[] = [];
  const shown = new Map<string, ReplayedValue>();
  const seen = new Map<string, number>();
  let standings: LabelTrackRecord[] = [];
  const router = createPastRouter({ settings, codeowners, repository });
  const routings: PastRouting[] = [];
  const areas = await askAreas(deps.trainer, issues, readTaxonomy(labels, settings, new Map()), signal);
  for (let start = 0; start < issues.length; ) {
    const end = start === 0 ? firstTraining : Math.min(issues.length, Math.ceil(start * growth));
    const past = issues.slice(Math.max(0, start - maxTaught), start);
    const meanings = readTaxonomy(labels, settings, countUse(past.slice(-500)));
    standings = rank(standings, { shown, past, meanings, settings });
    const state = toState(standings);
    const block = issues.slice(start, end);
    const opinions = await askAll(deps.trainer, { past, block, meanings }, signal);
    for (const [i, own] of opinions.entries()) own.push(...(areas[start + i] ?? []));
    const unsure = block.map((_, i) => deps.isUnsure(opinions[i] ?? [], meanings, settings, state));
    const tokens = await usualPrompt(
      deps,
      block.filter((_, i) => unsure[i]),
      meanings,
    );
    const toldApart = toldApartBy(past, meanings);
    for (const [i, issue] of block.entries()) {
      signal?.throwIfAborted();
      const evidence = { opinions: opinions[i] ?? [], meanings, similar: [], fallback: null };
      const { values } = decide(evidence, settings, state);
      const routed = await router.route(issue, values);
      if (routed) routings.push(routed);
      done.push({
        number: issue.number,
        outcomes: judge(issue, values, { meanings, shown, toldApart }),
        unsure: unsure[i] === true,
        promptTokens: unsure[i] ? tokens : 0,
      });
      for (const name of issue.labels) seen.set(name.toLowerCase(), (seen.get(name.toLowerCase()) ?? 0) + 1);
      onProgress?.(done.length, issues.length);
    }
    start = end;
  }
  const meanings = readTaxonomy(labels, settings, countUse(issues.slice(-500)));
  standings = rank(standings, { shown, past: issues, meanings, settings });
  const judged = issues.filter(({ labeledAt }) => labeledAt !== null).length;
  const routing = routings.length > 0 ? summarizeRouting(routings, settings.target_precision) : null;
  return summarizeBacktest(done, { seen, judged, standings, routing });
}

/**
 * Tokens of a question about one of these issues, the mean of a few: writing a question takes longer than all else that is
 * done with an issue, since the labels' descriptions are looked through for secrets.
 */
async function usualPrompt(
  { countPrompt }: BacktestDeps,
  issues: readonly TaughtIssue[],
  meanings: LabelMeaning[],
): Promise<number> {
  const step = Math.max(1, Math.ceil(issues.length / sampledPrompts));
  const sample = issues.filter((_issue, index) => index % step === 0);
  let tokens = 0;
  for (const issue of sample) tokens += await countPrompt(issue, meanings);
  return sample.length === 0 ? 0 : Math.round(tokens / sample.length);
}

interface Block {
  past: readonly TaughtIssue[];
  block: readonly TaughtIssue[];
  meanings: LabelMeaning[];
}

/** What models taught by the past say of each issue of the block; the shipped one where there is too little to learn from. */
async function askAll(
  trainer: ReplayTrainer,
  { past, block, meanings }: Block,
  signal?: AbortSignal,
): Promise<Opinion[][]> {
  const opinions: Opinion[][] = block.map(() => []);
  const texts = block.map(({ title, body }) => ({ title, body }));
  for (const dimension of learntDimensions) {
    if (dimension === 'area') continue;
    const rows = past.flatMap((issue) => lessonOf(issue, dimension, meanings));
    const taught = isEnough(dimension, rows);
    const model = taught
      ? await trainer.train(trainingTask({ dimension, issues: past, meanings }), signal)
      : null;
    const said = await trainer.ask({ dimension, model, meanings, issues: texts }, signal);
    for (const [i, one] of said.entries()) opinions[i]?.push(...toOpinions(dimension, one));
  }
  return opinions;
}

/** What areas' models walk through at a time, and how much further each walk goes than the one before. */
const walked = 3_000;
const furtherOn = 1_500;

/**
 * What is said of each issue's areas by what the issues before it taught: areas are learned by a walk through the past that
 * answers for every issue on the way, so that one walk takes the place of a training for each block.
 */
async function askAreas(
  trainer: ReplayTrainer,
  issues: readonly TaughtIssue[],
  meanings: LabelMeaning[],
  signal?: AbortSignal,
): Promise<Opinion[][]> {
  const { rows, areas = [] } = trainingTask({ dimension: 'area', issues, meanings });
  const opinions: Opinion[][] = [];
  while (areas.length > 0 && opinions.length < rows.length) {
    const end = Math.min(rows.length, opinions.length === 0 ? walked : opinions.length + furtherOn);
    const said = await trainer.replayAreas(
      { rows: rows.slice(Math.max(0, end - walked), end), areas },
      signal,
    );
    const fresh = said.slice(-(end - opinions.length));
    opinions.push(...fresh.map((one) => toOpinions('area', one)));
    if (fresh.length === 0) break;
  }
  return opinions;
}

function toOpinions(dimension: LearntDimension, said: Said): Opinion[] {
  if (Object.keys(said.probabilities).length === 0) return [];
  return [{ source: 'local', model: 'backtest', dimension, ...said, reasons: {} }];
}

interface Judging {
  meanings: LabelMeaning[];
  /** Dimensions that are judged on issues that carry a value only. */
  toldApart: ReadonlySet<Dimension>;
  /** What labels have shown so far; the issue's outcomes are added. */
  shown: Map<string, ReplayedValue>;
}

/** Looks at what people had made of an issue, once it is decided. */
function judge(
  issue: TaughtIssue,
  decided: readonly DecidedValue[],
  { meanings, shown, toldApart }: Judging,
): BacktestOutcome[] {
  const truth = truthOf(issue, meanings, toldApart);
  const find = (dimension: Dimension, value: string) => {
    const key = `${dimension} ${value}`;
    const found = shown.get(key) ?? { dimension, value, seen: [], outcomes: [] };
    shown.set(key, found);
    return found;
  };
  for (const [dimension, values] of truth)
    for (const value of values) find(dimension, value).seen.push(issue.number);
  return decided.map(({ dimension, value, confidence, label, autonomy }) => {
    const known = truth.get(dimension);
    const right = known ? known.has(value) : null;
    if (right !== null) find(dimension, value).outcomes.push([issue.number, confidence, right ? 1 : 0]);
    return { dimension, value, confidence, label, autonomy, right };
  });
}

function rank(
  before: readonly LabelTrackRecord[],
  { shown, past, meanings, settings }: Omit<Block, 'block'> & Pick<Judging, 'shown'> & Pick<Past, 'settings'>,
): LabelTrackRecord[] {
  const replay = {
    ...{ format: 1 as const, issues: past.length, folds: 0, from: past[0]?.number ?? 0 },
    ...{ to: past.at(-1)?.number ?? 0, values: [...shown.values()] },
  };
  const thresholds = Object.entries(settings.labels.thresholds).map(([name, at]) => [name.toLowerCase(), at]);
  return computeTrackRecords(
    { replay: { replay, at: new Date(0).toISOString() }, judged: [] },
    {
      meanings,
      target: settings.target_precision,
      thresholds: Object.fromEntries(thresholds),
      before: new Map(
        before.map(({ label, autonomy }): [string, Autonomy] => [label.toLowerCase(), autonomy]),
      ),
    },
  );
}

function toState(standings: readonly LabelTrackRecord[]): LearnedState {
  const by = <T>(pick: (standing: LabelTrackRecord) => T) =>
    Object.fromEntries(standings.map((standing) => [standing.label.toLowerCase(), pick(standing)]));
  return {
    ...emptyLearnedState,
    thresholds: by(({ threshold }) => threshold),
    ladder: by(({ autonomy, why }) => ({ autonomy, why })),
  };
}

function countUse(issues: readonly TaughtIssue[]): Map<string, number> {
  const use = new Map<string, number>();
  for (const name of issues.flatMap(({ labels }) => labels)) use.set(name, (use.get(name) ?? 0) + 1);
  return use;
}
