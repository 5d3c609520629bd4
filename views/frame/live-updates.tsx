import type { RepositoryCounts, IssueRow as Row, VisibleRepository } from '../../src/read/console.ts';
import { CountsNote } from '../counts-note.tsx';
import { InboxNote } from '../inbox-note.tsx';
import { IssueRow } from '../issue-row.tsx';
import type { LabelsByName } from '../label-chip.tsx';
import { StateLine } from './state-line.tsx';
import { WaitingUpdate } from './waiting-update.tsx';

/** A row that is to stand in the list: put in its place when new, exchanged in place when it is there. */
export function RowUpdate(props: {
  repository: VisibleRepository;
  row: Row;
  labels: LabelsByName;
  insert: boolean;
}) {
  const { insert, ...rest } = props;
  const row = <IssueRow {...rest} fresh />;
  if (insert) {
    // The upsert extension's own element takes an attribute `key`, which JSX keeps for itself.
    return (
      <hx-partial hx-target="#issue-rows" hx-swap="upsert key:data-updated sort:desc">
        {row}
      </hx-partial>
    );
  }
  return (
    <hx-partial hx-target={`#issue-${props.row.number}`} hx-swap="outerHTML">
      {row}
    </hx-partial>
  );
}

/** A row that no longer belongs into the list. */
export function RowRemoval({ number }: { number: number }) {
  return <hx-partial hx-target={`#issue-${number}`} hx-swap="delete" />;
}

/** The label colors, when they may have changed since the page was made. */
export function LabelStylesUpdate({ href }: { href: string }) {
  return (
    <hx-partial hx-target="#label-styles" hx-swap="outerHTML">
      <link id="label-styles" rel="stylesheet" href={href} />
    </hx-partial>
  );
}

/** The counts of a repository, wherever the page shows them. */
export function CountsUpdate({
  repository,
  counts,
}: {
  repository: VisibleRepository;
  counts: RepositoryCounts;
}) {
  return (
    <>
      <hx-partial hx-target="#counts-note" hx-swap="outerHTML">
        <CountsNote counts={counts} />
      </hx-partial>
      <hx-partial hx-target="#state-line" hx-swap="outerMorph">
        <StateLine counts={counts} />
      </hx-partial>
      <hx-partial hx-target="#inbox-note" hx-swap="outerHTML">
        <InboxNote count={counts.waits} />
      </hx-partial>
      <WaitingUpdate repository={repository} count={counts.waits} />
    </>
  );
}
