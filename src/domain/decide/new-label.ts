import type { Dimension, LabelMeaning } from '../issue/decision.ts';
import type { Label } from '../issue/repository.ts';
import type { Settings } from '../settings/settings.ts';
import { matchesAny } from '../text/glob.ts';
import { ownEntry } from '../text/own-entry.ts';

/** Six hexadecimal digits, as GitHub writes them. */
const colors: Partial<Record<Dimension, Record<string, string>>> = {
  category: { bug: 'd73a4a', feature: 'a2eeef', question: 'd876e3', documentation: '0075ca' },
  priority: { critical: 'b60205', high: 'd93f0b', medium: 'fbca04', low: 'c2e0c6' },
  effort: { small: 'bfd4f2', medium: '8db4e8', large: '5b93dc' },
};

/**
 * The label that `create_labels` makes for a value that no label of the repository carries: named by the settings, else by
 * the value. Null where the settings do not want it, and where a label of that name is there and means something else.
 */
export function newLabelFor(
  meanings: readonly LabelMeaning[],
  dimension: Dimension,
  value: string,
  settings: Settings,
): Omit<Label, 'id'> | null {
  if (!settings.create_labels || dimension === 'area') return null;
  const named = ownEntry(settings.labels[dimension] as Record<string, string | undefined>, value);
  const color = colors[dimension]?.[value];
  if (!color && !named) return null;
  const name = named ?? (dimension === 'category' ? value : `${dimension}: ${value}`);
  if (meanings.some(({ label }) => label.name.toLowerCase() === name.toLowerCase())) return null;
  const { include, exclude } = settings.labels;
  if (matchesAny(exclude, name) || (!named && include.length > 0 && !matchesAny(include, name))) return null;
  const description = dimension === 'category' ? '' : `${value} ${dimension}`;
  return { name, color: color ?? 'ededed', description };
}
