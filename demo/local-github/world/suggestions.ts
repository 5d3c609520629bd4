import type { AutomationLevel, Confidence, IssueRow, RepoRow, SuggestionRow } from './rows.ts';
import type { World } from './world.ts';

/** A label as an agent asks for it: with a reason, or as a proposal. */
export interface AskedLabel {
  name: string;
  rationale: string | null;
  confidence: Confidence | null;
  suggest: boolean;
}

/** What each level applies unasked; what is less sure is held for people. */
const applied: Readonly<Record<AutomationLevel, readonly Confidence[]>> = {
  'full control': [],
  cautious: ['high'],
  balanced: ['high', 'medium'],
  full: ['high', 'medium', 'low'],
};

/** What becomes of a label: put on, held for people, or nothing at all, which GitHub answers with 200 all the same. */
export function fateOf(repo: RepoRow, { confidence, suggest }: AskedLabel): 'applied' | 'held' | 'ignored' {
  const level = repo.automation ?? null;
  if (level === null) return suggest ? 'ignored' : 'applied';
  if (suggest) return 'held';
  return confidence === null || applied[level].includes(confidence) ? 'applied' : 'held';
}

/** The suggestions of an issue, oldest first. A pending one whose label is on by now has come to nothing. */
export function suggestionsOf({ tables }: World, issue: IssueRow): SuggestionRow[] {
  return tables.suggestions.findBy('issue_id', issue.id).map((row) => {
    if (row.state !== 'pending' || !issue.label_ids.includes(row.label_id)) return row;
    return tables.suggestions.update(row.id, { state: 'invalidated' }) ?? row;
  });
}

/** Keeps a suggestion; an actor's pending one for the same label is replaced. */
export function keepSuggestion(
  world: World,
  issue: IssueRow,
  row: Pick<SuggestionRow, 'label_id' | 'rationale' | 'confidence' | 'actor_id' | 'state' | 'issue_event_id'>,
): void {
  const { suggestions } = world.tables;
  for (const { id, label_id, actor_id, state } of suggestionsOf(world, issue))
    if (state === 'pending' && label_id === row.label_id && actor_id === row.actor_id)
      suggestions.update(id, { state: 'replaced' });
  suggestions.insert({ ...row, issue_id: issue.id, resolved_by: null });
}

/** Ends a pending suggestion as a person, or an App, decided; an approved one ends the others for its label. */
export function endSuggestion(
  world: World,
  row: SuggestionRow,
  state: 'approved' | 'dismissed',
  by: number,
): SuggestionRow {
  const { suggestions, issueEvents, issues } = world.tables;
  const issue = issues.get(row.issue_id);
  const event =
    state === 'approved' && issue
      ? issueEvents
          .findBy('repo_id', issue.repo_id)
          .findLast((each) => each.issue_number === issue.number && each.event === 'labeled')
      : undefined;
  if (state === 'approved')
    for (const other of suggestions.findBy('issue_id', row.issue_id))
      if (other.id !== row.id && other.state === 'pending' && other.label_id === row.label_id)
        suggestions.update(other.id, { state: 'dismissed', resolved_by: by });
  const ended = { state, resolved_by: by, issue_event_id: event?.id ?? null };
  return suggestions.update(row.id, ended) ?? row;
}
