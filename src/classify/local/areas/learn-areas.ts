import { generalIdf } from '../../embedding/general-idf.ts';
import { type AreaModel, isClosedWorld, modelOfWalk } from './area-model.ts';
import { readForAreas } from './area-reading.ts';
import { AreaWalk } from './area-walk.ts';
import type { AreaWeights } from './area-weights.ts';
import { labelNames } from './label-name.ts';

/** A past issue as it stood when filed, and the areas that people left on it. */
export interface AreaLesson {
  title: string;
  body: string;
  labels: readonly string[];
}

/** What was said of a past issue before it taught: by label, values under a tenth left out. */
export interface AreaReplayed {
  probabilities: Record<string, number>;
  open: Record<string, number>;
}

/** Areas that are looked at, those with the most examples first: each pair of issue and area costs some 20 µs. */
export const maxAreas = 300;
/** The newest issues that a walk goes through: more cost time and add little. */
export const maxWalked = 3_000;
/** The models learn again when the past has grown by three fifths: seven times at 3,000 issues. */
const growth = 1.6;
const first = [5, 15, 30];
const worthTelling = 0.1;

/**
 * Walks through a repository's past in the order of time: each issue is answered by what the earlier ones taught, and then
 * teaches. The model at the end answers new issues; the answers on the way are what its labels are judged by, so no model
 * ever answers for what it was taught.
 * @param issues oldest first, with and without areas; the newest 3,000 count
 * @param labels every area of the repository, also those without an example
 * @param weak issues that teach the model at the end alone: no answer on the way, no count and no probability comes from them
 */
export function learnAreas(
  issues: readonly AreaLesson[],
  labels: readonly string[],
  weights: AreaWeights,
  weak: readonly AreaLesson[] = [],
): { model: AreaModel; replayed: AreaReplayed[] } {
  const all = mostUsed(issues, labels);
  const place = new Map(all.map((label, k) => [label, k]));
  const walk = new AreaWalk(all, labelNames(all, generalIdf), weights);
  const replayed: AreaReplayed[] = [];
  let walked = 0;
  let refitAt = first[0] as number;
  for (const issue of issues.slice(-maxWalked)) {
    if (walked >= refitAt) {
      walk.refit();
      refitAt = first.find((at) => at > walked) ?? Math.ceil(walked * growth);
    }
    const reading = readForAreas(issue);
    const answer = walk.answer(reading);
    const said = isClosedWorld(walk) ? answer.closed : answer.open;
    replayed.push({ probabilities: named(all, said), open: named(all, answer.open, said) });
    walk.learn(
      reading,
      issue.labels.flatMap((label) => place.get(label) ?? []),
      answer,
    );
    walked++;
  }
  walk.refit(
    true,
    weak.map(({ title, body, labels: given }) => ({
      reading: readForAreas({ title, body }),
      labels: given.flatMap((label) => place.get(label) ?? []),
    })),
  );
  return { model: modelOfWalk(walk, weights), replayed };
}

function mostUsed(issues: readonly AreaLesson[], labels: readonly string[]): string[] {
  const uses = new Map<string, number>(labels.map((label) => [label, 0]));
  for (const label of issues.flatMap((issue) => issue.labels)) uses.set(label, (uses.get(label) ?? 0) + 1);
  if (uses.size <= maxAreas) return [...uses.keys()];
  return [...uses]
    .sort((a, b) => b[1] - a[1])
    .slice(0, maxAreas)
    .map(([label]) => label);
}

function named(
  labels: readonly string[],
  values: Float64Array,
  by: Float64Array = values,
): Record<string, number> {
  return Object.fromEntries(
    labels.flatMap((label, k) => ((by[k] as number) >= worthTelling ? [[label, values[k] as number]] : [])),
  );
}
