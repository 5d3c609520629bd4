import { type Asked, AskedLine } from '../../../../views/asked-line.tsx';
import { WaitingUpdate } from '../../../../views/frame/waiting-update.tsx';
import { Icon } from '../../../../views/icon.tsx';
import { InboxNote } from '../../../../views/inbox-note.tsx';
import type { LabelsByName } from '../../../../views/label-chip.tsx';
import { describeEvent } from '../../../../views/timeline-words.tsx';
import { When } from '../../../../views/when.tsx';
import type { RequestState } from '../../../read/api.ts';
import type { TimelineEntry, VisibleRepository } from '../../../read/console.ts';
import type { InboxCard as Card, Choices } from '../../../read/inbox.ts';
import { type CardProps, InboxCard, InboxForm } from './inbox-card.tsx';

/** Replaces a card in place, or appends a new one. */
export function CardUpdate(props: CardProps) {
  return (
    <hx-partial hx-target="#inbox-cards" hx-swap="upsert">
      <InboxCard {...props} />
    </hx-partial>
  );
}

/** Removes a card that needs no review any more. */
export function CardRemoval({ number }: { number: number }) {
  return <hx-partial hx-target={`#card-${number}`} hx-swap="delete" />;
}

interface Shared {
  repository: VisibleRepository;
  labels: LabelsByName;
  choices: Choices;
  opened: string;
}

/** The last action with its progress and an Undo button. */
export function LastAction({
  repository,
  opened,
  last,
  states = null,
  problem,
}: {
  repository: VisibleRepository;
  opened: string;
  last: Asked | null;
  /** State of its requests; null if they were queued a moment ago. */
  states?: readonly RequestState[] | null;
  /** Why the action changed nothing. */
  problem?: string | undefined;
}) {
  return (
    <div class="last-action" id="inbox-last" role="status">
      {problem && (
        <span class="answer-conflict" role="alert">
          <Icon name="alert" /> {problem}
        </span>
      )}
      {last && (
        <>
          {!problem && <AskedLine repository={repository} asked={last} states={states} />}
          {(last.did === 'dismiss' || (last.did !== 'undo' && last.requests.length > 0)) && (
            <InboxForm repository={repository} opened={opened} cards={last.numbers.map((each) => [each, 0])}>
              {last.requests.map((id) => (
                <input type="hidden" name="request" value={id} />
              ))}
              <button
                class="button button-small"
                type="submit"
                name="do"
                value={last.did === 'dismiss' ? 'restore' : 'undo'}
                data-undo
                id="inbox-undo"
              >
                <Icon name="undo" /> Undo
              </button>
            </InboxForm>
          )}
        </>
      )}
    </div>
  );
}

/** Shows why an answer changed nothing, in place of the last action. */
export function InboxProblem(props: { repository: VisibleRepository; opened: string; problem: string }) {
  return (
    <hx-partial hx-target="#inbox-last" hx-swap="outerHTML">
      <LastAction {...props} last={null} />
    </hx-partial>
  );
}

/** Signed time at which the top card appeared; answer times are measured from it. */
export function Since({ opened }: { opened: string }) {
  return <input type="hidden" name="opened" value={opened} id="inbox-since" />;
}

interface AnswerProps extends Shared {
  did: Asked['did'];
  taken: readonly number[];
  /** The answered cards to remove from the page. */
  gone: readonly number[];
  /** Ids of the queued requests, for Undo. */
  requests: readonly string[];
  /** Cards that still have suggestions to review. */
  left: readonly Card[];
  next: { cards: readonly Card[]; alike: ReadonlyMap<number, number[]>; count: number; more: boolean };
}

/** Updates the page after an answer: removes the cards, adds the next ones, and shows the last action with Undo. */
export function InboxAnswer({ did, taken, gone, requests, left, next, ...shared }: AnswerProps) {
  return (
    <>
      {gone.map((number) => (
        <CardRemoval number={number} />
      ))}
      {left.map((card) => (
        <hx-partial hx-target={`#card-${card.issue.number}`} hx-swap="outerHTML">
          <InboxCard {...shared} card={card} alike={[]} />
        </hx-partial>
      ))}
      {next.cards.length > 0 && (
        <hx-partial hx-target="#inbox-cards" hx-swap="beforeend">
          {next.cards.map((card) => (
            <InboxCard {...shared} card={card} alike={next.alike.get(card.issue.number) ?? []} />
          ))}
        </hx-partial>
      )}
      <hx-partial hx-target="#inbox-note" hx-swap="outerHTML">
        <InboxNote count={next.count} more={next.more} />
      </hx-partial>
      <hx-partial hx-target="#inbox-since" hx-swap="outerHTML">
        <Since opened={shared.opened} />
      </hx-partial>
      {!next.more && <WaitingUpdate repository={shared.repository} count={next.count} />}
      {taken.length > 0 && (
        <hx-partial hx-target="#inbox-last" hx-swap="outerHTML">
          <LastAction
            repository={shared.repository}
            opened={shared.opened}
            last={{ did, numbers: taken, requests }}
          />
        </hx-partial>
      )}
    </>
  );
}

interface LateProps extends Shared {
  number: number;
  entry: TimelineEntry | null;
  /** Undefined if the issue has nothing left to review. */
  card: Card | undefined;
}

/** Replaces a card whose answer came too late with its current state. */
export function LateCard({ number, entry, card, ...shared }: LateProps) {
  const notice = (
    <p class="answer-line answer-conflict" role="alert">
      <Icon name="alert" /> Not saved:{' '}
      {entry ? (
        <>
          {describeEvent(entry, shared.labels).words} <When at={entry.at} />.
        </>
      ) : (
        <>#{number} no longer needs a review.</>
      )}{' '}
      {card ? (
        'The card is up to date now; please answer again.'
      ) : (
        <a href={`/${shared.repository.owner}/${shared.repository.name}/issues/${number}`}>
          Open #{number} to change it
        </a>
      )}
    </p>
  );
  return (
    <hx-partial hx-target={`#card-${number}`} hx-swap="outerHTML">
      {card ? (
        <InboxCard {...shared} card={card} alike={[]} notice={notice} />
      ) : (
        <li class="card" id={`card-${number}`} tabindex={-1}>
          {notice}
        </li>
      )}
    </hx-partial>
  );
}

interface UndoProps {
  repository: VisibleRepository;
  opened: string;
  /** The issues being undone, with the requests that do it. */
  undone: Omit<Asked, 'did'>;
  /** The issues the user wanted to undo. */
  asked: Omit<Asked, 'did'>;
}

/** Response to an undo in the Inbox. The cards reappear through the live stream. */
export function UndoAnswer({ repository, opened, undone, asked }: UndoProps) {
  return (
    <hx-partial hx-target="#inbox-last" hx-swap="outerHTML">
      {undone.numbers.length > 0 ? (
        <LastAction repository={repository} opened={opened} last={{ did: 'undo', ...undone }} />
      ) : (
        <LastAction
          repository={repository}
          opened={opened}
          last={{ did: 'approve', ...asked }}
          problem="Nothing to undo yet: the action is still queued. Try again in a moment."
        />
      )}
    </hx-partial>
  );
}
