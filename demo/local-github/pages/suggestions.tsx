import type { IssueRow } from '../world/rows.ts';
import { suggestionsOf } from '../world/suggestions.ts';
import type { World } from '../world/world.ts';
import { LabelChip } from './label-chip.tsx';

/** What agents propose for the issue; who may triage approves or dismisses it here. */
export function Suggestions({
  world,
  issue,
  action,
  mayTriage,
}: {
  world: World;
  issue: IssueRow;
  /** Where the forms post to. */
  action: string;
  mayTriage: boolean;
}) {
  const pending = suggestionsOf(world, issue).filter(({ state }) => state === 'pending');
  if (pending.length === 0) return null;
  const { labels, users } = world.tables;
  return (
    <section id="suggestions">
      <h2>Suggestions</h2>
      {pending.map(({ id, label_id, rationale, confidence, actor_id }) => {
        const label = labels.get(label_id);
        return label ? (
          <form method="post" action={action}>
            <LabelChip label={label} />{' '}
            <span class="muted">
              {users.get(actor_id)?.login}
              {confidence ? ` · ${confidence} confidence` : ''}
            </span>
            <p>{rationale}</p>
            {mayTriage ? (
              <>
                <button type="submit" name="approve" value={id} aria-label={`Approve ${label.name}`}>
                  Approve
                </button>{' '}
                <button type="submit" name="dismiss" value={id} aria-label={`Dismiss ${label.name}`}>
                  Dismiss
                </button>
              </>
            ) : null}
          </form>
        ) : null;
      })}
    </section>
  );
}
