import { pairColumnNames, pairWidth } from './pair-columns.ts';

/** What other repositories have taught about pairs of issue and label: how much each column counts. */
export interface AreaWeights {
  version: string;
  /** Mean and standard deviation by which columns are standardized. */
  means: Float64Array;
  deviations: Float64Array;
  /** Weights over issues that carry an area, the intercept last: how likely a label is, given that there is one. */
  closed: Float64Array;
  /** Weights over all issues: how likely it is that somebody would put the label on. */
  open: Float64Array;
}

/** The weights as they are kept in a file. */
export interface AreaWeightsFile {
  note: string;
  version: string;
  columns: { name: string; mean: number; deviation: number; closed: number; open: number }[];
  intercepts: { closed: number; open: number };
}

const digits = (value: number) => Number(value.toPrecision(5));

export function packAreaWeights(weights: AreaWeights, note: string): AreaWeightsFile {
  const at = (list: Float64Array, i: number) => digits(list[i] as number);
  return {
    ...{ note, version: weights.version },
    columns: pairColumnNames.map((name, i) => ({
      ...{ name, mean: at(weights.means, i), deviation: at(weights.deviations, i) },
      ...{ closed: at(weights.closed, i), open: at(weights.open, i) },
    })),
    intercepts: { closed: at(weights.closed, pairWidth), open: at(weights.open, pairWidth) },
  };
}

/** Throws where the file's columns are not those of the code. */
export function unpackAreaWeights({ version, columns, intercepts }: AreaWeightsFile): AreaWeights {
  if (columns.map(({ name }) => name).join() !== pairColumnNames.join())
    throw new Error('the weights of areas were made for other columns: run npm run train:areas');
  return {
    version,
    means: Float64Array.from(columns, ({ mean }) => mean),
    deviations: Float64Array.from(columns, ({ deviation }) => deviation),
    closed: Float64Array.from([...columns.map(({ closed }) => closed), intercepts.closed]),
    open: Float64Array.from([...columns.map(({ open }) => open), intercepts.open]),
  };
}

const farthest = 4;

/** Standardizes columns in place; what is more than four deviations away counts as four. */
export function standardize(columns: Float32Array, { means, deviations }: AreaWeights): Float32Array {
  for (let i = 0; i < columns.length; i++) {
    const column = i % pairWidth;
    const z = ((columns[i] as number) - (means[column] as number)) / (deviations[column] as number);
    columns[i] = Math.min(farthest, Math.max(-farthest, z));
  }
  return columns;
}
