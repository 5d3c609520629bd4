import type { RepositoryCounts, IssueRow as Row, VisibleRepository } from '../../src/read/console.ts';
import { CountsNote } from '../counts-note.tsx';
import { InboxNote } from '../inbox-note.tsx';
import { IssueRow } from '../issue-row.tsx';
import type { LabelsByName } from '../label-chip.tsx';
import { StateLine } from './state-line.tsx';
import { WaitingUpdate } from './waiting-update.tsx';

/** Inserts a new row at its sorted position, or replaces the existing one in place. */
export function RowUpdate(props: {
  repository: VisibleRepository;
  row: Row;
  labels: LabelsByName;
  insert: boolean;
}) {
  const { insert, ...rest } = props;
  const row = <IssueRow {...rest} fresh />;
  if (insert) {
    // The upsert extension's own element needs an attribute named `key`, which JSX reserves.
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

/** Removes a row that no longer matches the list. */
export function RowRemoval({ number }: { number: number }) {
  return <hx-partial hx-target={`#issue-${number}`} hx-swap="delete" />;
}

/** Reloads the label colors, which may have changed since the page was rendered. */
export function LabelStylesUpdate({ href }: { href: string }) {
  return (
    <hx-partial hx-target="#label-styles" hx-swap="outerHTML">
      <link id="label-styles" rel="stylesheet" href={href} />
    </hx-partial>
  );
}

/** Updates a repository's counts everywhere on the page. */
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
