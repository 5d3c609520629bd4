import type { Replay, ReplayedValue } from '../../domain/autonomy/replay.ts';
import { decide, emptyLearnedState } from '../../domain/decide/decide.ts';
import type { Dimension, LabelMeaning, Opinion } from '../../domain/issue/decision.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { isEnough, lessonOf } from '../learn/train-model.ts';
import { type LearntDimension, learntDimensions, type TaughtIssue } from '../ports/models.ts';
import type { ReplayTrainer } from '../ports/track-records.ts';

export interface PastToReplay {
  /** The repository's newest issues, labeled or not, newest last, as they stood when filed. */
  issues: readonly TaughtIssue[];
  meanings: readonly LabelMeaning[];
  settings: Settings;
}

/** In blocks of time, so that neighbors, which are often about the same thing, do not answer for each other. */
const folds = 5;
/** At most so many issues are replayed, and as many teach: the newest. */
const most = 2_000;

/**
 * Triages past issues as if they had just been filed, each by models trained on the other four fifths of the past, and
 * counts what people had made of them. Of an issue nothing is used but its number, its first title and its text: no
 * label, comment or state from after filing. The truth are the labels that people left on it. Only issues whose truth in
 * a dimension is known count there.
 */
export async function replayPast(
  trainer: ReplayTrainer,
  { issues, meanings, settings }: PastToReplay,
  signal?: AbortSignal,
): Promise<Replay> {
  const past = issues.filter(({ labeledAt }) => labeledAt !== null).slice(-most);
  const answers = new Map<LearntDimension, Opinion[]>();
  for (const dimension of learntDimensions) {
    answers.set(dimension, await answerOutOfFold(trainer, { dimension, past, issues, meanings }, signal));
  }
  const values = new Map<string, ReplayedValue>();
  const findValue = (dimension: Dimension, value: string) => {
    const key = `${dimension} ${value}`;
    const found = values.get(key) ?? { dimension, value, seen: [], outcomes: [] };
    values.set(key, found);
    return found;
  };
  past.forEach((issue, i) => {
    const truth = truthOf(issue, meanings);
    for (const [dimension, own] of truth)
      for (const value of own) findValue(dimension, value).seen.push(issue.number);
    const opinions = [...answers.values()].flatMap((all) => all[i] ?? []);
    const evidence = { opinions, meanings: [...meanings], similar: [], fallback: null };
    for (const { dimension, value, confidence } of decide(evidence, settings, emptyLearnedState).values) {
      const own = truth.get(dimension);
      if (!own) continue;
      const rounded = Math.round(confidence * 10_000) / 10_000;
      findValue(dimension, value).outcomes.push([issue.number, rounded, own.has(value) ? 1 : 0]);
    }
  });
  return {
    format: 1,
    issues: past.length,
    folds,
    from: past[0]?.number ?? 0,
    to: past.at(-1)?.number ?? 0,
    values: [...values.values()],
  };
}

interface Answering extends Omit<PastToReplay, 'settings'> {
  dimension: LearntDimension;
  past: readonly TaughtIssue[];
}

/** What is said of each past issue by a model that has not learnt from it; by the shipped one where there is too little to learn from. */
async function answerOutOfFold(
  trainer: ReplayTrainer,
  { dimension, past, issues, meanings }: Answering,
  signal?: AbortSignal,
): Promise<Opinion[]> {
  const lessons = past.flatMap((issue) => lessonOf(issue, dimension, meanings));
  const taught = isEnough(dimension, lessons);
  const history = issues.map(({ title, body }) => ({ title, body }));
  const opinions: Opinion[] = [];
  for (const block of taught ? blocksOf(past, folds) : [past]) {
    const held = new Set(block.map(({ number }) => number));
    const rows = lessons.filter(({ number }) => !held.has(number));
    const model = taught ? await trainer.train({ dimension, rows, history }, signal) : null;
    const said = await trainer.ask({ dimension, model, meanings, issues: block.map(textOf) }, signal);
    opinions.push(
      ...said.map((probabilities) => ({
        ...{ source: 'local', model: 'replay', dimension, probabilities, reasons: {} },
      })),
    );
  }
  return opinions;
}

const textOf = ({ title, body }: TaughtIssue) => ({ title, body });

/** Equal parts in the order of time. */
function blocksOf<T>(all: readonly T[], count: number): T[][] {
  const size = Math.max(1, Math.ceil(all.length / count));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/**
 * The values that people gave an issue, by dimension. Somebody who labeled an issue looked at its areas, also where they
 * gave none; without a category or priority nobody has judged that.
 */
export function truthOf(
  { labels }: Pick<TaughtIssue, 'labels'>,
  meanings: readonly LabelMeaning[],
): Map<Dimension, Set<string>> {
  const given = new Set(labels.map((name) => name.toLowerCase()));
  const truth = new Map<Dimension, Set<string>>([['area', new Set()]]);
  for (const { dimension, value, label } of meanings) {
    if (dimension === 'workflow' || dimension === 'none' || !given.has(label.name.toLowerCase())) continue;
    truth.set(dimension, (truth.get(dimension) ?? new Set()).add(value));
  }
  return truth;
}
