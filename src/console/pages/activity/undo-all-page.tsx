import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Activity, ActivityFilter, UndoPreview } from '../../../read/pages.ts';
import { UndoRows } from './undo-rows.tsx';

interface UndoAllProps {
  repository: VisibleRepository;
  filter: ActivityFilter;
  found: { writes: number; issues: number; more: boolean; newest: UndoPreview[] };
  /** The newest of the writes found. */
  rows: Activity[];
  labels: LabelsByName;
}

/** Previews the undo of everything a filter matches. Nothing has been undone yet. */
export function UndoAllPage({ repository, filter, found, rows, labels }: UndoAllProps) {
  const path = `/${repository.owner}/${repository.name}/activity`;
  const previews = new Map(found.newest.map((preview) => [preview.id, preview]));
  const { writes, issues, more } = found;
  return (
    <>
      <div class="page-head">
        <h1>Undo all changes {inWords(filter)}</h1>
        <p class="page-note">
          Preview: nothing has been undone yet. {more ? 'More than ' : ''} {writes}{' '}
          {writes === 1 ? 'change' : 'changes'} on {issues} {issues === 1 ? 'issue' : 'issues'}.
        </p>
      </div>
      <section class="box" aria-label="Changes to undo">
        {writes === 0 ? (
          <Blank icon="undo" text="Nothing to undo.">
            <a class="button" href={path}>
              Back to activity
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
                Undo {writes} {writes === 1 ? 'change' : 'changes'}
              </button>
              <a class="button" href={path}>
                Cancel
              </a>
              <span class="quiet">
                {writes > rows.length && `The newest ${rows.length} are shown. `}
                Later changes by people are kept. Each change is checked against GitHub first, at 40 issues
                per minute.{more && ' Run it again to undo the rest.'}
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
    model && `by ${model}`,
    label && `of the label ${label}`,
    days && (days === 1 ? 'in the last 24 hours' : `in the last ${days} days`),
  ];
  return parts.filter(Boolean).join(' ');
}
