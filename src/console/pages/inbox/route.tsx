import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import { GuardBanner, GuardUpdate } from '../../../../views/guard-banner.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import { choicesOf } from '../../frame/choices.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { streamLive } from '../../frame/live-stream.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { readGuards } from '../../frame/read-guards.ts';
import { renderCounts } from '../issues/route.tsx';
import { answerInbox } from './inbox-answer.tsx';
import { readLast } from './inbox-last.ts';
import { CardRemoval, CardUpdate } from './inbox-updates.tsx';
import { InboxPage } from './page.tsx';
import { pageLength, readInboxOrder } from './read-inbox-order.ts';

const dayMs = 86_400_000;

/** Routes of the Inbox: the page, answers and the live stream. */
export function inboxRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, inbox } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/inbox', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    return answerInboxPage(c, house, repository);
  });

  routes.post('/:owner/:name/inbox', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    return answerInbox(c, house, repository, (more) => answerInboxPage(c, house, repository, more));
  });

  routes.get('/:owner/:name/inbox/live', async (c) => {
    const { session } = c.var;
    const { owner, name } = c.req.param();
    const repository = await access.find(session, owner, name, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    return streamLive(c, house, {
      repository,
      render: async (news) => {
        const [cards, meanings, findings] = await Promise.all([
          news.once('cards', () => inbox.cards(repository, news.numbers)),
          news.once('meanings', () => inbox.meanings(repository)),
          // Not shared between pages, because not everyone may see the findings.
          readGuards(house, repository),
        ]);
        const guards = String(<GuardUpdate repository={repository} findings={findings} back="inbox" />);
        const update = news.once('inbox', () => {
          const book = new Map(meanings.map(({ label }) => [label.name, label]));
          const forms = {
            choices: choicesOf(meanings),
            opened: house.openTimes.mark(repository.repositoryId),
          };
          const waiting = new Map(cards.map((card) => [card.issue.number, card]));
          const pieces = news.numbers.map((number) => {
            const card = waiting.get(number);
            return card ? (
              <CardUpdate repository={repository} card={card} alike={[]} labels={book} {...forms} />
            ) : (
              <CardRemoval number={number} />
            );
          });
          return pieces.map(String).join('\n');
        });
        return update + guards;
      },
      renderNow: () => renderCounts(house, repository),
    });
  });
  return routes;
}

/** Renders the whole page. `late` lists issues whose answer, submitted without JavaScript, came too late. */
async function answerInboxPage(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  { late = [], problem }: { late?: readonly number[]; problem?: string } = {},
) {
  const { inbox, log, openTimes, assets } = house;
  const lastId = await house.live.latest(repository);
  const last = readLast(c);
  const [read, meanings, states, findings, { frame }] = await Promise.all([
    readInbox(house, repository).catch((error) => {
      log.error({ err: error }, 'inbox not loaded');
      return null;
    }),
    inbox.meanings(repository).catch(() => []),
    house.requestReads.states(repository, last?.requests ?? []).catch(() => []),
    readGuards(house, repository).catch(() => []),
    readFrame(c, house, repository),
  ]);
  const path = `/${repository.owner}/${repository.name}/inbox`;
  const since = new Date(house.now().getTime() - dayMs);
  return c.html(
    <Page
      title={`Inbox · ${repository.owner}/${repository.name}`}
      frame={{ ...frame, path }}
      assets={assets}
      labelStyles={labelStylesPath(
        repository,
        meanings.map(({ label }) => label),
      )}
      live={`${path}/live?after=${lastId}`}
    >
      <GuardBanner repository={repository} findings={findings} back="inbox" />
      <InboxPage
        repository={repository}
        inbox={read}
        late={late}
        last={last}
        states={states}
        problem={problem}
        done={read?.cards.length === 0 ? await inbox.doneAlone(repository, since) : null}
        labels={new Map(meanings.map(({ label }) => [label.name, label]))}
        choices={choicesOf(meanings)}
        opened={openTimes.mark(repository.repositoryId)}
        version={lastId}
      />
    </Page>,
    read === null ? 500 : problem ? 400 : late.length > 0 ? 409 : 200,
  );
}

async function readInbox(house: ConsoleContext, repository: VisibleRepository) {
  const { places, more } = await readInboxOrder(house, repository);
  const first = places.slice(0, pageLength);
  const cards = await house.inbox.cards(
    repository,
    first.map(({ number }) => number),
  );
  return { cards, places, more };
}
