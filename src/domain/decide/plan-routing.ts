import type { Action } from '../actions/action.ts';
import type { Decision, LabelMeaning } from '../issue/decision.ts';
import type { Issue } from '../issue/issue.ts';

/**
 * The team's label and the assignee, each if it is to be applied: by the settings, or by a record that has earned it. An existing
 * assignee is never replaced.
 */
export function planRouting(
  { routing }: Decision,
  issue: Issue,
  known: { meanings: readonly LabelMeaning[]; removedByPeople: readonly string[]; assigned?: boolean },
): Action[] {
  if (!routing) return [];
  const { autonomy, teamAutonomy = autonomy } = routing;
  const why = { code: 'routed' as const, because: routing.reasons[0] ?? null };
  const actions: Action[] = [];
  const wanted = routing.teamLabel?.toLowerCase();
  const label = known.meanings.find((meaning) => meaning.label.name.toLowerCase() === wanted)?.label;
  const has = (names: readonly string[]) => names.some((name) => name.toLowerCase() === wanted);
  if (teamAutonomy === 'apply' && label && !has(issue.labels) && !has(known.removedByPeople))
    actions.push({ kind: 'label.add', label: label.name, labelId: label.id, why });
  if (autonomy === 'apply' && routing.assignee && issue.assignees.length === 0 && !known.assigned)
    actions.push({ kind: 'assignee.add', login: routing.assignee, why });
  return actions;
}
