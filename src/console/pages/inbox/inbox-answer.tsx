import type { Context } from 'hono';
import type { TimelineEntry, VisibleRepository } from '../../../read/console.ts';
import type { InboxCard } from '../../../read/inbox.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import { findConflict } from '../../corrections/find-conflict.ts';
import { choicesOf } from '../../frame/choices.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { accountOf } from '../../frame/person.ts';
import { type InboxForm, readInboxForm, remainingValues, requestsOfCard } from './inbox-form.ts';
import { lastQuery } from './inbox-last.ts';
import { undoInbox } from './inbox-undo.tsx';
import { InboxAnswer, InboxProblem, LateCard } from './inbox-updates.tsx';
import { pageLength, readInboxOrder } from './read-inbox-order.ts';

interface Late {
  number: number;
  entry: TimelineEntry | null;
}

/**
 * An answer to cards of the Inbox: kept as requests, and the next cards in their place. Cards that somebody else has settled
 * meanwhile are not taken: they are shown as they stand now.
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
    return refuse('Nothing was changed: nothing is suggested there. Set a value instead.');
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

/** Takes cards out of the Inbox, or puts them back: the live stream, or the next page, brings them. */
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

/** Those of the answered cards that somebody else has changed since they were drawn, with what happened. */
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

/** What a card suggests, as a key. */
function sayingOf(card: InboxCard | undefined): string {
  return JSON.stringify(card?.values.map(({ dimension, value }) => `${dimension} ${value}`).sort() ?? null);
}

/** The cards that come after those on the page, and how many wait. */
async function readNext(
  house: ConsoleContext,
  repository: VisibleRepository,
  { shown }: InboxForm,
  gone: readonly number[],
) {
  const { places, more } = await readInboxOrder(house, repository);
  const waiting = places.filter(({ number }) => !gone.includes(number));
  const onPage = new Set(shown);
  const room = Math.max(0, pageLength - (shown.length - gone.length));
  const fresh = waiting.filter(({ number }) => !onPage.has(number)).slice(0, room);
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
