import { type Dimension, dimensions, dimensionTable, type LabelMeaning } from '../issue/decision.ts';
import { knownValues } from '../issue/known-values.ts';

/** What a model may choose from: the values of each dimension, and what the repository says of them. */
export type Menu = Partial<Record<Dimension, MenuEntry[]>>;

export interface MenuEntry {
  value: string;
  /** Names and descriptions of the labels that carry the value, one a line; empty where there is none. */
  about: string;
}

/** The answer for "I don't know"; never a value. */
export const unknown = 'unknown';
/** Above this a schema's list of values is refused by the providers, and takes the room of the issue. */
const maxValues = 100;
const longestValue = 100;
/** Labels of one value that are described. */
const maxLabels = 3;

/**
 * The menu of a repository: common values and its own labels. A dimension without values, or whose values could not be written anywhere,
 * is left out. Of more areas than fit the likeliest are offered, in the repository's order, so that the list changes as little as it can.
 *
 * @param likely what the local model thinks of each area
 * @param only the dimensions that are asked about
 */
export function buildMenu(
  meanings: readonly LabelMeaning[],
  likely: ReadonlyMap<string, number> = new Map(),
  only: readonly Dimension[] = dimensions,
): Menu {
  const menu: Menu = {};
  for (const dimension of dimensions.filter((each) => only.includes(each))) {
    const values = offerable(dimension, meanings);
    const writable = meanings.some((meaning) => meaning.dimension === dimension);
    if (values.length === 0 || (dimensionTable[dimension].askedOnlyIfWritable && !writable)) continue;
    menu[dimension] = likeliest(values, likely, maxValues).map((value) => ({
      value,
      about: aboutValue(meanings.filter((each) => each.dimension === dimension && each.value === value)),
    }));
  }
  return menu;
}

/** The values that a model could be offered, however many. */
export function offerable(dimension: Dimension, meanings: readonly LabelMeaning[]): string[] {
  return knownValues(dimension, meanings).filter(
    (value) => value !== '' && value !== unknown && value.length <= longestValue,
  );
}

/** The labels of which a menu says anything, so that nobody prepares the descriptions of thousands of others. */
export function labelsInMenu(
  meanings: readonly LabelMeaning[],
  likely: ReadonlyMap<string, number>,
): LabelMeaning[] {
  const menu = buildMenu(meanings, likely);
  return dimensions.flatMap((dimension) => {
    const left = new Map(menu[dimension]?.map(({ value }) => [value, maxLabels]));
    return meanings.filter((each) => {
      const some = each.dimension === dimension ? (left.get(each.value) ?? 0) : 0;
      left.set(each.value, some - 1);
      return some > 0;
    });
  });
}

/** The likeliest of some values, in their own order; those that nothing is known of come after all others. */
export function likeliest<Value extends string>(
  values: readonly Value[],
  likely: ReadonlyMap<string, number>,
  most: number,
): Value[] {
  if (values.length <= most) return [...values];
  const chance = (value: string) => likely.get(value) ?? 0;
  const kept = new Set(values.toSorted((a, b) => chance(b) - chance(a)).slice(0, most));
  return values.filter((value) => kept.has(value));
}

function aboutValue(carried: readonly LabelMeaning[]): string {
  return carried
    .slice(0, maxLabels)
    .map(({ label }) => (label.description ? `${label.name}: ${label.description}` : label.name))
    .join('; ');
}
