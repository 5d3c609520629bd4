import type { Settings } from '../settings/settings.ts';
import { usableRules } from './usable-rules.ts';

/**
 * What is wrong with the rules of settings that are good otherwise, each in a sentence; the other rules are in force.
 *
 * @param labels the names of the repository's labels; null where they are not known
 */
export function ruleProblems(settings: Pick<Settings, 'rules'>, labels: readonly string[] | null): string[] {
  const { problems } = usableRules(settings);
  if (labels === null) return problems;
  const known = new Set(labels.map((name) => name.toLowerCase()));
  return [
    ...problems,
    ...settings.rules.flatMap(({ label }, at) =>
      known.has(label.toLowerCase())
        ? []
        : [
            `rules[${at + 1}].label is "${label}", which this repository doesn't have. Create the label, or correct its name.`,
          ],
    ),
  ];
}
