import type { Reason } from '../../../domain/issue/decision.ts';
import { strongestReasons } from '../category/reasons.ts';
import { hashText } from '../text/hash.ts';
import { readIssue } from '../text/read-issue.ts';
import { words } from '../text/words.ts';
import { type AreaVector, toVector } from './area-index.ts';
import { type AreaModel, type AreaSaying, isClosedWorld } from './area-model.ts';
import { type AreaReading, areaBlocks } from './area-reading.ts';
import { pairColumnNames, pairWidth } from './pair-columns.ts';

/** Columns that speak of a label's name, and those that speak of issues alike. */
const ofName = new Set<string>([
  ...['name in title', 'name in prose', 'name in code', 'telling', 'fuzzy', 'phrase', 'phrases', 'prefix'],
  ...['answer', 'named', 'title trust', 'prose trust', 'new fuzzy', 'new name', 'new phrase', 'new prose'],
  ...['new code', 'new prefix', 'phrase trust', 'fuzzy squared'],
]);
const ofText = new Set<string>([
  ...['ridge', 'ridge gap', 'rank', 'ridge of all', 'neighbors', 'logit neighbors', 'neighbors gap'],
  ...['new ridge', 'new gap', 'new neighbors', 'phrase ridge', 'ridge history', 'ridge of all examples'],
]);
const most = 5;

/**
 * What speaks for and against a label: where its name stands, and the words that its issues share with this one. The issue is taken apart
 * once for all its labels.
 */
export function areaReasons(
  model: AreaModel,
  saying: AreaSaying,
  issue: { title: string; body: string },
  reading: AreaReading,
): (k: number) => Reason[] {
  const { fit } = model.state;
  const shared = fit && { fit, vector: toVector(fit.index, reading), names: keyNames(issue) };
  return (k) => reasonsOf(model, saying, k, shared);
}

/** What is told of an issue's words whatever the label is. */
interface SharedWords {
  fit: NonNullable<AreaModel['state']['fit']>;
  vector: AreaVector;
  names: ReadonlyMap<number, string>;
}

function reasonsOf(model: AreaModel, saying: AreaSaying, k: number, shared: SharedWords | null): Reason[] {
  const weights = isClosedWorld(model) ? model.blend.closed : model.blend.open;
  const sum = (columns: ReadonlySet<string>) =>
    pairColumnNames.reduce(
      (total, name, c) =>
        columns.has(name)
          ? total + (weights[c] as number) * (saying.columns[k * pairWidth + c] as number)
          : total,
      0,
    );
  const name = nameReason(saying, k, sum(ofName));
  return strongestReasons([...(name ? [name] : []), ...(shared ? textReasons(shared, k, sum(ofText)) : [])]);
}

function nameReason({ labels, found }: AreaSaying, k: number, weight: number): Reason | null {
  const { inTitle, inProse, inCode, fuzzy } = found[k] as (typeof found)[number];
  const place =
    inTitle === 1
      ? 'title names'
      : inProse === 1
        ? 'text names'
        : fuzzy >= 0.5
          ? 'title resembles'
          : inCode === 1
            ? 'code or a path names'
            : null;
  return place === null ? null : { kind: 'text', text: `${place} \`${labels[k]}\``, weight };
}

/** The words that the label's issues have in common with this one, each with its part of what likeness says. */
function textReasons({ fit, vector, names }: SharedWords, k: number, weight: number): Reason[] {
  const output = fit.outputs.indexOf(k);
  if (output < 0) return [];
  const outputs = fit.own.means.length;
  const alpha = new Float32Array(fit.index.count);
  fit.carryingRows.forEach((row, i) => {
    alpha[row] = fit.own.alpha[i * outputs + output] as number;
  });
  const { columns, values } = vector;
  const parts = new Map<string, number>();
  let total = 0;
  columns.forEach((column, i) => {
    let part = 0;
    const { starts, rows, roots, keys } = fit.index;
    for (let at = starts[column] as number; at < (starts[column + 1] as number); at++)
      part += (alpha[rows[at] as number] as number) * (roots[at] as number) ** 2;
    part *= values[i] as number;
    total += Math.abs(part);
    const word = names.get(keys[column] as number);
    if (word) parts.set(word, (parts.get(word) ?? 0) + part);
  });
  if (total === 0) return [];
  const sign = Math.sign(weight);
  return [...parts]
    .filter(([, part]) => part * sign > 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, most)
    .map(([word, part]) => ({ kind: 'text', text: word, weight: (weight * Math.abs(part)) / total }));
}

/** The words behind the hashed features, as they are read in `area-reading.ts`. */
function keyNames(issue: { title: string; body: string }): Map<number, string> {
  const { title, body } = readIssue(issue);
  const names = new Map<number, string>();
  const add = (list: readonly string[], block: number, place: string) => {
    const seed = areaBlocks[block]?.seed ?? 0;
    list.forEach((word, i) => {
      const next = list[i + 1];
      names.set(hashText(word, seed), `${place} \`${word}\``);
      if (next !== undefined) names.set(hashText(`${word} ${next}`, seed), `${place} \`${word} ${next}\``);
    });
  };
  add(words(`${title}\n${body.slice(0, 4_000)}`), 0, 'says');
  add(words(title), 1, 'title says');
  return names;
}
