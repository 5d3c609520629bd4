import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Activity, UndoPreview } from '../../../read/pages.ts';
import { UndoRows } from './undo-rows.tsx';

interface UndoProps {
  repository: VisibleRepository;
  rows: Activity[];
  /** By effect id. */
  previews: ReadonlyMap<string, UndoPreview>;
  labels: LabelsByName;
}

/** Previews an undo: which of the selected writes can be undone, and why others can't. Nothing has been undone yet. */
export function UndoPage({ repository, rows, previews, labels }: UndoProps) {
  const path = `/${repository.owner}/${repository.name}`;
  const possible = rows.filter(
    ({ effectId }) => effectId !== null && previews.get(effectId)?.cannot === null,
  );
  return (
    <>
      <div class="page-head">
        <h1>Undo</h1>
        <p class="page-note">
          Preview: nothing has been undone yet. {possible.length} of {rows.length} can be undone.
        </p>
      </div>
      <section class="box" aria-label="Changes to undo">
        {rows.length === 0 ? (
          <Blank icon="undo" text="No changes selected, or they no longer exist.">
            <a class="button" href={`${path}/activity`}>
              Back to activity
            </a>
          </Blank>
        ) : (
          <>
            <UndoRows path={path} rows={rows} previews={previews} labels={labels} />
            <form class="choose-foot" method="post" action={`${path}/activity/undo`}>
              <input type="hidden" name="step" value="do" />
              {possible.map(({ effectId }) => (
                <input type="hidden" name="effect" value={effectId ?? ''} />
              ))}
              <button class="button button-primary" type="submit" disabled={possible.length === 0}>
                Undo {possible.length} {possible.length === 1 ? 'change' : 'changes'}
              </button>
              <a class="button" href={`${path}/activity`}>
                Cancel
              </a>
              <span class="quiet">
                Later changes by people are kept. Each change is checked against GitHub first.
              </span>
            </form>
          </>
        )}
      </section>
    </>
  );
}
