import type { IssueProps } from '../../../../views/issue-props.ts';
import { IssueHead, IssueSide, IssueText } from './page.tsx';
import { Timeline } from './timeline.tsx';

/** Updates the parts of the Issue page that can change. */
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
