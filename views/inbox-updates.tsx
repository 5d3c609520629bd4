import type { InboxCard as Card, Choices } from '../src/console/inbox-ports.ts';
import type { TimelineEntry, VisibleRepository } from '../src/console/ports.ts';
import { Icon } from './icon.tsx';
import { type CardProps, InboxCard, InboxForm } from './inbox-card.tsx';
import type { LabelBook } from './label-chip.tsx';
import { describeEvent } from './timeline-words.tsx';
import { When } from './when.tsx';

/** A card that waits: exchanged in place where it stands, added at the end where it is new. */
export function CardUpdate(props: CardProps) {
  return (
    <hx-partial hx-target="#inbox-cards" hx-swap="upsert">
      <InboxCard {...props} />
    </hx-partial>
  );
}

/** A card that waits no more. */
export function CardRemoval({ number }: { number: number }) {
  return <hx-partial hx-target={`#card-${number}`} hx-swap="delete" />;
}

/** How many wait. */
export function InboxNote({ count, more }: { count: number; more: boolean }) {
  return (
    <p class="page-note" id="inbox-note">
      {count === 0
        ? 'Nothing waits for a person'
        : `${more ? 'More than ' : ''}${count} ${count === 1 ? 'waits' : 'wait'} for a person, most valuable first`}
    </p>
  );
}

interface Shared {
  repository: VisibleRepository;
  labels: LabelBook;
  choices: Choices;
  opened: string;
}

const didWords = { approve: 'Approved', correct: 'Corrected', undo: 'Undo of' } as const;
export type Did = keyof typeof didWords;

/** The last action, with the way back. */
export function LastAction({
  repository,
  opened,
  last,
  notYet,
}: {
  /** The Undo came before anything was written. */
  notYet?: boolean;
  repository: VisibleRepository;
  opened: string;
  last: { did: Did; numbers: readonly number[]; requests: readonly string[] } | null;
}) {
  return (
    <div class="last-action" id="inbox-last" role="status">
      {last && (
        <>
          <Icon name={last.did === 'undo' ? 'undo' : 'check'} />
          <span>
            {notYet
              ? 'Nothing is written yet, so there is nothing to undo. Try again in a moment:'
              : didWords[last.did]}{' '}
            {last.numbers.slice(0, 3).map((number, index) => (
              <>
                {index > 0 && ', '}
                <a href={`/${repository.owner}/${repository.name}/issues/${number}`}>#{number}</a>
              </>
            ))}
            {last.numbers.length > 3 && ` and ${last.numbers.length - 3} more`}: being written…
          </span>
          {last.did !== 'undo' && last.requests.length > 0 && (
            <InboxForm repository={repository} opened={opened} cards={last.numbers.map((each) => [each, 0])}>
              {last.requests.map((id) => (
                <input type="hidden" name="request" value={id} />
              ))}
              <button
                class="button button-small"
                type="submit"
                name="do"
                value="undo"
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

/** When the card that is now on top came there, signed: answers are measured from here. */
export function Since({ opened }: { opened: string }) {
  return <input type="hidden" name="opened" value={opened} id="inbox-since" />;
}

interface AnswerProps extends Shared {
  did: Did;
  taken: readonly number[];
  /** What was asked, by its ids: an Undo names them. */
  requests: readonly string[];
  /** Cards of which something still waits. */
  left: readonly Card[];
  next: { cards: readonly Card[]; alike: ReadonlyMap<number, number[]>; count: number; more: boolean };
}

/** What an answer changes on the page: the cards go, the next ones come, and the last action stands with its Undo. */
export function InboxAnswer({ did, taken, requests, left, next, ...shared }: AnswerProps) {
  const stays = new Set(left.map(({ issue }) => issue.number));
  return (
    <>
      {taken
        .filter((number) => !stays.has(number))
        .map((number) => (
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
  /** Undefined where nothing of it waits any more. */
  card: Card | undefined;
}

/** An answer that came too late: what stands now, where the card was. */
export function LateCard({ number, entry, card, ...shared }: LateProps) {
  const notice = (
    <p class="answer-line answer-conflict" role="alert">
      <Icon name="alert" /> Not taken:{' '}
      {entry ? (
        <>
          meanwhile {describeEvent(entry, shared.labels).words} <When at={entry.at} />.
        </>
      ) : (
        <>#{number} does not wait any more.</>
      )}{' '}
      {card ? (
        'What stands now is shown; answer again.'
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
  undone: readonly number[];
  asked: { numbers: readonly number[]; requests: readonly string[] };
}

/** What an Undo of the Inbox says; the cards come back with the live stream. */
export function UndoAnswer({ repository, opened, undone, asked }: UndoProps) {
  return (
    <hx-partial hx-target="#inbox-last" hx-swap="outerHTML">
      {undone.length > 0 ? (
        <LastAction
          repository={repository}
          opened={opened}
          last={{ did: 'undo', numbers: undone, requests: [] }}
        />
      ) : (
        <LastAction repository={repository} opened={opened} last={{ did: 'approve', ...asked }} notYet />
      )}
    </hx-partial>
  );
}
