import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import {
  type AreaHistory,
  type WeakExample,
  type WeakLabel,
  weakExamples,
} from '../../domain/weak-labels/weak-labels.ts';
import type {
  LearntDimension,
  ModelMetrics,
  ModelStore,
  TaughtIssue,
  Trainer,
  TrainingVerdict,
} from '../ports/models.ts';

export interface LearnDeps {
  /** The versions of the dimension's model. */
  models: ModelStore;
  trainer: Trainer;
  /** What models are trained on top of (the shipped prior's version). */
  basis: string;
}

export interface Subject {
  dimension: LearntDimension;
  /** The repository's newest issues, labeled or not, newest last. */
  issues: readonly TaughtIssue[];
  meanings: readonly LabelMeaning[];
  /** Areas that a hosted model gave past issues, and the run that they are from; null without any. */
  weak?: { run: string; labels: readonly WeakLabel[] } | null;
}

export interface Lesson {
  number: number;
  title: string;
  body: string;
  /** The values: one category, one priority, or any number of areas. */
  labels: string[];
  labeledAt: string;
}

/**
 * Fewer lessons do not move the shipped model; without one it takes more of them to learn a scale. Of effort, which texts tell
 * least of and maintainers write down seldom, 20 of at least two values are enough to begin with: the model keeps silent
 * until held-out lessons show that it is right (choose-belief.ts).
 */
const minLessons: Record<LearntDimension, number> = { category: 10, priority: 30, effort: 20, area: 5 };
/** Trained again once this share of the lessons is new, and at least so many are. */
const newShare = 0.1;
const minNew = 5;
/** Every fifth issue by its number is held out, in every training alike. */
const heldOutEvery = 5;
const megabyte = 1024 * 1024;
/** Memory of one model, in bytes: 9.5 MB for all of a repository. Trainings stay below by leaving rare features out. */
const largest: Record<LearntDimension, number> = {
  category: 5 * megabyte,
  area: 3.2 * megabyte,
  priority: 0.65 * megabyte,
  effort: 0.65 * megabyte,
};

/**
 * Teaches a repository's own model its categories, priorities, efforts or areas from the labels that people gave, and puts
 * it to use unless the version in use (at first the shipped model) tells issues that neither has seen better. Returns the
 * new version, or null where there is too little (new) to learn from. A version that revoked lessons may have taught gives
 * way in any case.
 *
 * A new version answers issues that come or change from now on. What was decided before stands: an open issue is not decided
 * anew, so that labels do not move under people's hands without a cause that they can see. Its text changing, a command, or a
 * person who accepts what a correction would change does that.
 */
export async function trainModel(
  deps: LearnDeps,
  repo: RepositoryRef,
  { dimension, issues, meanings, weak = null }: Subject,
  signal?: AbortSignal,
): Promise<{ version: number; metrics: ModelMetrics } | null> {
  const lessons = issues.flatMap((issue) => lessonOf(issue, dimension, meanings));
  const standing = await deps.models.inUse(repo, deps.basis);
  const examples =
    dimension === 'area' && weak ? weakExamples(weak.labels, areaHistory(issues, meanings), meanings) : [];
  const weakRun = examples.length > 0 ? weak?.run : undefined;
  const tainted =
    standing !== null &&
    ((await deps.models.isTainted(repo, standing.version)) || isDropped(standing.metrics, weak?.run));
  if (!isEnough(dimension, lessons) && examples.length < minLessons.area) {
    if (tainted) await deps.models.retire(repo);
    return null;
  }
  const last = await deps.models.newest(repo);
  const known = last?.metrics.basis === deps.basis && last.metrics.weakRun === weakRun;
  if (!tainted && known && !isEnoughNew(lessons, last)) return null;

  const held = lessons.filter(({ number }) => number % heldOutEvery === 0);
  const without = new Set(held.map(({ number }) => number));
  const before = standing && (await deps.models.bytes(repo, standing.version));
  const subject = { dimension, issues, meanings };
  const attempt = async (taught: WeakExample[]) => {
    const bytes = await deps.trainer.train(withWeak(trainingTask(subject), taught), signal);
    const probe = await deps.trainer.train(withWeak(trainingTask(subject, without), taught), signal);
    const models = [bytes, probe, before];
    const [full, candidate, old] = await deps.trainer.check({ dimension, models, issues: held }, signal);
    if (!full || !candidate || !old) throw new Error('the trainer did not answer for every model');
    const right = held
      .filter(({ labels }, i) => isSame(candidate.said[i], labels))
      .map(({ number }) => number);
    const rightBefore = countRightBefore(held, old.said, standing?.metrics ?? { heldOut: [], right: [] });
    const judged = judge(full.size, largest[dimension], right.length, tainted ? 0 : rightBefore);
    return { bytes, right, rightBefore, size: full.size, ...judged };
  };
  let made = await attempt(examples);
  // Weak labels that make it worse must not keep new lessons of people out.
  if (!made.use && examples.length > 0 && isEnough(dimension, lessons)) made = await attempt([]);
  const { bytes, right, rightBefore, size, use, verdict } = made;
  if (tainted && !use) await deps.models.retire(repo);
  const metrics: ModelMetrics = {
    basis: deps.basis,
    lessons: countLessons(lessons),
    issues: lessons.length,
    heldOut: held.map(({ number }) => number),
    ...{ right, rightBefore, verdict, size },
    ...(weakRun ? { weakRun } : {}),
  };
  return { version: await deps.models.add(repo, { bytes, metrics, use }), metrics };
}

/** Whether a version was taught by weak labels that were dropped since. */
const isDropped = ({ weakRun }: ModelMetrics, run: string | undefined) =>
  weakRun !== undefined && weakRun !== run;

/** Weak examples go to the trainer for a model that answers, never to one whose answers are judged as a replay. */
function withWeak(
  task: Parameters<Trainer['train']>[0],
  weak: WeakExample[],
): Parameters<Trainer['train']>[0] {
  return weak.length > 0 ? { ...task, weak } : task;
}

/** Past issues with the areas that people gave them. */
export function areaHistory(
  issues: readonly TaughtIssue[],
  meanings: readonly LabelMeaning[],
): AreaHistory[] {
  return issues.map((issue) => ({
    ...{ number: issue.number, title: issue.title, body: issue.body },
    areas: lessonOf(issue, 'area', meanings)[0]?.labels ?? [],
  }));
}

/**
 * What a dimension's model learns from: its lessons, and of areas every issue of the past in the order of time, because how
 * seldom labels are put on counts too.
 * @param without numbers of issues that it is not to learn from
 */
export function trainingTask(
  { dimension, issues, meanings }: Subject,
  without: ReadonlySet<number> = new Set(),
): Parameters<Trainer['train']>[0] {
  const chosen = issues.filter(({ number }) => !without.has(number));
  if (dimension !== 'area') {
    const rows = chosen.flatMap((issue) => lessonOf(issue, dimension, meanings));
    return { dimension, rows, history: issues.map(({ title, body }) => ({ title, body })) };
  }
  const rows = chosen.map((issue) => {
    const [lesson] = lessonOf(issue, dimension, meanings);
    return { title: issue.title, body: issue.body, labels: lesson?.labels ?? [] };
  });
  return { dimension, rows, history: [], areas: areasOf(meanings) };
}

const areasOf = (meanings: readonly LabelMeaning[]): string[] => [
  ...new Set(meanings.flatMap(({ dimension, value }) => (dimension === 'area' ? [value] : []))),
];

/**
 * An issue that people gave labels: of exactly one category or priority, or of some areas. An issue without an area teaches
 * none: most labels are put on now and then, and nobody may have looked.
 */
export function lessonOf(
  { number, title, body, labels: names, values = [], labeledAt }: TaughtIssue,
  dimension: LearntDimension,
  meanings: readonly LabelMeaning[],
): Lesson[] {
  const given = new Set(names.map((name) => name.toLowerCase()));
  const own = meanings.filter(
    (each) => each.dimension === dimension && given.has(each.label.name.toLowerCase()),
  );
  const unlabeled = values.filter((each) => each.dimension === dimension);
  const labels = [...new Set([...own, ...unlabeled].map(({ value }) => value))];
  if (labels.length === 0 || (dimension !== 'area' && labels.length > 1) || labeledAt === null) return [];
  return [{ number, title, body, labels, labeledAt }];
}

/** Whether so many lessons are worth a model: of areas a few, of the others enough of more than one kind. */
export function isEnough(dimension: LearntDimension, lessons: readonly Lesson[]): boolean {
  if (lessons.length < minLessons[dimension]) return false;
  return dimension === 'area' || Object.keys(countLessons(lessons)).length >= 2;
}

const isSame = (said: readonly string[] = [], labels: readonly string[]) =>
  said.length === labels.length && said.every((value) => labels.includes(value));

function isEnoughNew(
  lessons: readonly Lesson[],
  last: { metrics: ModelMetrics; createdAt: string },
): boolean {
  const { issues: before } = last.metrics;
  const later = lessons.filter(({ labeledAt }) => Date.parse(labeledAt) > Date.parse(last.createdAt)).length;
  return Math.max(later, lessons.length - before) >= Math.max(minNew, before * newShare);
}

/**
 * How many of the held-out issues the version in use tells rightly without having seen them: by its own held-out result
 * where it was taught by the issue, and by what it says where the issue came later.
 */
function countRightBefore(
  held: readonly Lesson[],
  said: readonly string[][],
  metrics: Pick<ModelMetrics, 'heldOut' | 'right'>,
): number {
  const judged = new Set(metrics.heldOut);
  const right = new Set(metrics.right);
  return held.filter(({ number, labels }, i) =>
    judged.has(number) ? right.has(number) : isSame(said[i], labels),
  ).length;
}

function judge(
  size: number,
  most: number,
  right: number,
  rightBefore: number,
): { use: boolean; verdict: TrainingVerdict } {
  if (size > most) return { use: false, verdict: { code: 'too_large', most } };
  if (right < rightBefore) return { use: false, verdict: { code: 'worse' } };
  return { use: true, verdict: { code: 'better_or_same' } };
}

function countLessons(lessons: readonly Lesson[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const label of lessons.flatMap(({ labels }) => labels))
    counts.set(label, (counts.get(label) ?? 0) + 1);
  return Object.fromEntries(counts);
}
