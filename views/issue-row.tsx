import type { IssueRow as Row, RowValue, VisibleRepository } from '../src/read/console.ts';
import { Confidence } from './confidence.tsx';
import { Icon } from './icon.tsx';
import { LabelChip, type LabelsByName } from './label-chip.tsx';
import { OutcomeMark } from './outcome.tsx';
import { When } from './when.tsx';

interface IssueRowProps {
  repository: VisibleRepository;
  row: Row;
  labels: LabelsByName;
  /** Highlights a row that has just arrived or changed. */
  fresh?: boolean;
}

/** One row of the Issues list. The page and its live updates share this markup. */
export function IssueRow({ repository, row, labels, fresh }: IssueRowProps) {
  const list = `/${repository.owner}/${repository.name}/issues`;
  const shown = mostTelling(row);
  const asked =
    row.outcome === 'applied' ? row.values.filter((value) => value.autonomy === 'suggest').length : 0;
  return (
    <li
      class={fresh ? 'issue-row fresh' : 'issue-row'}
      id={`issue-${row.number}`}
      data-updated={row.updatedAt}
    >
      <IssueState state={row.state} stateReason={row.stateReason} />
      <div class="issue-main">
        <a class="issue-title" id={`issue-${row.number}-link`} href={`${list}/${row.number}`}>
          {row.title}
        </a>{' '}
        {row.labels.map((name) => (
          <LabelChip name={name} labels={labels} href={`${list}?label=${encodeURIComponent(name)}`} />
        ))}
        <p class="issue-meta">
          #{row.number} by {row.author.login}
          {row.author.kind === 'bot' && <span class="tag-outline">bot</span>}
          {isFirst(row.authorAssociation) && (
            <span class="tag-outline" title="The author's first issue in this repository">
              first issue
            </span>
          )}
          <span class="narrow-when">
            {' '}
            · <When at={row.updatedAt} />
          </span>
        </p>
      </div>
      <div class="issue-triage">
        <span class="issue-outcome">
          <OutcomeMark outcome={row.outcome} answered={row.outcome === 'suggested' && !row.waits} />
          {asked > 0 && <span class="quiet">+ {asked} suggested</span>}
        </span>
        {shown && (
          <span class="issue-value">
            <span
              class="value-word"
              title={row.values.map((value) => `${value.dimension}: ${value.value}`).join(', ')}
            >
              {shown.value}
            </span>
            <Confidence value={shown.confidence} tone={`confidence-${shown.autonomy}`} />
          </span>
        )}
      </div>
      <span class="issue-when">
        <When at={row.updatedAt} />
      </span>
    </li>
  );
}

/** The state icon as GitHub draws it: open, completed, or closed for another reason. */
export function IssueState({ state, stateReason }: { state: 'open' | 'closed'; stateReason: string | null }) {
  if (state === 'open') return <Icon name="issue-opened" label="Open" tone="tone-open" />;
  if (stateReason === 'not_planned' || stateReason === 'duplicate') {
    return (
      <Icon
        name="skip"
        label={stateReason === 'duplicate' ? 'Closed as duplicate' : 'Closed as not planned'}
        tone="tone-muted"
      />
    );
  }
  return <Icon name="issue-closed" label="Closed" tone="tone-done" />;
}

/** Picks the value that represents the triage: of the values behind the outcome, the category, or else the first. */
function mostTelling({ outcome, values }: Row): RowValue | undefined {
  const wanted = outcome === 'applied' ? 'apply' : outcome === 'suggested' ? 'suggest' : 'observe';
  const made = values.filter((value) => value.autonomy === wanted);
  return made.find((value) => value.dimension === 'category') ?? made[0];
}

function isFirst(association: string): boolean {
  return association === 'FIRST_TIME_CONTRIBUTOR' || association === 'FIRST_TIMER';
}
