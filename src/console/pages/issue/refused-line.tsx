import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { When } from '../../../../views/when.tsx';

/** Shows the last refused request until a newer event supersedes it. */
export function RefusedLine({ props: { detail } }: { props: IssueProps }) {
  const { timeline } = detail;
  const at = timeline.findLastIndex(({ kind }) => kind === 'refused');
  const refused = timeline[at];
  if (!refused) return null;
  const later = timeline
    .slice(at + 1)
    .some(({ kind }) => ['decided', 'corrected', 'written', 'undone'].includes(kind));
  if (later) return null;
  const reason = typeof refused.detail.reason === 'string' ? refused.detail.reason : 'no reason given';
  return (
    <p class="answer-line answer-conflict" role="status">
      <Icon name="x-circle" /> Refused
      {refused.actor && refused.actor.login !== 'dispatch' && `, requested by ${refused.actor.login}`}:{' '}
      {reason} <When at={refused.at} />
    </p>
  );
}
