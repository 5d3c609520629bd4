import type { LabelMeaning } from '../issue/decision.ts';

/** An area that a hosted model gave a past issue. It counts for little: nobody has looked at it. */
export interface WeakLabel {
  number: number;
  value: string;
  /** 0 to 1, as the model said it. */
  confidence: number;
}

/** A past issue and the areas that people gave it. */
export interface AreaHistory {
  number: number;
  title: string;
  body: string;
  areas: readonly string[];
}

/** An issue that teaches areas at a fraction of what people's labels teach. */
export interface WeakExample {
  title: string;
  body: string;
  labels: string[];
}

/** What an issue with a weak label is worth beside one that a person labeled. */
export const weakWeight = 0.5;
/** Areas with so many lessons of people need no others. */
const fewLessons = 10;
/** "Likely" and surer. */
const leastConfidence = 0.7;
/** Weak issues for each area, and for all of them: training takes time by the cube of their number. */
const mostOfArea = 20;
const mostOfAll = 500;

/** The repository's areas that people have given to fewer than ten issues. */
export function areasWithFewLessons(
  history: readonly Pick<AreaHistory, 'areas'>[],
  meanings: readonly LabelMeaning[],
): Set<string> {
  const counts = new Map<string, number>();
  for (const { dimension, value } of meanings) if (dimension === 'area') counts.set(value, 0);
  for (const area of history.flatMap(({ areas }) => areas))
    if (counts.has(area)) counts.set(area, (counts.get(area) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count < fewLessons).map(([area]) => area));
}

/** Numbers of the issues that a model is asked about: those without an area, newest first; none where every area has lessons enough. */
export function issuesToLabel(
  history: readonly AreaHistory[],
  meanings: readonly LabelMeaning[],
  most: number,
): number[] {
  if (areasWithFewLessons(history, meanings).size === 0) return [];
  return history
    .filter(({ areas, title, body }) => areas.length === 0 && (title !== '' || body !== ''))
    .map(({ number }) => number)
    .sort((a, b) => b - a)
    .slice(0, most);
}

/**
 * What weak labels teach: the surest few of each area that has few lessons, on issues that nobody has given an area by now.
 * They are examples only; no figure, threshold or earned place is computed from them.
 */
export function weakExamples(
  weak: readonly WeakLabel[],
  history: readonly AreaHistory[],
  meanings: readonly LabelMeaning[],
): WeakExample[] {
  const wanted = areasWithFewLessons(history, meanings);
  const unlabeled = new Map(
    history.filter(({ areas }) => areas.length === 0).map((each) => [each.number, each]),
  );
  const left = new Map([...wanted].map((area) => [area, mostOfArea]));
  const chosen = new Map<number, string[]>();
  for (const { number, value, confidence } of weak.toSorted(
    (a, b) => b.confidence - a.confidence || b.number - a.number,
  )) {
    const room = left.get(value) ?? 0;
    if (room === 0 || confidence < leastConfidence || !unlabeled.has(number)) continue;
    if (!chosen.has(number) && chosen.size >= mostOfAll) continue;
    left.set(value, room - 1);
    chosen.set(number, [...(chosen.get(number) ?? []), value]);
  }
  return [...chosen]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, labels]) => {
      const issue = unlabeled.get(number);
      return issue ? [{ title: issue.title, body: issue.body, labels }] : [];
    });
}
