import { stringify } from 'yaml';
import { categories, efforts, priorities, type SingleDimension } from '../issue/decision.ts';
import type { Settings } from './settings.ts';

/** What a label can be made to mean by the settings, as one word each; `not used` keeps it from being predicted. */
export const proposableMeanings = [
  ...categories.map((value) => `category: ${value}` as const),
  ...priorities.map((value) => `priority: ${value}` as const),
  ...efforts.map((value) => `effort: ${value}` as const),
  'area',
  'not used',
] as const;
export type ProposableMeaning = (typeof proposableMeanings)[number];

export function isProposableMeaning(text: string): text is ProposableMeaning {
  return proposableMeanings.some((meaning) => meaning === text);
}

/**
 * The part of `dispatch.yml` that gives a label another meaning, with what stands beside it there now, so that it can take the place of
 * that part. Any other place in which the settings name the label is left out.
 */
export function proposeMeaning({ labels }: Settings, name: string, meaning: ProposableMeaning): string {
  const others = <T>(entries: Record<string, T>) =>
    Object.fromEntries(
      Object.entries(entries).filter(([, label]) => label !== undefined && !isSame(String(label), name)),
    );
  const without = (patterns: readonly string[]) => patterns.filter((pattern) => !isSame(pattern, name));
  if (meaning === 'area')
    return inYaml({ areas: [...without(labels.areas), name], exclude: without(labels.exclude) }, labels);
  if (meaning === 'not used') return inYaml({ exclude: [...without(labels.exclude), name] }, labels);
  const [dimension = '', value = ''] = meaning.split(': ');
  const named = labels[dimension as SingleDimension] as Record<string, string | undefined>;
  return inYaml(
    { [dimension]: { ...others(named), [value]: name }, exclude: without(labels.exclude) },
    labels,
  );
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Only what changes: an `exclude` that stays as it is needs no line. */
function inYaml(part: Record<string, unknown>, now: Settings['labels']): string {
  const { exclude, ...rest } = part;
  const changed = Array.isArray(exclude) && exclude.length !== now.exclude.length;
  return stringify({ labels: { ...rest, ...(changed ? { exclude } : {}) } }, { lineWidth: 0 });
}
