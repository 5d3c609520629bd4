import type { Today } from '../src/console/overview-ports.ts';
import type { RepositoryCounts, IssueRow as Row, VisibleRepository } from '../src/console/ports.ts';
import { IssueHead, IssueSide, IssueText } from './issue-page.tsx';
import type { IssueProps } from './issue-props.ts';
import { IssueRow } from './issue-row.tsx';
import { CountsNote } from './issues-page.tsx';
import type { LabelBook } from './label-chip.tsx';
import { OverviewToday } from './overview-today.tsx';
import { StateLine } from './state-line.tsx';
import { Timeline } from './timeline.tsx';
import { WaitingUpdate } from './waiting-update.tsx';

/** A row that is to stand in the list: put in its place when new, exchanged in place when it is there. */
export function RowUpdate(props: {
  repository: VisibleRepository;
  row: Row;
  labels: LabelBook;
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

/** The label colours, when they may have changed since the page was made. */
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
      <WaitingUpdate repository={repository} count={counts.waits} />
    </>
  );
}

/** The parts of the Issue page that change. */
export function IssueUpdate(props: IssueProps) {
  return (
    <>
      <hx-partial hx-target="#issue-head" hx-swap="outerMorph">
        <IssueHead {...props} />
      </hx-partial>
      <hx-partial hx-target="#issue-body" hx-swap="outerMorph">
        <IssueText {...props} />
      </hx-partial>
      <hx-partial hx-target="#issue-side" hx-swap="innerMorph">
        <IssueSide {...props} />
      </hx-partial>
      <hx-partial hx-target="#timeline" hx-swap="outerMorph">
        <Timeline {...props} />
      </hx-partial>
    </>
  );
}

/** The Overview's numbers. */
export function TodayUpdate(props: { path: string; today: Today }) {
  return (
    <hx-partial hx-target="#today" hx-swap="outerMorph">
      <OverviewToday {...props} />
    </hx-partial>
  );
}
