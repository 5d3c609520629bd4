import type { Context } from 'hono';
import { may } from '../../../domain/commands/rights.ts';
import type { TimelineEntry, VisibleRepository } from '../../../read/console.ts';
import type { InboxCard } from '../../../read/inbox.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import { findConflict } from '../../corrections/find-conflict.ts';
import { choicesOf } from '../../frame/choices.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { accountOf } from '../../frame/person.ts';
import {
  type InboxForm,
  operationOfAnswer,
  readInboxForm,
  remainingValues,
  requestsOfCard,
} from './inbox-form.ts';
import { lastQuery } from './inbox-last.ts';
import { undoInbox } from './inbox-undo.tsx';
import { InboxAnswer, InboxProblem, LateCard } from './inbox-updates.tsx';
import { pageLength, readInboxOrder } from './read-inbox-order.ts';

interface Late {
  number: number;
  entry: TimelineEntry | null;
}

/**
 * Handles an answer to Inbox cards: queues it as requests and responds with the next cards. Cards that
 * somebody else has changed in the meantime are rejected and shown in their current state.
 */
export async function answerInbox(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  wholePage: (more: { late?: readonly number[]; problem?: string }) => Promise<Response>,
): Promise<Response> {
  const { inbox, requests, openTimes, now } = house;
  const { session } = c.var;
  const form = await readInboxForm(c);
  const refuse = (problem: string) => {
    if (!c.req.header('hx-request')) return wholePage({ problem });
    const opened = openTimes.mark(repository.repositoryId);
    return c.html(<InboxProblem {...{ repository, opened, problem }} />, 400);
  };
  if (typeof form === 'string') return refuse(form);
  if (!may(repository.role, operationOfAnswer[form.do])) return answerMissing(c, house);
  if (form.do === 'undo') return undoInbox(c, house, repository, form);
  if (form.do === 'dismiss' || form.do === 'restore') return setDismissed(c, house, repository, form);
  const numbers = [...form.cards.keys()];
  const known = new Map((await inbox.cards(repository, numbers)).map((card) => [card.issue.number, card]));
  const late = await findLate(c, house, repository, form, known);
  const lateOnes = new Set(late.map(({ number }) => number));
  const taken = numbers.filter((number) => !lateOnes.has(number));
  const openMs = openTimes.since(repository.repositoryId, form.opened);
  const drawn = { at: now(), openMs, card: form.opened.join() };
  const asked = taken.flatMap((number) =>
    (requestsOfCard(form, known.get(number) ?? { values: [] }) ?? []).map((each) =>
      personRequest(session, repository, number, each, drawn),
    ),
  );
  if (asked.length === 0 && late.length === 0)
    return refuse('Nothing to approve: these issues have no suggestions. Set a value instead.');
  await requests.add(asked);

  if (!c.req.header('hx-request')) {
    if (late.length > 0) return wholePage({ late: [...lateOnes] });
    const path = `/${repository.owner}/${repository.name}/inbox`;
    return c.redirect(`${path}${lastQuery(form.do, taken, asked)}`, 303);
  }
  const meanings = await inbox.meanings(repository);
  const shared = {
    repository,
    labels: new Map(meanings.map(({ label }) => [label.name, label])),
    choices: choicesOf(meanings),
    opened: openTimes.mark(repository.repositoryId),
  };
  const left = taken.flatMap((number): InboxCard[] => {
    const card = known.get(number);
    const values = card ? remainingValues(form, card) : [];
    return card && values.length > 0 ? [{ ...card, values }] : [];
  });
  const gone = taken.filter((number) => !left.some(({ issue }) => issue.number === number));
  const next = await readNext(house, repository, form, gone);
  return c.html(
    <>
      {late.map(({ number, entry }) => (
        <LateCard {...shared} number={number} entry={entry} card={known.get(number)} />
      ))}
      <InboxAnswer
        {...shared}
        did={form.do}
        taken={taken}
        gone={gone}
        requests={asked.map(({ id }) => id)}
        left={left}
        next={next}
      />
    </>,
    late.length > 0 ? 409 : 200,
  );
}

/**
 * Dismisses cards from the Inbox or restores them. Restored cards reappear through the live stream or on the
 * next page load.
 */
async function setDismissed(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  form: InboxForm,
): Promise<Response> {
  const numbers = [...form.cards.keys()];
  const by = accountOf(c.var.session);
  await house.pages.dismissals.set(repository, numbers, form.do === 'dismiss', by);
  house.counts.forget([repository]);
  if (!c.req.header('hx-request')) {
    const path = `/${repository.owner}/${repository.name}/inbox`;
    return c.redirect(`${path}${lastQuery(form.do, numbers, [])}`, 303);
  }
  const meanings = await house.inbox.meanings(repository);
  const gone = form.do === 'dismiss' ? numbers : [];
  return c.html(
    <InboxAnswer
      repository={repository}
      labels={new Map(meanings.map(({ label }) => [label.name, label]))}
      choices={choicesOf(meanings)}
      opened={house.openTimes.mark(repository.repositoryId)}
      did={form.do}
      taken={numbers}
      gone={gone}
      requests={[]}
      left={[]}
      next={await readNext(house, repository, form, gone)}
    />,
  );
}

/** Returns the answered cards that somebody else has changed since they were rendered, with the change. */
async function findLate(
  c: Context<ConsoleEnv>,
  { reads }: ConsoleContext,
  repository: VisibleRepository,
  { cards }: InboxForm,
  known: ReadonlyMap<number, InboxCard>,
): Promise<Late[]> {
  const [first = 0] = cards.keys();
  const late = await Promise.all(
    [...cards].map(async ([number, version]): Promise<Late[]> => {
      const card = known.get(number);
      if (version === 'same')
        return sayingOf(card) === sayingOf(known.get(first)) ? [] : [{ number, entry: null }];
      if (card && card.version <= version) return [];
      const detail = await reads.issue(repository, number);
      if (!detail) return [{ number, entry: null }];
      const entry = findConflict(detail.timeline, { version, dimension: null }, c.var.session.login);
      return entry || !card ? [{ number, entry }] : [];
    }),
  );
  return late.flat();
}

/** A key for what a card suggests. */
function sayingOf(card: InboxCard | undefined): string {
  return JSON.stringify(card?.values.map(({ dimension, value }) => `${dimension} ${value}`).sort() ?? null);
}

/** Reads the cards that follow those on the page, and the number to review. */
async function readNext(
  house: ConsoleContext,
  repository: VisibleRepository,
  { shown }: InboxForm,
  gone: readonly number[],
) {
  const { places, more } = await readInboxOrder(house, repository);
  const waiting = places.filter(({ number }) => !gone.includes(number));
  const onPage = new Set(shown);
  const capacity = Math.max(0, pageLength - (shown.length - gone.length));
  const fresh = waiting.filter(({ number }) => !onPage.has(number)).slice(0, capacity);
  const cards = await house.inbox.cards(
    repository,
    fresh.map(({ number }) => number),
  );
  return {
    cards,
    alike: new Map(fresh.map((place) => [place.number, place.alike])),
    count: waiting.length,
    more,
  };
}
