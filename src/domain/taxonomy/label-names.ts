import type { Label } from '../issue/repository.ts';
import type { Settings } from '../settings/settings.ts';

/** The name that a label carries now, by any name it had. A name that a label carries now is never taken for a former one. */
export type PresentName = (name: string) => string;

export function presentNames(
  labels: readonly (Pick<Label, 'name'> & { formerNames: string[] })[],
): PresentName {
  const now = new Set(labels.map(({ name }) => name.toLowerCase()));
  const former = new Map<string, string>();
  for (const { name, formerNames } of labels)
    for (const before of formerNames)
      if (!now.has(before.toLowerCase())) former.set(before.toLowerCase(), name);
  return (name) => former.get(name.toLowerCase()) ?? name;
}

/** Settings that name a label by the name it had when they were written, with the name it has now. */
export function withPresentNames(settings: Settings, present: PresentName): Settings {
  const { labels, missing_information: missing, routing, rules } = settings;
  const values = <T extends Record<string, string | undefined>>(named: T): T =>
    Object.fromEntries(
      Object.entries(named).map(([key, name]) => [key, name === undefined ? name : present(name)]),
    ) as T;
  const keys = <V>(named: Record<string, V>) =>
    Object.fromEntries(Object.entries(named).map(([name, value]) => [present(name), value]));
  const teams = Object.entries(routing.teams).map(([name, team]) => [
    name,
    team.label === undefined ? team : { ...team, label: present(team.label) },
  ]);
  return {
    ...settings,
    labels: {
      ...labels,
      category: values(labels.category),
      priority: values(labels.priority),
      effort: values(labels.effort),
      modes: keys(labels.modes),
      thresholds: keys(labels.thresholds),
    },
    missing_information: { ...missing, label: missing.label === null ? null : present(missing.label) },
    routing: { ...routing, teams: Object.fromEntries(teams) },
    rules: rules.map((rule) => ({ ...rule, label: present(rule.label) })),
  };
}
