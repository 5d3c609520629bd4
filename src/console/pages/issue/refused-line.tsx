import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { When } from '../../../../views/when.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { isHeld } from '../../../domain/issue/write-refusal.ts';
import { explainProblem } from '../../../domain/words/explain-problem.ts';

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
  const reason = explainProblem(refused.detail.reason) || 'no reason given';
  if (isHeld(refused.detail.reason)) {
    return (
      <p class="answer-line" role="status">
        <Icon name="clock" /> <WithCode text={reason} /> <When at={refused.at} />
      </p>
    );
  }
  return (
    <p class="answer-line answer-conflict" role="status">
      <Icon name="x-circle" /> Refused
      {refused.actor && refused.actor.login !== 'dispatch' && `, requested by ${refused.actor.login}`}:{' '}
      <WithCode text={reason} /> <When at={refused.at} />
    </p>
  );
}
