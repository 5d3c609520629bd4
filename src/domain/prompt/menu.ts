import type { Dimension, LabelMeaning } from '../issue/decision.ts';
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
const mostValues = 100;
const longestValue = 100;

/** The menu of a repository: common values and its own labels. A dimension without values is left out. */
export function buildMenu(meanings: readonly LabelMeaning[]): Menu {
  const menu: Menu = {};
  for (const dimension of ['category', 'priority', 'effort', 'area'] as const) {
    const values = knownValues(dimension, meanings).filter(
      (value) => value !== '' && value !== unknown && value.length <= longestValue,
    );
    if (values.length === 0) continue;
    menu[dimension] = values.slice(0, mostValues).map((value) => ({
      value,
      about: aboutValue(meanings.filter((each) => each.dimension === dimension && each.value === value)),
    }));
  }
  return menu;
}

function aboutValue(carried: readonly LabelMeaning[]): string {
  return carried
    .slice(0, 3)
    .map(({ label }) => (label.description ? `${label.name}: ${label.description}` : label.name))
    .join('; ');
}
