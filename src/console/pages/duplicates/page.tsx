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
  /** Null when it could not be read. */
  page: DuplicatePage | null;
  /** The issue whose link was just judged; a worker is about to do it. */
  asked: number | null;
}

const tabs: Record<LinkState, { word: string; empty: string }> = {
  proposed: {
    word: 'Proposed',
    empty: 'Nothing waits for a judgement. Where a hosted model is on, it proposes duplicates here.',
  },
  linked: {
    word: 'Linked',
    empty: 'No issue is linked as a duplicate yet. A maintainer links one with /duplicate #12 in a comment.',
  },
  vetoed: { word: 'Vetoed', empty: 'Nobody said of two issues that they are not the same problem.' },
};

const doors = {
  command: 'by command',
  console: 'in the console',
  close: 'on GitHub',
  reaction: 'by a thumbs down',
  model: 'by a model',
  history: 'from the past',
} as const;

/** Links between issues: those to judge, those that stand, those that do not. */
export function DuplicatesPage({ repository, state, page, asked }: DuplicatesProps) {
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Duplicates</h1>
        <p class="page-note">
          Issues that are the same problem. From text alone nothing is called a duplicate: people link, and a
          model may only propose.
        </p>
      </div>
      {asked !== null && (
        <p class="asked-line" role="status">
          <Icon name="check" /> Noted for #{asked}. It is done within moments.
        </p>
      )}
      <section class="box" aria-label="Links between issues">
        <div class="box-head">
          <nav class="tabs" aria-label="State of the links">
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
          <Blank icon="alert" text="The links could not be read just now. Nothing is lost.">
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
          {state === 'vetoed' ? 'is not the same problem as' : relationWords[relation]}
        </p>
        <IssueLine path={path} issue={canonical} />
        {look && (
          <div class="duplicate-look">
            <p>
              <strong>Shared cause:</strong> {look.rootCause}
            </p>
            <blockquote>
              <span class="quiet">#{issue.number} says</span> {look.quotes.issue}
            </blockquote>
            <blockquote>
              <span class="quiet">#{canonical.number} says</span> {look.quotes.canonical}
            </blockquote>
          </div>
        )}
        <p class="issue-meta">
          {stateWords[state]} {doors[source]}
          {by && ` (${by.login})`}
          {look && !by && ` (${look.model})`} <When at={at} />
          {keptOpen && ` · stays open: ${keptOpen}`}
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
  const word = what === 'veto' ? 'Not the same' : state === 'vetoed' ? 'Link after all' : 'Let it stand';
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

const stateWords: Record<LinkState, string> = { proposed: 'Proposed', linked: 'Linked', vetoed: 'Vetoed' };

const relationWords = {
  duplicate: 'is a duplicate of',
  'solved in': 'was solved in',
  'regression?': 'may be a regression of',
  'not planned': 'is a duplicate of, which is not planned:',
} as const;
