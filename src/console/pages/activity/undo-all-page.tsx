import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Activity, ActivityFilter, UndoPreview } from '../../../read/pages.ts';
import { UndoRows } from './undo-rows.tsx';

interface UndoAllProps {
  repository: VisibleRepository;
  filter: ActivityFilter;
  found: { writes: number; issues: number; more: boolean; newest: UndoPreview[] };
  /** The newest of what was found. */
  rows: Activity[];
  labels: LabelsByName;
}

/** What would be taken back of everything that a filter finds; nothing has been done yet. */
export function UndoAllPage({ repository, filter, found, rows, labels }: UndoAllProps) {
  const path = `/${repository.owner}/${repository.name}/activity`;
  const previews = new Map(found.newest.map((preview) => [preview.id, preview]));
  const { writes, issues, more } = found;
  return (
    <>
      <div class="page-head">
        <h1>Take back everything {inWords(filter)}</h1>
        <p class="page-note">
          A preview: nothing has been done yet. {more ? 'More than ' : ''}
          {writes} {writes === 1 ? 'write' : 'writes'} on {issues} {issues === 1 ? 'issue' : 'issues'}.
        </p>
      </div>
      <section class="box" aria-label="What would be taken back">
        {writes === 0 ? (
          <Blank icon="undo" text="Nothing is there to take back.">
            <a class="button" href={path}>
              Back to the log
            </a>
          </Blank>
        ) : (
          <>
            <UndoRows
              path={`/${repository.owner}/${repository.name}`}
              rows={rows}
              previews={previews}
              labels={labels}
            />
            <form class="choose-foot" method="post" action={`${path}/undo-all`}>
              {(['label', 'model', 'days'] as const).map(
                (key) =>
                  filter[key] !== null && <input type="hidden" name={key} value={String(filter[key])} />,
              )}
              <button class="button button-primary" type="submit">
                Take back {writes}
              </button>
              <a class="button" href={path}>
                Leave it
              </a>
              <span class="quiet">
                {writes > rows.length && `The newest ${rows.length} are shown. `}
                What a person did since stands. GitHub is asked again before each, 40 issues a minute.
                {more && ' The rest is left for another go.'}
              </span>
            </form>
          </>
        )}
      </section>
    </>
  );
}

function inWords({ label, model, days }: ActivityFilter): string {
  const parts = [
    model && `that ${model} did`,
    label && `about ${label}`,
    days && (days === 1 ? 'in the last 24 hours' : `in the last ${days} days`),
  ];
  return parts.filter(Boolean).join(' ');
}
