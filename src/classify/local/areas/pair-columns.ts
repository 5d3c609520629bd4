import { logit } from '../../../domain/issue/log-odds.ts';
import { compareAll, toVector } from './area-index.ts';
import type { AreaReading } from './area-reading.ts';
import type { AreaFit, AreaState } from './area-state.ts';
import { findName, type LabelName, type NameFound } from './label-name.ts';
import { evaluateRidge } from './ridge.ts';

/** What is known of a pair of issue and label, in this order. */
export const pairColumnNames = [
  ...['ridge', 'ridge gap', 'rank', 'top ridge', 'ridge of all', 'carries any'],
  ...['neighbors', 'logit neighbors', 'neighbors gap', 'top similarity', 'neighbors carry'],
  ...[
    'name in title',
    'name in prose',
    'name in code',
    'telling',
    'fuzzy',
    'phrase',
    'phrases',
    'prefix',
    'answer',
  ],
  ...['named', 'others named', 'title trust', 'prose trust', 'name used'],
  ...['prior', 'recent', 'examples', 'history', 'labels', 'labels each', 'density', 'logit density'],
  ...['title length', 'body length', 'new', 'never'],
  ...['new ridge', 'new fuzzy', 'new name', 'new phrase', 'new prose', 'new code', 'new prior', 'new prefix'],
  ...['new gap', 'new neighbors', 'phrase ridge', 'phrase trust', 'fuzzy squared', 'ridge history'],
  ...['name others', 'others without', 'ridge of all examples', 'carry ridge'],
] as const;
export const pairWidth = pairColumnNames.length;

const neighbors = 10;
const neighborsOfAll = 15;
/** A label turns from new to known by the e-th part in so many examples. */
const newFor = 4;

const clipped = (p: number, by: number) => logit(Math.min(1 - by, Math.max(by, p)));

/** What past issues say of one issue, by label. */
interface Likeness {
  ridge: Float64Array;
  all: Float64Array;
  carriesAny: number;
  votes: Float64Array;
  top: number;
  neighborsCarry: number;
}

/** A pair's raw columns for every label of the repository, row by row, and where each label's name was found. */
export function pairColumns(
  { labels, seen, fit }: AreaState,
  names: readonly LabelName[],
  issue: AreaReading,
): { columns: Float32Array; found: NameFound[] } {
  const count = labels.length;
  const columns = new Float32Array(count * pairWidth);
  const found = names.map((name) => findName(name, issue));
  const like = fit ? likeness(fit, issue, count) : unlike(count);
  const [best, second] = twoLargest(like.ridge);
  const [bestVote, secondVote] = twoLargest(like.votes);
  const ranks = ranksOf(like.ridge, fit !== null);
  const allNamed = found.filter(({ inTitle }) => inTitle === 1).length;
  const history = Math.log1p(seen.carrying);
  const each = seen.carrying === 0 ? 1 : seen.given / seen.carrying;
  const shared = [history, Math.log(Math.max(1, count)), each, seen.density, clipped(seen.density, 0.01)];
  const lengths = [Math.log1p(issue.titleLength), Math.log1p(issue.bodyLength)];
  for (let k = 0; k < count; k++) {
    const at = (list: ArrayLike<number>) => list[k] as number;
    const name = found[k] as NameFound;
    const ridge = at(like.ridge);
    const gap = ridge - (ridge === best ? second : best);
    const vote = at(like.votes);
    const examples = at(seen.examples);
    const fresh = Math.exp(-examples / newFor);
    const named = name.inTitle === 1 ? 1 : 0;
    const titleTrust = named ? logitOf(at(seen.inTitleRight) + 1, at(seen.inTitle) + 2) : 0;
    const proseTrust = name.inProse === 1 ? logitOf(at(seen.inProseRight) + 0.5, at(seen.inProse) + 2) : 0;
    const prior = logitOf(examples + 0.5, seen.carrying + 1.5);
    const recent = logitOf(at(seen.recent) + 0.5, seen.recentCarrying + 1.5);
    const others = allNamed - named;
    const phrase = name.phrase ? 1 : 0;
    const prefix = name.prefix ? 1 : 0;
    const votes = clipped(vote, 0.005);
    const all = at(like.all);
    columns.set(
      [
        ...[ridge, gap, Math.log1p(at(ranks)), best, all, like.carriesAny],
        ...[vote, votes, vote - (vote === bestVote ? secondVote : bestVote), like.top, like.neighborsCarry],
        ...[name.inTitle, name.inProse, name.inCode, name.telling / 10, name.fuzzy, phrase],
        ...[Math.log1p(name.phrases), prefix, name.answer ? 1 : 0],
        ...[named, others, titleTrust, proseTrust],
        (at(seen.inTitleRight) + at(seen.inProseRight) + 0.5) / (examples + 1),
        ...[prior, recent, Math.log1p(examples), ...shared, ...lengths, fresh, examples === 0 ? 1 : 0],
        ...[fresh * ridge, fresh * name.fuzzy, fresh * name.inTitle, fresh * phrase, fresh * name.inProse],
        ...[fresh * name.inCode, fresh * prior, fresh * prefix, fresh * gap, fresh * votes],
        ...[phrase * ridge, phrase * titleTrust, name.fuzzy * name.fuzzy, ridge * history],
        ...[name.inTitle * others, others * (1 - named), all * Math.log1p(examples)],
        like.neighborsCarry * ridge,
      ],
      k * pairWidth,
    );
  }
  return { columns, found };
}

/** The logit of a share, kept away from its ends. */
function logitOf(part: number, whole: number): number {
  return clipped(part / whole, 1e-4);
}

const unlike = (count: number): Likeness => ({
  ...{ ridge: new Float64Array(count), all: new Float64Array(count), votes: new Float64Array(count) },
  ...{ carriesAny: 0, top: 0, neighborsCarry: 0 },
});

function likeness(fit: AreaFit, issue: AreaReading, count: number): Likeness {
  const vector = toVector(fit.index, issue);
  const alike = compareAll(fit.index, vector);
  const own = evaluateRidge(
    fit.own,
    Array.from(fit.carryingRows, (row) => alike[row] as number),
  );
  const every = evaluateRidge(
    fit.all,
    Array.from(fit.allRows, (row) => alike[row] as number),
  );
  const ridge = new Float64Array(count);
  const all = new Float64Array(count);
  fit.outputs.forEach((label, output) => {
    ridge[label] = own[output] as number;
    all[label] = every[output] as number;
  });
  const cosine = (row: number) =>
    (alike[row] as number) / Math.max(1e-6, vector.norm * (fit.index.norms[row] as number));
  const nearest = nearestOf(fit.carryingRows, cosine, neighbors);
  const votes = new Float64Array(count);
  let total = 0;
  for (const { row, by } of nearest) {
    const counts = by * by * (fit.worth?.[row] ?? 1);
    total += counts;
    for (let i = fit.labelStarts[row] as number; i < (fit.labelStarts[row + 1] as number); i++) {
      const label = fit.rowLabels[i] as number;
      votes[label] = (votes[label] as number) + counts;
    }
  }
  if (total > 0) for (let k = 0; k < count; k++) votes[k] = (votes[k] as number) / total;
  const around = nearestOf(fit.allRows, cosine, neighborsOfAll);
  return {
    ...{ ridge, all, votes, carriesAny: every[fit.outputs.length] ?? 0, top: nearest[0]?.by ?? 0 },
    neighborsCarry:
      around.reduce((sum, { row }) => sum + (fit.carries[row] as number), 0) / Math.max(1, around.length),
  };
}

/** The most alike rows, nearest first. */
function nearestOf(
  rows: Uint16Array,
  cosine: (row: number) => number,
  most: number,
): { row: number; by: number }[] {
  const nearest: { row: number; by: number }[] = [];
  for (const row of rows) {
    const by = cosine(row);
    if (nearest.length === most && by <= (nearest[most - 1] as { by: number }).by) continue;
    let at = nearest.length;
    while (at > 0 && (nearest[at - 1] as { by: number }).by < by) at--;
    nearest.splice(at, 0, { row, by });
    if (nearest.length > most) nearest.pop();
  }
  return nearest;
}

function twoLargest(values: Float64Array): [number, number] {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  const of = (value: number) => (Number.isFinite(value) ? value : 0);
  return [of(first), of(second)];
}

/** Place of each label from 0; all in the middle where nothing tells them apart. */
function ranksOf(values: Float64Array, known: boolean): Float64Array {
  const ranks = new Float64Array(values.length).fill((values.length - 1) / 2);
  if (!known) return ranks;
  const order = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  order.forEach((label, rank) => {
    ranks[label] = rank;
  });
  return ranks;
}
