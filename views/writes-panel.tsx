import type { Write } from '../src/console/ports.ts';
import { CorrectionForm } from './correct.tsx';
import { Icon } from './icon.tsx';
import type { IssueProps } from './issue-props.ts';
import { LabelChip } from './label-chip.tsx';
import { Panel } from './panel.tsx';
import { When } from './when.tsx';

/** What DispatchAI wrote on GitHub for this issue. */
export function WritesPanel(props: IssueProps) {
  const { writes } = props.detail;
  if (writes.length === 0) {
    return (
      <Panel
        id="writes"
        title="Written to GitHub"
        state="empty"
        empty={{ icon: 'pencil', text: 'Nothing was written to GitHub for this issue.' }}
      />
    );
  }
  return (
    <Panel
      id="writes"
      title="Written to GitHub"
      count={writes.filter((write) => write.status === 'done').length}
    >
      <ul class="write-rows">
        {writes.map((write) => (
          <WriteRow props={props} write={write} standing={stands(write, writes)} />
        ))}
      </ul>
    </Panel>
  );
}

function undoable(kind: string): boolean {
  return kind.startsWith('label.') || kind === 'assignee.add';
}

function iconOf(kind: string) {
  if (kind.startsWith('comment')) return 'comment';
  if (kind === 'assignee.add') return 'person';
  return kind === 'label.remove' ? 'x' : 'tag';
}

/** True for what was written and not taken back since. */
function stands(write: Write, writes: readonly Write[]): boolean {
  if (write.status !== 'done') return false;
  return !writes.some(
    (other) =>
      other.status === 'done' &&
      other.label === write.label &&
      other.kind !== write.kind &&
      other.kind.split('.')[0] === write.kind.split('.')[0] &&
      (other.doneAt ?? '') > (write.doneAt ?? ''),
  );
}

function WriteRow({ props, write, standing }: { props: IssueProps; write: Write; standing: boolean }) {
  const { labels } = props;
  return (
    <li class="write-row" title={write.why}>
      <Icon name={iconOf(write.kind)} />
      <span class="write-what">
        {write.label ? (
          <>
            {write.kind === 'label.remove' ? 'took off' : 'added'}{' '}
            <LabelChip name={write.label} labels={labels} />
          </>
        ) : write.kind === 'assignee.add' ? (
          'assigned somebody'
        ) : (
          'commented'
        )}
        {write.status === 'intended' && <span class="quiet"> on its way</span>}
        {write.status === 'refused' && (
          <span class="tone-danger"> refused by GitHub{write.reason ? `: ${write.reason}` : ''}</span>
        )}
      </span>
      <span class="write-when">
        <When at={write.doneAt ?? write.createdAt} />
        {standing && undoable(write.kind) && (
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
