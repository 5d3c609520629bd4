import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import type { Activity, UndoPreview } from '../../../read/pages.ts';
import { ActivityRow } from './activity-row.tsx';

/** Writes, each with whether it can be undone. `path` is the repository's. */
export function UndoRows({
  path,
  rows,
  previews,
  labels,
}: {
  path: string;
  rows: Activity[];
  /** By effect id. */
  previews: ReadonlyMap<string, UndoPreview>;
  labels: LabelsByName;
}) {
  return (
    <ol class="activity-rows">
      {rows.map((activity) => {
        const cannot = activity.effectId === null ? null : previews.get(activity.effectId)?.cannot;
        return (
          <ActivityRow path={path} activity={activity} labels={labels} hrefWith={() => `${path}/activity`}>
            {cannot ? (
              <span class="tag-outline tone-attention">can’t be undone: {cannot}</span>
            ) : (
              <span class="tag-outline tone-success">
                <Icon name="undo" /> will be undone
              </span>
            )}
          </ActivityRow>
        );
      })}
    </ol>
  );
}
