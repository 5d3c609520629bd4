import { blockNames } from '../features/issue-features.ts';
import { type DesignRecipe, designRows, fitDesign } from '../solver/design.ts';
import type { LinearModel } from '../solver/linear-model.ts';
import { fitRows, type Targets } from '../solver/softmax-regression.ts';
import { type Prior, priorInputs } from './prior.ts';
import type { PriorRow } from './prior-row.ts';
import { chooseSharedKeys } from './shared-keys.ts';

const dense = { hand: { weight: 3, clip: 4 }, keywords: { weight: 2, clip: 4 } };
const titleBlocks = { titleCharacters: 2, titleWords: 2 };
const textBlocks = { words: 3, proseWords: 2 };

interface View extends Pick<DesignRecipe, 'blocks' | 'dense'> {
  name: string;
  /** Part of the prior's word. */
  share: number;
  /** scikit-learn's C: strength of a row of weight 1 against the L2 penalty. */
  strength: number;
}

/** The ways of looking. The weaker ones say less in the mean, but are features of a repository's own model. */
const views: View[] = [
  {
    name: 'all',
    share: 0.36,
    strength: 0.2,
    blocks: { characters: 3, ...textBlocks, ...titleBlocks },
    dense,
  },
  { name: 'hand', share: 0.36, strength: 0.1, blocks: {}, dense },
  { name: 'title', share: 0.09, strength: 1, blocks: titleBlocks, dense: {} },
  { name: 'words', share: 0.19, strength: 1, blocks: textBlocks, dense: {} },
];

/**
 * Where sources know documentation, it is a third to a half of their rows here; among issues as they come it is about
 * a tenth. Log-odds.
 */
const rarity: Record<string, number> = { documentation: Math.log(0.35) };

/** A class counts as known to a source from this many rows on; rows of rarer ones are left out. */
const knownFrom = 20;
const outsideWeight = 0.3;
const fullWeight = 300;

interface Weighed {
  rows: PriorRow[];
  targets: Targets;
  /** For each source whether it knows bug, feature and question: these give the intercepts. */
  full: boolean[];
}

/** Ties rows to weights, masks and intercepts by source, so that no source's habits become everybody's class priors. */
function weigh(all: readonly PriorRow[], classes: readonly string[]): Weighed {
  const sources = [...new Set(all.map((row) => row.source))].sort();
  const counts = new Map<string, number>();
  for (const row of all)
    counts.set(`${row.source} ${row.label}`, (counts.get(`${row.source} ${row.label}`) ?? 0) + 1);
  const count = (source: string, label: string) => counts.get(`${source} ${label}`) ?? 0;
  const knows = (source: string, label: string) => count(source, label) >= knownFrom;
  const full = sources.map((source) => ['bug', 'feature', 'question'].every((label) => knows(source, label)));
  const rows = all.filter((row) => knows(row.source, row.label));
  const masks = sources.map((source) =>
    classes.reduce((bits, label, k) => (knows(source, label) ? bits | (1 << k) : bits), 0),
  );
  const indexOf = (row: PriorRow) => sources.indexOf(row.source);
  return {
    rows,
    full,
    targets: {
      classes: classes.length,
      target: Int32Array.from(rows, (row) => classes.indexOf(row.label)),
      strength: Float64Array.from(rows, (row) =>
        full[indexOf(row)] ? 1 : outsideWeight * Math.min(1, fullWeight / count(row.source, row.label)),
      ),
      known: Int32Array.from(rows, (row) => masks[indexOf(row)] as number),
      group: Int32Array.from(rows, indexOf),
      groups: sources.length,
    },
  };
}

/** The mean intercept, for each class over the sources that know it; classes no full source knows get their own sources' mean. */
function meanIntercepts(intercepts: Float64Array, { targets, full }: Weighed): Float64Array {
  const { classes, groups = 1, known, group } = targets;
  const masks = new Int32Array(groups);
  group?.forEach((source, row) => {
    masks[source] = known?.[row] ?? 0;
  });
  const mean = new Float64Array(classes);
  for (let k = 0; k < classes; k++) {
    const able = [...masks.keys()].filter((source) => ((masks[source] as number) >> k) & 1);
    const best = able.filter((source) => full[source]);
    const used = best.length > 0 ? best : able;
    mean[k] =
      used.reduce((sum, source) => sum + (intercepts[source * classes + k] as number), 0) /
      Math.max(1, used.length);
  }
  return mean;
}

/** The keys of a model with the largest |weight| · root mean square of the column, by block. */
function strongestKeys(model: LinearModel, rms: Float64Array, most: number): Map<string, Int32Array> {
  const { design, weights, classes } = model;
  const strength = (column: number) => {
    let top = 0;
    for (let k = 0; k < classes; k++) top = Math.max(top, Math.abs(weights[column * classes + k] as number));
    return top * (rms[column] as number);
  };
  const all = design.blocks.flatMap((block) =>
    Array.from(block.keys, (key, i) => ({ block: block.block, key, strength: strength(block.offset + i) })),
  );
  all.sort((a, b) => b.strength - a.strength || a.key - b.key);
  const kept = all.slice(0, most);
  return new Map(
    design.blocks.map(({ block }) => [
      block,
      Int32Array.from(
        kept.filter((one) => one.block === block),
        (one) => one.key,
      ),
    ]),
  );
}

function fitView(weighed: Weighed, recipe: DesignRecipe, strength: number, iterations: number) {
  const inputs = weighed.rows.map((row) => priorInputs(row.features));
  const design = fitDesign(inputs, recipe);
  const rows = designRows(design, inputs);
  const targets = {
    ...weighed.targets,
    strength: weighed.targets.strength.map((weight) => weight * strength),
  };
  const { weights, intercepts } = fitRows(rows, targets, iterations);
  const squares = new Float64Array(design.columns);
  rows.column.forEach((column, e) => {
    squares[column] = (squares[column] as number) + (rows.value[e] as number) ** 2;
  });
  const model: LinearModel = {
    design,
    classes: targets.classes,
    weights: Float32Array.from(weights),
    intercepts: meanIntercepts(intercepts, weighed),
  };
  return { model, rms: squares.map((square) => Math.sqrt(square / rows.count)) };
}

/**
 * Learns the prior from labeled issues of many repositories. Each view is fitted on all shared features, cut to its
 * strongest, and fitted again on those alone, so that lengths are normalized as they will be when it is used.
 * @param most sparse features kept a view
 */
export function trainPrior(
  all: readonly PriorRow[],
  classes: readonly string[],
  options: { most?: number } = {},
): Prior {
  const { most = 12_000 } = options;
  const weighed = weigh(all, classes);
  const shared = chooseSharedKeys(weighed.rows, blockNames);
  return {
    version: '2',
    classes: [...classes],
    temperature: 1,
    sources: [...new Set(weighed.rows.map((row) => row.source))].sort(),
    views: views.map(({ name, share, strength, blocks, dense }) => {
      const fitOn = (chosen: Map<string, Int32Array>, iterations: number) =>
        fitView(
          weighed,
          { blocks, dense, choose: (block) => chosen.get(block) ?? null },
          strength,
          iterations,
        );
      const strongest = () => {
        const first = fitOn(shared, 12);
        return strongestKeys(first.model, first.rms, most);
      };
      const { model } = fitOn(Object.keys(blocks).length === 0 ? shared : strongest(), 40);
      const intercepts = model.intercepts.map((logit, k) => logit + (rarity[classes[k] ?? ''] ?? 0));
      return { name, share, model: { ...model, intercepts } };
    }),
  };
}
