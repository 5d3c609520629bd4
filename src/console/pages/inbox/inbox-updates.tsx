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

interface Shared {
  repository: VisibleRepository;
  labels: LabelsByName;
  choices: Choices;
  opened: string;
}

/** The last action: how far it has come, and the way back. */
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
  /** How far it has come; null where it was only just asked for. */
  states?: readonly RequestState[] | null;
  /** Why nothing was done. */
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

/** Why an answer changed nothing, where the last action stands. */
export function InboxProblem(props: { repository: VisibleRepository; opened: string; problem: string }) {
  return (
    <hx-partial hx-target="#inbox-last" hx-swap="outerHTML">
      <LastAction {...props} last={null} />
    </hx-partial>
  );
}

/** When the card that is now on top came there, signed: answers are measured from here. */
export function Since({ opened }: { opened: string }) {
  return <input type="hidden" name="opened" value={opened} id="inbox-since" />;
}

interface AnswerProps extends Shared {
  did: Asked['did'];
  taken: readonly number[];
  /** Those of them that leave the page. */
  gone: readonly number[];
  /** What was asked, by its ids: an Undo names them. */
  requests: readonly string[];
  /** Cards of which something still waits. */
  left: readonly Card[];
  next: { cards: readonly Card[]; alike: ReadonlyMap<number, number[]>; count: number; more: boolean };
}

/** What an answer changes on the page: the cards go, the next ones come, and the last action stands with its Undo. */
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
  /** What is taken back, with the requests that do it. */
  undone: Omit<Asked, 'did'>;
  /** What was to be taken back. */
  asked: Omit<Asked, 'did'>;
}

/** What an Undo of the Inbox says; the cards come back with the live stream. */
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
          problem="Nothing is written yet, so there is nothing to undo. Try again in a moment."
        />
      )}
    </hx-partial>
  );
}
