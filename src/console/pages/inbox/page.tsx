import type { Asked } from '../../../../views/asked-line.tsx';
import { Icon } from '../../../../views/icon.tsx';
import { InboxNote } from '../../../../views/inbox-note.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { Picker } from '../../../../views/picker.tsx';
import { dimensions } from '../../../domain/issue/decision.ts';
import type { RequestState } from '../../../read/api.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { InboxCard as Card, Choices, DoneAlone } from '../../../read/inbox.ts';
import { InboxCard, includes } from './inbox-card.tsx';
import { LastAction, Since } from './inbox-updates.tsx';
import { Keys } from './keys.tsx';

interface InboxProps {
  repository: VisibleRepository;
  /** Null when it couldn't be read. */
  inbox: {
    cards: readonly Card[];
    places: readonly { number: number; alike: number[] }[];
    more: boolean;
  } | null;
  /** Issues whose answer was rejected because somebody else had changed them. */
  late: readonly number[];
  last: Asked | null;
  /** State of the last action's requests. */
  states: readonly RequestState[];
  /** Why the last answer changed nothing. */
  problem?: string | undefined;
  /** Shown in an empty Inbox. */
  done: DoneAlone | null;
  labels: LabelsByName;
  choices: Choices;
  opened: string;
  version: number;
}

/** The Inbox: issues with suggestions to review. */
export function InboxPage(props: InboxProps) {
  const { repository, inbox, late, last, states, problem, labels, choices, opened } = props;
  const alike = new Map(inbox?.places.map((place) => [place.number, place.alike]));
  return (
    <>
      <div class="page-head">
        <h1>Inbox</h1>
        <InboxNote count={inbox?.places.length ?? 0} more={inbox?.more ?? false} />
        <span class="grow" />
        <Keys />
      </div>
      <Since opened={opened} />
      <LastAction repository={repository} opened={opened} last={last} states={states} problem={problem} />
      {late.map((number) => (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" />
          <span>
            Your answer to <a href={`/${repository.owner}/${repository.name}/issues/${number}`}>#{number}</a>{' '}
            wasn’t saved because somebody else changed the issue. Its current state is shown below.
          </span>
        </p>
      ))}
      {inbox === null ? (
        <section class="box">
          <Blank
            icon="alert"
            text="The inbox couldn’t be loaded. No data was lost. Reload the page to try again."
          />
        </section>
      ) : (
        <>
          <BulkForm repository={repository} opened={opened} choices={choices} />
          <ol class="cards" id="inbox-cards" aria-label="Issues to review">
            {inbox.cards.map((card) => (
              <InboxCard
                repository={repository}
                card={card}
                alike={alike.get(card.issue.number) ?? []}
                labels={labels}
                choices={choices}
                opened={opened}
              />
            ))}
          </ol>
          <section class="box when-empty">
            <EmptyInbox {...props} />
          </section>
        </>
      )}
    </>
  );
}

/** Answers all selected cards. */
function BulkForm({ repository, opened, choices }: Pick<InboxProps, 'repository' | 'opened' | 'choices'>) {
  const path = `/${repository.owner}/${repository.name}/inbox`;
  const swap = { 'hx-post': path, 'hx-swap': 'none', 'hx-include': includes };
  return (
    <form class="bulk" id="inbox-bulk" method="post" action={path} {...swap}>
      <input type="hidden" name="opened" value={opened} />
      <span class="quiet">Selected:</span>
      <button class="button button-small" type="submit" name="do" value="approve" id="bulk-approve">
        <Icon name="check" /> Approve
      </button>
      <Picker
        id="bulk-pick"
        word="Correct"
        about="Another value for all selected issues"
        dimensions={dimensions}
        choices={choices}
        none
        everyLabel
      />
      <button class="button button-small" type="submit" name="do" value="dismiss" id="bulk-dismiss">
        <Icon name="skip" /> Dismiss
      </button>
    </form>
  );
}

function EmptyInbox({ repository, done, labels }: InboxProps) {
  return (
    <Blank icon="inbox" text="You’re all caught up.">
      {done && (
        <div class="done-alone">
          <p>
            In the last 24 hours, {done.triaged} {done.triaged === 1 ? 'issue was' : 'issues were'} triaged
            and {done.applied} labeled automatically.
          </p>
          <ul>
            {done.newest.map(({ number, title, labels: names }) => (
              <li>
                <a href={`/${repository.owner}/${repository.name}/issues/${number}`}>
                  {title} #{number}
                </a>{' '}
                {names.map((name) => (
                  <LabelChip name={name} labels={labels} />
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Blank>
  );
}
