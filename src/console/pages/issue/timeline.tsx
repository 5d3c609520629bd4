import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { Panel } from '../../../../views/panel.tsx';
import { describeEvent } from '../../../../views/timeline-words.tsx';
import { When } from '../../../../views/when.tsx';
import type { TimelineEntry } from '../../../read/console.ts';

/** The issue's events, oldest first. */
export function Timeline({ detail: { timeline, timelineCut }, labels }: IssueProps) {
  if (timeline.length === 0) {
    return (
      <Panel
        id="timeline"
        title="Timeline"
        state="empty"
        empty={{ icon: 'history', text: 'No events yet.' }}
      />
    );
  }
  return (
    <Panel id="timeline" title="Timeline" count={timeline.length}>
      {timelineCut && <p class="panel-note">Older events are not shown.</p>}
      <ol class="timeline">
        {timeline.map((entry, index) => (
          <TimelineRow
            entry={entry}
            labels={labels}
            echo={isEcho(entry, timeline.slice(0, index))}
            shownAbove={timeline[index - 1]?.deliveryId ?? null}
          />
        ))}
      </ol>
    </Panel>
  );
}

/** Whether an event is GitHub's webhook for a label that DispatchAI added itself. */
function isEcho(entry: TimelineEntry, before: TimelineEntry[]): boolean {
  if (entry.kind !== 'labeled' || entry.actor?.kind !== 'bot') return false;
  return before.some(
    ({ kind, detail }) =>
      (kind === 'written' || kind === 'undone') &&
      detail.kind === 'label.add' &&
      detail.label === entry.detail.label,
  );
}

interface RowProps {
  entry: TimelineEntry;
  labels: LabelsByName;
  echo: boolean;
  /** The delivery id of the row above, which isn't repeated. */
  shownAbove: string | null;
}

function TimelineRow({ entry, labels, echo, shownAbove }: RowProps) {
  const { icon, tone, words } = describeEvent(entry, labels, echo);
  return (
    <li class="timeline-row" id={`event-${entry.id}`}>
      <span class={`timeline-badge ${tone}`}>
        <Icon name={icon} />
      </span>
      <div class="timeline-main">
        <p>
          {words}{' '}
          <span class="timeline-when">
            <When at={entry.at} />
          </span>
        </p>
        {entry.deliveryId && entry.deliveryId !== shownAbove && (
          <p class="delivery">
            <span class="quiet">delivery</span> <code>{entry.deliveryId}</code>
            <button
              class="copy"
              type="button"
              data-copy={entry.deliveryId}
              aria-label="Copy delivery ID"
              title="Copy delivery ID"
              hidden
            >
              <Icon name="copy" />
            </button>
          </p>
        )}
      </div>
    </li>
  );
}
