import type { LabelMeaning } from '../domain/decision.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { ModelMetrics, ModelStore, TaughtIssue, TaughtIssues, Trainer } from './model-ports.ts';

export interface LearnDeps {
  taught: TaughtIssues;
  models: ModelStore;
  trainer: Trainer;
  /** What models are trained on top of (the shipped prior's version). */
  basis: string;
}

export interface Lesson {
  number: number;
  title: string;
  body: string;
  /** The category. */
  label: string;
  labelledAt: string;
}

/** At most this many issues teach: the newest. */
const mostIssues = 5_000;
/** Fewer lessons do not move the shipped model. */
const fewestLessons = 10;
/** Trained again once this share of the lessons is new, and at least so many are. */
const newShare = 0.1;
const fewestNew = 5;
/** Every fifth issue by its number is held out, in every training alike. */
const heldOutEvery = 5;
/** Memory of one model, in bytes. */
const largest = 8 * 1024 * 1024;

/**
 * Teaches a repository's own model its categories from the labels that people gave, and puts it to use unless the version
 * in use (at first the shipped model) tells issues that neither has seen better. Returns the new version, or null where there is too little (new) to
 * learn from.
 */
export async function learnCategory(
  deps: LearnDeps,
  repo: RepositoryRef,
  meanings: readonly LabelMeaning[],
  signal?: AbortSignal,
): Promise<{ version: number; metrics: ModelMetrics } | null> {
  const issues = await deps.taught.newest(repo, mostIssues);
  const lessons = issues.flatMap((issue) => lessonOf(issue, meanings));
  if (lessons.length < fewestLessons || new Set(lessons.map(({ label }) => label)).size < 2) return null;
  const standing = await deps.models.inUse(repo, deps.basis);
  const last = await deps.models.newest(repo);
  if (last?.metrics.basis === deps.basis && !isEnoughNew(lessons, last)) return null;

  const history = issues.map(({ title, body }) => ({ title, body }));
  const held = lessons.filter(({ number }) => number % heldOutEvery === 0);
  const seen = lessons.filter(({ number }) => number % heldOutEvery !== 0);
  const bytes = await deps.trainer.train({ rows: lessons, history }, signal);
  const probe = await deps.trainer.train({ rows: seen, history }, signal);
  const before = standing && (await deps.models.bytes(repo, standing.version));
  const models = [bytes, probe, before];
  const [full, candidate, old] = await deps.trainer.check({ models, issues: held }, signal);
  if (!full || !candidate || !old) throw new Error('the trainer did not answer for every model');

  const right = held.filter(({ label }, i) => candidate.said[i] === label).map(({ number }) => number);
  const rightBefore = countRightBefore(held, old.said, standing?.metrics ?? { heldOut: [], right: [] });
  const { use, verdict } = judge(full.size, right.length, rightBefore);
  const metrics: ModelMetrics = {
    basis: deps.basis,
    lessons: countLessons(lessons),
    heldOut: held.map(({ number }) => number),
    ...{ right, rightBefore, verdict, size: full.size },
  };
  return { version: await deps.models.add(repo, { bytes, metrics, use }), metrics };
}

/** An issue that people gave labels of exactly one category. */
function lessonOf(issue: TaughtIssue, meanings: readonly LabelMeaning[]): Lesson[] {
  const names = new Set(issue.labels.map((name) => name.toLowerCase()));
  const values = new Set(
    meanings
      .filter(({ dimension, label }) => dimension === 'category' && names.has(label.name.toLowerCase()))
      .map(({ value }) => value),
  );
  const [label] = values;
  if (values.size !== 1 || label === undefined || issue.labelledAt === null) return [];
  return [
    { number: issue.number, title: issue.title, body: issue.body, label, labelledAt: issue.labelledAt },
  ];
}

function isEnoughNew(
  lessons: readonly Lesson[],
  last: { metrics: ModelMetrics; createdAt: string },
): boolean {
  const before = Object.values(last.metrics.lessons).reduce((sum, count) => sum + count, 0);
  const later = lessons.filter(
    ({ labelledAt }) => Date.parse(labelledAt) > Date.parse(last.createdAt),
  ).length;
  return Math.max(later, lessons.length - before) >= Math.max(fewestNew, before * newShare);
}

/**
 * How many of the held-out issues the version in use tells rightly without having seen them: by its own held-out result
 * where it was taught by the issue, and by what it says where the issue came later.
 */
function countRightBefore(
  held: readonly Lesson[],
  said: readonly string[],
  metrics: Pick<ModelMetrics, 'heldOut' | 'right'>,
): number {
  const judged = new Set(metrics.heldOut);
  const right = new Set(metrics.right);
  return held.filter(({ number, label }, i) => (judged.has(number) ? right.has(number) : said[i] === label))
    .length;
}

function judge(size: number, right: number, rightBefore: number): { use: boolean; verdict: string } {
  if (size > largest) return { use: false, verdict: 'It is larger than 8 MB.' };
  if (right < rightBefore) return { use: false, verdict: 'The version in use tells held-out issues better.' };
  return { use: true, verdict: 'It tells held-out issues no worse than the version before.' };
}

function countLessons(lessons: readonly Lesson[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of lessons) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
