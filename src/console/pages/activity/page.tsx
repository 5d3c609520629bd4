import { Icon } from '../../../../views/icon.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Activity, ActivityFilter } from '../../../read/pages.ts';
import { ActivityRow } from './activity-row.tsx';
import { ChainState } from './chain-state.tsx';
import { RevokeMenu } from './revoke-menu.tsx';

interface ActivityProps {
  repository: VisibleRepository;
  filter: ActivityFilter;
  /** Null when the log couldn't be read. */
  page: { rows: Activity[]; older: number | null } | null;
  labels: LabelsByName;
  /** True on every page except the newest. */
  paged: boolean;
  /** Builds the URL of this page with some filters changed. */
  hrefWith: (change: Partial<ActivityFilter>, more?: Record<string, string>) => string;
  /** URL to undo everything that matches; null when the filter can't be undone as a whole. */
  undoAll: string | null;
  /** The result of the last action. */
  said: string | null;
  may: { undo: boolean; revoke: boolean; revokeAll: boolean; export: boolean };
  /** Result of verifying the log; null if it wasn't requested. */
  verified: { rows: number; brokenAt: number | null } | null;
}

const kinds: { kind: ActivityFilter['kind']; word: string }[] = [
  { kind: null, word: 'All' },
  { kind: 'written', word: 'Changes' },
  { kind: 'taught', word: 'Lessons' },
  { kind: 'other', word: 'Other' },
];
const spans: { days: number | null; word: string }[] = [
  { days: null, word: 'Any time' },
  { days: 1, word: '24 hours' },
  { days: 7, word: '7 days' },
  { days: 30, word: '30 days' },
  { days: 90, word: '90 days' },
];

/** The Activity page: every write and every lesson, newest first, with filters and undo. */
export function ActivityPage(props: ActivityProps) {
  const { repository, page, said, hrefWith } = props;
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Activity</h1>
        <p class="page-note">
          Every change and every lesson, newest first.
          {props.may.export && (
            <>
              {' '}
              Export <a href={`${path}/activity/export.jsonl`}>JSON Lines</a> or{' '}
              <a href={`${path}/activity/export.csv`}>CSV</a>
            </>
          )}
        </p>
      </div>
      {said && (
        <p class="notice" role="status">
          <Icon name="check" /> {said}
        </p>
      )}
      <ChainState path={path} verified={props.verified} />
      <section class="box" aria-label={`Activity in ${repository.owner}/${repository.name}`}>
        <ActivityFilters {...props} />
        {!page && (
          <Blank icon="alert" text="The log couldn’t be loaded. No data was lost.">
            <a class="button" href={hrefWith({})}>
              Try again
            </a>
          </Blank>
        )}
        {page && page.rows.length === 0 && <Nothing {...props} />}
        {page && page.rows.length > 0 && <Rows {...props} page={page} />}
      </section>
      {page && (props.paged || page.older !== null) && (
        <nav class="paging" aria-label="Pages">
          {props.paged && (
            <a class="button" href={hrefWith({})}>
              Newest
            </a>
          )}
          {page.older !== null && (
            <a class="button" rel="next" href={hrefWith({}, { before: String(page.older) })}>
              Older <Icon name="chevron-right" />
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function ActivityFilters({ filter, hrefWith }: ActivityProps) {
  const chosen = (['who', 'label', 'model'] as const).flatMap((key) =>
    filter[key] === null ? [] : [{ key, value: filter[key] }],
  );
  return (
    <>
      <div class="box-head">
        <nav class="tabs" aria-label="Kind">
          {kinds.map(({ kind, word }) => (
            <a class="tab" href={hrefWith({ kind })} aria-current={filter.kind === kind ? 'true' : undefined}>
              {word}
            </a>
          ))}
        </nav>
        <nav class="tabs" aria-label="Time">
          {spans.map(({ days, word }) => (
            <a class="tab" href={hrefWith({ days })} aria-current={filter.days === days ? 'true' : undefined}>
              {word}
            </a>
          ))}
        </nav>
      </div>
      {chosen.length > 0 && (
        <div class="filter-words">
          {chosen.map(({ key, value }) => (
            <a class="tag-outline" href={hrefWith({ [key]: null })} title="Remove this filter">
              {key === 'who' ? 'by' : key} {value} <Icon name="x" label="remove" />
            </a>
          ))}
        </div>
      )}
    </>
  );
}

function Nothing({ repository, filter }: ActivityProps) {
  const filtered = Object.values(filter).some((value) => value !== null);
  return filtered ? (
    <Blank icon="search" text="No entries match your filters.">
      <a class="button" href={`/${repository.owner}/${repository.name}/activity`}>
        Clear filters
      </a>
    </Blank>
  ) : (
    <Blank icon="history" text="No activity yet." />
  );
}

function Rows({
  repository,
  page,
  labels,
  hrefWith,
  may,
  undoAll,
}: ActivityProps & { page: { rows: Activity[] } }) {
  const path = `/${repository.owner}/${repository.name}`;
  const undoable = may.undo && page.rows.some(mayBeChosen);
  return (
    <>
      <form id="undo-form" method="post" action={`${path}/activity/undo`}>
        <input type="hidden" name="step" value="preview" />
      </form>
      <ol class="activity-rows">
        {page.rows.map((activity) => (
          <ActivityRow
            path={path}
            activity={activity}
            labels={labels}
            hrefWith={hrefWith}
            choose={
              may.undo && mayBeChosen(activity) ? (
                <input
                  type="checkbox"
                  form="undo-form"
                  name="effect"
                  value={activity.effectId ?? ''}
                  aria-label={`Select entry ${activity.seq} to undo`}
                />
              ) : undefined
            }
          >
            {may.revoke && activity.lesson && !activity.lesson.revoked && (
              <RevokeMenu path={path} activity={activity} lesson={activity.lesson} all={may.revokeAll} />
            )}
          </ActivityRow>
        ))}
      </ol>
      {undoable && (
        <div class="choose-foot">
          {undoAll && (
            <a class="button" href={undoAll}>
              <Icon name="undo" /> Undo all matching changes…
            </a>
          )}
          <button class="button" type="submit" form="undo-form">
            <Icon name="undo" /> Undo selected…
          </button>
          <span class="quiet">shows a preview first</span>
        </div>
      )}
    </>
  );
}

/** Whether a row is a write that hasn't been undone. */
const mayBeChosen = ({ effectId, takenBack }: Activity) => effectId !== null && !takenBack;
