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
  /** Null when it could not be read. */
  inbox: {
    cards: readonly Card[];
    places: readonly { number: number; alike: number[] }[];
    more: boolean;
  } | null;
  /** Cards whose answer came too late. */
  late: readonly number[];
  last: Asked | null;
  /** How far the last action has come. */
  states: readonly RequestState[];
  /** Why the answer that was just sent changed nothing. */
  problem?: string | undefined;
  /** For an empty Inbox. */
  done: DoneAlone | null;
  labels: LabelsByName;
  choices: Choices;
  opened: string;
  version: number;
}

/** What waits for a person. */
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
            The answer to <a href={`/${repository.owner}/${repository.name}/issues/${number}`}>#{number}</a>{' '}
            was not taken: somebody changed it meanwhile. What stands now is shown.
          </span>
        </p>
      ))}
      {inbox === null ? (
        <section class="box">
          <Blank
            icon="alert"
            text="The Inbox could not be read just now. Nothing is lost; load the page again in a moment."
          />
        </section>
      ) : (
        <>
          <BulkForm repository={repository} opened={opened} choices={choices} />
          <ol class="cards" id="inbox-cards" aria-label="Issues that wait for a person">
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

/** Answers all cards that are selected. */
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
        about="Something else for all that are selected"
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
    <Blank icon="inbox" text="Nothing waits for you.">
      {done && (
        <div class="done-alone">
          <p>
            In the last 24 hours {done.triaged} {done.triaged === 1 ? 'issue was' : 'issues were'} triaged,
            and {done.applied} labeled without you.
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
