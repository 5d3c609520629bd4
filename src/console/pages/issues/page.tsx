import { CountsNote } from '../../../../views/counts-note.tsx';
import { Icon } from '../../../../views/icon.tsx';
import { IssueRow } from '../../../../views/issue-row.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { outcomeWords } from '../../../../views/outcome.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { outcomes } from '../../../domain/decide/outcome.ts';
import type { IssueFilter, IssuePage, RepositoryCounts, VisibleRepository } from '../../../read/console.ts';

interface IssuesProps {
  repository: VisibleRepository;
  filter: IssueFilter;
  /** Null when the list couldn't be read. */
  page: IssuePage | null;
  labels: LabelsByName;
  counts: RepositoryCounts | undefined;
  /** True on every page except the newest. */
  paged: boolean;
  /** Builds the URL of this list with some filters changed. */
  hrefWith: (change: Partial<IssueFilter> & { older?: string }) => string;
}

/** The Issues page: filters, rows and pagination. */
export function IssuesPage(props: IssuesProps) {
  const { repository, counts } = props;
  return (
    <>
      <div class="page-head">
        <h1>Issues</h1>
        <CountsNote counts={counts} />
      </div>
      {counts?.settingsProblems.map((problem) => (
        <p class="notice notice-attention">
          <Icon name="alert" /> Settings: {problem} The last valid settings stay in effect.
        </p>
      ))}
      <section class="box" aria-label={`Issues in ${repository.owner}/${repository.name}`}>
        <Filters {...props} />
        <Within {...props} />
        <Rows {...props} />
      </section>
      <Paging {...props} />
    </>
  );
}

function Filters({ repository, filter, labels, hrefWith }: IssuesProps) {
  const states = [
    ['open', 'Open', 'issue-opened'],
    ['closed', 'Closed', 'check'],
    ['all', 'All', 'inbox'],
  ] as const;
  return (
    <div class="box-head">
      <nav class="tabs" aria-label="State">
        {states.map(([state, word, icon]) => (
          <a
            class="tab"
            href={hrefWith({ state })}
            aria-current={filter.state === state ? 'true' : undefined}
          >
            <Icon name={icon} /> {word}
          </a>
        ))}
      </nav>
      <form
        class="filters"
        action={`/${repository.owner}/${repository.name}/issues`}
        method="get"
        data-auto-submit
      >
        {filter.text && <input type="hidden" name="q" value={filter.text} />}
        <input type="hidden" name="state" value={filter.state} />
        {filter.days && <input type="hidden" name="days" value={String(filter.days)} />}
        <select name="label" id="filter-label" aria-label="Label">
          <option value="">Any label</option>
          {[...labels.keys()].map((name) => (
            <option value={name} selected={filter.label === name}>
              {name}
            </option>
          ))}
          {filter.label && !labels.has(filter.label) && (
            <option value={filter.label} selected>
              {filter.label}
            </option>
          )}
        </select>
        <select name="done" id="filter-done" aria-label="Outcome">
          <option value="">Any outcome</option>
          <option value="unanswered" selected={filter.outcome === 'unanswered'}>
            To review
          </option>
          {outcomes.map((outcome) => (
            <option value={outcome} selected={filter.outcome === outcome}>
              {outcomeWords[outcome].word}
            </option>
          ))}
        </select>
        <noscript>
          <button class="button" type="submit">
            Filter
          </button>
        </noscript>
      </form>
    </div>
  );
}

/** States the time filter and links to the list without it. */
function Within({ filter, hrefWith }: IssuesProps) {
  if (filter.days === null) return null;
  return (
    <p class="box-line">
      Triaged {filter.days === 1 ? 'in the last 24 hours' : `in the last ${filter.days} days`} ·{' '}
      <a href={hrefWith({ days: null })}>Show all</a>
    </p>
  );
}

function Rows({ repository, page, filter, labels, hrefWith }: IssuesProps) {
  if (!page) {
    return (
      <Blank icon="alert" text="The issues couldn’t be loaded. No data was lost.">
        <a class="button" href={hrefWith({})}>
          Try again
        </a>
      </Blank>
    );
  }
  const filtered =
    filter.text !== '' || filter.label !== null || filter.outcome !== null || filter.days !== null;
  return (
    <>
      <ol class="issue-rows" id="issue-rows">
        {page.rows.map((row) => (
          <IssueRow repository={repository} row={row} labels={labels} />
        ))}
      </ol>
      <div class="when-empty">
        {filtered ? (
          <Blank icon="search" text="No issues match your filters.">
            <a class="button" href={`/${repository.owner}/${repository.name}/issues`}>
              Clear filters
            </a>
          </Blank>
        ) : (
          <Blank
            icon="inbox"
            text={
              filter.state === 'closed'
                ? 'No closed issues.'
                : 'No open issues. New ones appear here automatically.'
            }
          />
        )}
      </div>
    </>
  );
}

function Paging({ page, paged, hrefWith }: IssuesProps) {
  if (!page || (!paged && !page.older)) return null;
  return (
    <nav class="paging" aria-label="Pages">
      {paged && (
        <a class="button" href={hrefWith({})}>
          Newest
        </a>
      )}
      {page.older && (
        <a class="button" rel="next" href={hrefWith({ older: page.older })}>
          Older <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  );
}
