import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Activity, UndoPreview } from '../../../read/pages.ts';
import { UndoRows } from './undo-rows.tsx';

interface UndoProps {
  repository: VisibleRepository;
  rows: Activity[];
  /** By the write's id in the ledger. */
  previews: ReadonlyMap<string, UndoPreview>;
  labels: LabelsByName;
}

/** What would be taken back, and what not and why; nothing has been done yet. */
export function UndoPage({ repository, rows, previews, labels }: UndoProps) {
  const path = `/${repository.owner}/${repository.name}`;
  const possible = rows.filter(
    ({ effectId }) => effectId !== null && previews.get(effectId)?.cannot === null,
  );
  return (
    <>
      <div class="page-head">
        <h1>Take back</h1>
        <p class="page-note">
          A preview: nothing has been done yet. {possible.length} of {rows.length} can be taken back.
        </p>
      </div>
      <section class="box" aria-label="What would be taken back">
        {rows.length === 0 ? (
          <Blank icon="undo" text="Nothing was chosen, or it is not known here.">
            <a class="button" href={`${path}/activity`}>
              Back to the log
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
                Take back {possible.length}
              </button>
              <a class="button" href={`${path}/activity`}>
                Leave it
              </a>
              <span class="quiet">What a person did since stands. GitHub is asked again before each.</span>
            </form>
          </>
        )}
      </section>
    </>
  );
}
