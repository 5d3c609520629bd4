import { Icon } from '../../../../views/icon.tsx';
import { IssueState } from '../../../../views/issue-row.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { type LinkState, linkStates } from '../../../domain/duplicates/duplicate-link.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { DuplicatePage, DuplicateRow, NamedIssue } from '../../../read/similar.ts';

interface DuplicatesProps {
  repository: VisibleRepository;
  state: LinkState;
  /** Null when it couldn't be read. */
  page: DuplicatePage | null;
  /** The issue whose link was just judged and queued. */
  asked: number | null;
}

const tabs: Record<LinkState, { word: string; empty: string }> = {
  proposed: {
    word: 'Proposed',
    empty: 'No proposals to review. With a hosted model enabled, likely duplicates appear here.',
  },
  linked: {
    word: 'Linked',
    empty: 'No linked duplicates yet. A maintainer can link one by commenting /duplicate #12.',
  },
  vetoed: { word: 'Dismissed', empty: 'No dismissed duplicates.' },
};

const doors = {
  command: 'by command',
  console: 'in the console',
  close: 'on GitHub',
  reaction: 'with a thumbs-down',
  model: 'by a model',
  history: 'in the issue history',
} as const;

/** The Duplicates page: proposed, linked and dismissed duplicates. */
export function DuplicatesPage({ repository, state, page, asked }: DuplicatesProps) {
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Duplicates</h1>
        <p class="page-note">
          Issues that report the same problem. Models can only propose a duplicate; people decide.
        </p>
      </div>
      {asked !== null && (
        <p class="asked-line" role="status">
          <Icon name="check" /> Saved for #{asked}. The change takes effect in a moment.
        </p>
      )}
      <section class="box" aria-label="Duplicate links">
        <div class="box-head">
          <nav class="tabs" aria-label="State">
            {linkStates.toSorted(proposedFirst).map((each) => (
              <a
                class="tab"
                href={`${path}/duplicates?state=${each}`}
                aria-current={each === state ? 'page' : undefined}
              >
                {tabs[each].word} {page && <span class="counter">{page.counts[each]}</span>}
              </a>
            ))}
          </nav>
        </div>
        {!page && (
          <Blank icon="alert" text="The duplicates couldn’t be loaded. No data was lost.">
            <a class="button" href={`${path}/duplicates?state=${state}`}>
              Try again
            </a>
          </Blank>
        )}
        {page?.rows.length === 0 && <Blank icon="link" text={tabs[state].empty} />}
        {page && page.rows.length > 0 && (
          <ul class="duplicate-rows">
            {page.rows.map((row) => (
              <LinkRow path={path} state={state} row={row} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

const proposedFirst = (a: LinkState, b: LinkState) => order.indexOf(a) - order.indexOf(b);
const order: LinkState[] = ['proposed', 'linked', 'vetoed'];

function LinkRow({ path, state, row }: { path: string; state: LinkState; row: DuplicateRow }) {
  const { issue, canonical, relation, source, by, at, look, keptOpen } = row;
  return (
    <li class="duplicate-row">
      <div class="duplicate-pair">
        <IssueLine path={path} issue={issue} />
        <p class="duplicate-relation">
          {state === 'vetoed' ? 'is not a duplicate of' : relationWords[relation]}
        </p>
        <IssueLine path={path} issue={canonical} />
        {look && (
          <div class="duplicate-look">
            <p>
              <strong>Shared cause:</strong> {look.rootCause}
            </p>
            <blockquote>
              <span class="quiet">From #{issue.number}:</span> {look.quotes.issue}
            </blockquote>
            <blockquote>
              <span class="quiet">From #{canonical.number}:</span> {look.quotes.canonical}
            </blockquote>
          </div>
        )}
        <p class="issue-meta">
          {stateWords[state]} {doors[source]}
          {by && ` (${by.login})`}
          {look && !by && ` (${look.model})`} <When at={at} />
          {keptOpen && ` · left open: ${keptOpen}`}
        </p>
      </div>
      <div class="duplicate-judge">
        {state !== 'linked' && <Judge path={path} state={state} row={row} what="stand" />}
        {state !== 'vetoed' && <Judge path={path} state={state} row={row} what="veto" />}
      </div>
    </li>
  );
}

function Judge(props: { path: string; state: LinkState; row: DuplicateRow; what: 'stand' | 'veto' }) {
  const { path, state, row, what } = props;
  const { issue, canonical } = row;
  const word =
    what === 'veto' ? 'Not a duplicate' : state === 'vetoed' ? 'Mark as duplicate' : 'Confirm duplicate';
  return (
    <form method="post" action={`${path}/duplicates?state=${state}`}>
      <input type="hidden" name="number" value={String(issue.number)} />
      <input type="hidden" name="of" value={String(canonical.number)} />
      <button
        class={what === 'stand' && state === 'proposed' ? 'button button-primary' : 'button'}
        type="submit"
        name="do"
        value={what}
        aria-label={`${word}: #${issue.number} and #${canonical.number}`}
      >
        {word}
      </button>
    </form>
  );
}

function IssueLine({ path, issue }: { path: string; issue: NamedIssue }) {
  return (
    <p class="named-issue">
      <IssueState state={issue.state} stateReason={issue.stateReason} />
      <span>
        <a href={`${path}/issues/${issue.number}`}>{issue.title}</a>{' '}
        <span class="issue-number">#{issue.number}</span>
      </span>
    </p>
  );
}

const stateWords: Record<LinkState, string> = { proposed: 'Proposed', linked: 'Linked', vetoed: 'Dismissed' };

const relationWords = {
  duplicate: 'is a duplicate of',
  'solved in': 'was fixed by',
  'regression?': 'may be a regression of',
  'not planned': 'is a duplicate of the not-planned issue',
} as const;
