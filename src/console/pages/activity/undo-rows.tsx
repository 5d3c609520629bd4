import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import type { Activity, UndoPreview } from '../../../read/pages.ts';
import { ActivityRow } from './activity-row.tsx';

/** Writes with what an undo would do to each. `path` is the repository's. */
export function UndoRows({
  path,
  rows,
  previews,
  labels,
}: {
  path: string;
  rows: Activity[];
  /** By the write's id in the ledger. */
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
              <span class="tag-outline tone-attention">stays: {cannot}</span>
            ) : (
              <span class="tag-outline tone-success">
                <Icon name="undo" /> will be taken back
              </span>
            )}
          </ActivityRow>
        );
      })}
    </ol>
  );
}
