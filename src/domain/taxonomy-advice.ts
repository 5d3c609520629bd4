import { type Dimension, dimensions, type LabelMeaning } from './decision.ts';

/** What a maintainer could do so that labels are found better. Names are data, to be escaped where they are drawn. */
export type Advice =
  | { kind: 'same'; labels: string[]; value: string; dimension: Dimension; preferred: string }
  | { kind: 'no-description'; label: string }
  | { kind: 'unused'; labels: string[] }
  | { kind: 'no-label'; dimension: Dimension };

/** Below this many issues nothing is said of a label that is not used. */
const enoughIssues = 50;

/**
 * Reads a repository's labels for what holds triage up: several labels for one value, topics without a description, labels
 * that nobody uses, and dimensions that no label carries. `used` counts issues among the newest `issues` ones, by name.
 * What matters most comes first.
 */
export function taxonomyAdvice(
  meanings: readonly LabelMeaning[],
  used: ReadonlyMap<string, number>,
  issues: number,
): Advice[] {
  const carrying = meanings.filter(
    (meaning) => meaning.dimension !== 'none' && meaning.dimension !== 'workflow',
  );
  const use = (name: string) => used.get(name) ?? 0;
  const groups = Map.groupBy(carrying, ({ dimension, value }) => `${dimension}:${value.toLowerCase()}`);
  const same = [...groups.values()].flatMap((group): Advice[] => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const names = group
      .map(({ label }) => label.name)
      .toSorted((a, b) => use(b) - use(a) || a.localeCompare(b));
    const { value } = first;
    return [
      {
        kind: 'same',
        labels: names,
        value,
        dimension: first.dimension as Dimension,
        preferred: names[0] ?? '',
      },
    ];
  });
  const silent = carrying
    .filter(({ dimension, label }) => dimension === 'area' && label.description.trim() === '')
    .map(({ label }): Advice => ({ kind: 'no-description', label: label.name }));
  const idle =
    issues < enoughIssues ? [] : carrying.map(({ label }) => label.name).filter((name) => use(name) === 0);
  const missing = dimensions
    .filter((dimension) => !carrying.some((meaning) => meaning.dimension === dimension))
    .map((dimension): Advice => ({ kind: 'no-label', dimension }));
  return [
    ...same,
    ...missing,
    ...silent,
    ...(idle.length > 0 ? [{ kind: 'unused' as const, labels: idle }] : []),
  ];
}
