import { type Asked, AskedLine } from '../../../../views/asked-line.tsx';
import { renderPercent } from '../../../../views/confidence.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { AlikeChange } from '../../../read/inbox.ts';

interface Place {
  repository: VisibleRepository;
  number: number;
}

function alikePath({ repository, number }: Place): string {
  return `/${repository.owner}/${repository.name}/issues/${number}/alike`;
}

/** Offers to apply a correction to similar open issues. They load on demand, because each one must be triaged again. */
export function AlikeOffer({ props: { repository, detail } }: { props: IssueProps }) {
  const path = alikePath({ repository, number: detail.issue.number });
  const load = { 'hx-get': path, 'hx-target': '#alike', 'hx-swap': 'outerHTML' };
  return (
    <div class="panel-note" id="alike">
      <a href={path} id="alike-ask" {...load}>
        Preview changes to similar open issues
      </a>
    </div>
  );
}

interface AlikeProps extends Place {
  changes: readonly AlikeChange[];
  labels: LabelsByName;
  /** The changes just queued; null before that. */
  applied: Asked | null;
}

/** The open issues that would change, with checkboxes. */
export function AlikeList({ repository, number, changes, labels, applied }: AlikeProps) {
  const path = alikePath({ repository, number });
  const send = { 'hx-post': path, 'hx-target': '#alike', 'hx-swap': 'outerHTML' };
  return (
    <div class="panel-note alike" id="alike" data-loaded>
      {applied !== null && (
        <p>
          <AskedLine repository={repository} asked={applied} states={null} />
        </p>
      )}
      {changes.length === 0 && applied === null && <p role="status">No similar open issues would change.</p>}
      {changes.length > 0 && applied === null && (
        <form method="post" action={path} {...send}>
          <p role="status">
            {changes.length} similar open {changes.length === 1 ? 'issue' : 'issues'} would change:
          </p>
          <ul class="alike-rows">
            {changes.map((change) => (
              <li>
                <label>
                  <input
                    type="checkbox"
                    name="change"
                    value={`${change.number}:${change.dimension}:${change.to ?? ''}`}
                    checked
                  />{' '}
                  {change.from ?? 'nothing'} →{' '}
                  {change.label && change.to !== null ? (
                    <LabelChip name={change.label} labels={labels} />
                  ) : (
                    <strong>{change.to ?? 'nothing'}</strong>
                  )}{' '}
                  {renderPercent(change.confidence)}
                </label>{' '}
                <a href={`/${repository.owner}/${repository.name}/issues/${change.number}`}>
                  {change.title} #{change.number}
                </a>
              </li>
            ))}
          </ul>
          <button class="button button-small button-primary" type="submit" id="alike-apply">
            <Icon name="check" /> Apply to selected
          </button>
        </form>
      )}
    </div>
  );
}
