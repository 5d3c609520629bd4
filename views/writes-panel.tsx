import type { Write } from '../src/console/ports.ts';
import { Icon } from './icon.tsx';
import type { IssueProps } from './issue-props.ts';
import { type LabelBook, LabelChip } from './label-chip.tsx';
import { Panel } from './panel.tsx';
import { When } from './when.tsx';

/** What DispatchAI wrote on GitHub for this issue. */
export function WritesPanel({ detail: { writes }, labels }: IssueProps) {
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
          <WriteRow write={write} labels={labels} />
        ))}
      </ul>
    </Panel>
  );
}

function iconOf(kind: string) {
  if (kind.startsWith('comment')) return 'comment';
  if (kind === 'assignee.add') return 'person';
  return kind === 'label.remove' ? 'x' : 'tag';
}

function WriteRow({ write, labels }: { write: Write; labels: LabelBook }) {
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
      </span>
    </li>
  );
}
