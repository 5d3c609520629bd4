import type { Dimension, Opinion, Reason } from '../issue/decision.ts';
import { logit } from '../issue/log-odds.ts';
import type { TaughtValue } from './taught-values.ts';

/** A taught issue that is like the one asked about. */
export interface NearTaught {
  number: number;
  title: string;
  body: string;
  /** How alike the words are, 0 to 1. */
  similarity: number;
  words: TaughtValue[];
}

/** Taught issues heard on one dimension. */
const maxHeard = 3;
/** Under this, two issues share no more than any two of a repository do. */
const minAlike = 0.3;
const maxAlike = 0.7;
const maxShare = 0.85;
const least = 1e-4;
/** Weaker contributions, in nats, are noise to a person. */
const weakest = 0.02;

/**
 * The share of issues so alike to a taught one that carry its label for that very reason, whatever the model says:
 * agreement = share + (1 - share) · p. Measured on the categories of 11 repositories (temporalio and bitcoin-core/gui, 4,824
 * labeled issues, each against all earlier ones): .2 at a similarity of .4, .4 at .5 and .8 from .65 up, less what issues
 * that are not alike agree by chance. Of the 166 issues that are alike to one on which the shipped model erred, 12 change
 * thereby: 1 of them was right before, 11 are after. One near-identical issue is enough to turn a decision; one that is not
 * alike moves nothing.
 */
export function shareOf(similarity: number): number {
  const reach = (similarity - minAlike) / (maxAlike - minAlike);
  return maxShare * Math.min(1, Math.max(0, reach));
}

/**
 * Opinions after hearing the nearest taught issues: a linear opinion pool (M. Stone, "The opinion pool", Annals of
 * Mathematical Statistics 1961) of each opinion with what people said there, by the nearest one's share. So many agreeing
 * examples are no surer than the nearest alone. A dimension without an opinion gets one where people taught it.
 *
 * @param source the source of new opinions
 */
export function mixTaught(
  opinions: readonly Opinion[],
  near: readonly NearTaught[],
  source: string,
): Opinion[] {
  const mixed = [...opinions];
  const words = near.flatMap(({ number, similarity, words }) =>
    words.map((word) => ({ ...word, number, share: shareOf(similarity) })),
  );
  for (const [dimension, heard] of Map.groupBy(words, (word) => word.dimension)) {
    const told = nearest(heard);
    if (told.length === 0) continue;
    const at = mixed.flatMap((opinion, i) => (opinion.dimension === dimension ? [i] : []));
    for (const i of at) mixed[i] = mixOne(mixed[i] as Opinion, told);
    if (at.length === 0) {
      const silent: Opinion = { source, model: 'lessons', dimension, probabilities: {}, reasons: {} };
      const spoken = mixOne(silent, told);
      if (Object.keys(spoken.probabilities).length > 0) mixed.push(spoken);
    }
  }
  return mixed;
}

type Told = TaughtValue & { number: number; share: number };

function nearest(words: readonly Told[]): Told[] {
  const sorted = words
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || b.number - a.number);
  const heard = new Set([...new Set(sorted.map(({ number }) => number))].slice(0, maxHeard));
  // Whoever says which value is right has said thereby that the others are wrong: that is one word, not two.
  const told = new Set(
    sorted.flatMap(({ dimension, right, number }) => (right && dimension !== 'area' ? number : [])),
  );
  return sorted.filter(({ number, right }) => heard.has(number) && (right || !told.has(number)));
}

function mixOne(opinion: Opinion, told: readonly Told[]): Opinion {
  const { dimension } = opinion;
  // Maps, because a label may be called `constructor`.
  const before = new Map(Object.entries(opinion.probabilities));
  const reasons = new Map(Object.entries(opinion.reasons));
  const rights = told.filter(({ right }) => right).map(({ value }) => value);
  const after = new Map(before);
  for (const value of rights) after.set(value, before.get(value) ?? 0);
  if (dimension === 'area') for (const [value, p] of after) after.set(value, mixArea(p, value, told));
  else mixSingle(after, told);
  for (const [value, p] of after) {
    const moved = logOdds(p) - logOdds(before.get(value) ?? 0);
    const own = [...(reasons.get(value) ?? []), ...reasonsOf({ dimension, value }, moved, told)];
    reasons.set(
      value,
      own.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight)),
    );
  }
  // Who gave an issue like this the label has answered whether anybody would.
  const open = Object.entries(opinion.open ?? {}).filter(
    ([value]) => (after.get(value) ?? 0) <= (before.get(value) ?? 0),
  );
  return {
    ...opinion,
    probabilities: Object.fromEntries(after),
    reasons: Object.fromEntries(reasons),
    ...(opinion.open ? { open: Object.fromEntries(open) } : {}),
  };
}

/** Each area stands for itself: what was said of the others says nothing of it. */
function mixArea(p: number, value: string, told: readonly Told[]): number {
  const own = told.filter((word) => word.value === value);
  const share = Math.max(0, ...own.map((word) => word.share));
  const all = own.reduce((sum, word) => sum + word.share, 0);
  const right = own.reduce((sum, word) => sum + (word.right ? word.share : 0), 0);
  return all === 0 ? p : (1 - share) * p + share * (right / all);
}

/** What is right takes its share; what is wrong loses its share to the others. Sums stay as they were, or come up to the share. */
function mixSingle(after: Map<string, number>, told: readonly Told[]): void {
  const sum = () => [...after.values()].reduce((total, p) => total + p, 0);
  const before = sum();
  for (const { value, right, share } of told) {
    if (!right && after.has(value)) after.set(value, (1 - share) * (after.get(value) ?? 0));
  }
  const left = sum();
  if (left > 0) for (const [value, p] of after) after.set(value, (p * before) / left);
  const rights = told.filter(({ right }) => right);
  const all = rights.reduce((total, { share }) => total + share, 0);
  const share = Math.max(0, ...rights.map((word) => word.share));
  if (all === 0) return;
  for (const [value, p] of after) {
    const said = rights.reduce((total, word) => total + (word.value === value ? word.share : 0), 0) / all;
    after.set(value, (1 - share) * p + share * said);
  }
}

/** What moved a value: those who said it is right, or those who said that it is wrong or that another is right. */
function reasonsOf(
  { dimension, value }: { dimension: Dimension; value: string },
  moved: number,
  told: readonly Told[],
): Reason[] {
  const heard = told.filter((word) => {
    const own = word.value === value;
    if (moved >= 0) return own && word.right;
    return own ? !word.right : word.right && dimension !== 'area';
  });
  const all = heard.reduce((sum, { share }) => sum + share, 0);
  if (all === 0 || Math.abs(moved) < weakest) return [];
  return heard.map((word) => ({ kind: 'lesson', text: wordsOf(word), weight: (moved * word.share) / all }));
}

function wordsOf({ lesson, number, right, value }: Told): string {
  const who = `taught by @${lesson?.by?.login ?? 'ghost'} on #${number}`;
  return right ? who : `${who}: not ${value}`;
}

const logOdds = (p: number): number => logit(Math.min(1 - least, Math.max(least, p)));
