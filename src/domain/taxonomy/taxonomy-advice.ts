import { type Dimension, dimensions, type LabelMeaning } from '../issue/decision.ts';

/** What a maintainer could do so that labels are found better. Names are data, to be escaped where they are drawn. */
export type Advice =
  /** The most used first; `value` is empty for labels of the workflow. */
  | { kind: 'same'; labels: string[]; value: string }
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
  const groups = Map.groupBy(
    meanings.filter(({ dimension }) => dimension !== 'none'),
    ({ dimension, value, label }) =>
      `${dimension}:${dimension === 'workflow' ? core(label.name) : value.toLowerCase()}`,
  );
  const same = [...groups.values()].flatMap((group): Advice[] => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const names = group
      .map(({ label }) => label.name)
      .toSorted((a, b) => use(b) - use(a) || a.localeCompare(b));
    return [{ kind: 'same', labels: names, value: first.dimension === 'workflow' ? '' : first.value }];
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

/** A workflow label's name without the words that add nothing: `needs-triage` and `triage` are one. */
function core(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter(
    (word) => !/^(needs?|status|state|to|be|is|the|a|awaiting|waiting|for|on)$/.test(word),
  );
  return (telling.length > 0 ? telling : words).toSorted().join(' ');
}
