import type { Dimension } from '../issue/decision.ts';

/** An issue that waits for a person, as far as its place in the Inbox goes by it. */
export interface InboxCandidate {
  number: number;
  /** What is suggested and not settled; empty where nothing could be said. */
  values: readonly { dimension: Dimension; value: string; confidence: number }[];
  /** Similar issues, 0 to 1. */
  similar: readonly { number: number; similarity: number }[];
  /** ISO 8601. */
  createdAt: string;
}

export interface InboxPlace {
  number: number;
  /** The sum that the order goes by; comparable between issues of one Inbox. */
  worth: number;
  /** Others that wait with the same suggestion and resemble it, directly or through one another. */
  alike: number[];
}

/** Issues that resemble each other less are not offered together. */
export const minAlike = 0.3;

const urgencies: Record<string, number> = { critical: 1, high: 0.6, medium: 0.2, low: 0 };
const dayMs = 86_400_000;
/** After this many days waiting counts no more than before. */
const longestWait = 30;
const weights = { uncertainty: 1, urgency: 1.5, alike: 1, age: 0.5 };

/**
 * The order of the Inbox, most valuable first. Worth is the weighted sum of four numbers from 0 to 1:
 * uncertainty, the mean of 4p(1 − p) over the values (an answer about p = .5 teaches most: uncertainty sampling, Lewis and
 * Gale 1994), 1 where nothing could be said; urgency, the suggested priority times its confidence; how many are alike,
 * log2(1 + n) / 3; and age in days of 30. Equal ones: the newer first.
 *
 * @param now milliseconds since 1970
 */
export function orderInbox(candidates: readonly InboxCandidate[], now: number): InboxPlace[] {
  const alike = groupAlike(candidates);
  return candidates
    .map((candidate) => {
      const others = alike.get(candidate.number) ?? [];
      return { number: candidate.number, worth: worthOf(candidate, others.length, now), alike: others };
    })
    .sort((a, b) => b.worth - a.worth || b.number - a.number);
}

function worthOf({ values, createdAt }: InboxCandidate, alike: number, now: number): number {
  const doubts = values.map(({ confidence }) => 4 * confidence * (1 - confidence));
  const uncertainty = doubts.length === 0 ? 1 : doubts.reduce((sum, each) => sum + each, 0) / doubts.length;
  const priority = values.find(({ dimension }) => dimension === 'priority');
  const urgency = priority ? (urgencies[priority.value] ?? 0) * priority.confidence : 0;
  const age = Math.min(1, Math.max(0, (now - Date.parse(createdAt)) / dayMs / longestWait));
  return (
    weights.uncertainty * uncertainty +
    weights.urgency * urgency +
    weights.alike * Math.min(1, Math.log2(1 + alike) / 3) +
    weights.age * age
  );
}

/** The others of each issue's group: joined by resemblance among those that suggest exactly the same. */
function groupAlike(candidates: readonly InboxCandidate[]): Map<number, number[]> {
  const saying = new Map(candidates.map((candidate) => [candidate.number, sayingOf(candidate)]));
  const parents = new Map(candidates.map(({ number }) => [number, number]));
  const root = (number: number): number => {
    const parent = parents.get(number) ?? number;
    return parent === number ? number : root(parent);
  };
  for (const { number, similar } of candidates) {
    const said = saying.get(number);
    if (!said) continue;
    for (const other of similar) {
      if (other.similarity < minAlike || saying.get(other.number) !== said) continue;
      parents.set(root(number), root(other.number));
    }
  }
  const groups = Map.groupBy(
    candidates.map(({ number }) => number),
    root,
  );
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.map((number) => [number, group.filter((other) => other !== number)] as const),
    ),
  );
}

/** What is suggested, as a key; empty where nothing is. */
function sayingOf({ values }: InboxCandidate): string {
  return values
    .map(({ dimension, value }) => JSON.stringify([dimension, value]))
    .sort()
    .join();
}
