import { describeAction } from '../../../../views/action-words.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { LabelChip } from '../../../../views/label-chip.tsx';
import { Panel } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { explainAction } from '../../../domain/actions/action-reason.ts';
import { isHeld } from '../../../domain/issue/write-refusal.ts';
import { explainProblem } from '../../../domain/words/explain-problem.ts';
import type { Write } from '../../../read/console.ts';
import { CorrectionForm } from './correct.tsx';

/** The writes DispatchAI made on GitHub for this issue. */
export function WritesPanel(props: IssueProps) {
  const { writes } = props.detail;
  if (writes.length === 0) {
    return (
      <Panel
        id="writes"
        title="Changes on GitHub"
        state="empty"
        empty={{ icon: 'pencil', text: 'DispatchAI hasn’t changed this issue on GitHub.' }}
      />
    );
  }
  return (
    <Panel
      id="writes"
      title="Changes on GitHub"
      count={writes.filter((write) => write.status === 'done').length}
    >
      <ul class="write-rows">
        {writes.map((write) => (
          <WriteRow props={props} write={write} />
        ))}
      </ul>
    </Panel>
  );
}

/** How the state of a write is phrased. `past` stands alone; `base` follows the words in `before`. */
const states = {
  done: { form: 'past', before: '' },
  intended: { form: 'base', before: 'about to ' },
  refused: { form: 'base', before: 'couldn’t ' },
  held: { form: 'base', before: 'proposed to ' },
} as const;

function WriteRow({ props, write }: { props: IssueProps; write: Write }) {
  const { labels } = props;
  const held = isHeld(write.reason);
  const { form, before } = states[held ? 'held' : write.status];
  const told = describeAction(
    write.kind,
    { ...write.detail, label: write.label },
    (name) => <LabelChip name={name} labels={labels} />,
    form,
  );
  return (
    <li class="write-row" title={explainAction(write.why)}>
      <Icon name={told?.icon ?? 'dot-fill'} />
      <span class="write-what">
        {told ? (
          <>
            {before}
            {told.words}
          </>
        ) : (
          write.kind
        )}
        {write.status === 'refused' && write.reason && (
          <span class={held ? 'tone-muted' : 'tone-danger'}>
            : <WithCode text={explainProblem(write.reason)} />
          </span>
        )}
      </span>
      <span class="write-when">
        <When at={write.doneAt ?? write.createdAt} />
        {write.undoable && (
          <CorrectionForm props={props}>
            <input type="hidden" name="effect" value={write.id} />
            <button class="button button-small" type="submit" name="do" value="undo" id={`undo-${write.id}`}>
              <Icon name="undo" /> Undo
            </button>
          </CorrectionForm>
        )}
      </span>
    </li>
  );
}
