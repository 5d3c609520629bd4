import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import type { VisibleRepository } from '../../../read/console.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import type { InboxForm } from './inbox-form.ts';
import { lastQuery } from './inbox-last.ts';
import { UndoAnswer } from './inbox-updates.tsx';

/** An answer is taken back once a worker has run it, which takes a moment: looked for this often, this far apart (ms). */
const looks = 12;
const between = 150;

/**
 * Takes answers of the Inbox back: their lessons at once, their writes on GitHub by a request. The cards come back by the live
 * stream, or with the next page.
 */
export async function undoInbox(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  { cards, requests, opened }: InboxForm,
): Promise<Response> {
  const { session } = c.var;
  const numbers = [...cards.keys()];
  const done = await findDone(house, repository, numbers, requests, session.userId);
  const lessons = done.flatMap((each) => each.lessons);
  const by = { login: session.login, id: session.userId, kind: 'person' as const };
  const drawn = { at: house.now(), openMs: null, card: `${opened.join()} undo` };
  const asked = done
    .filter(({ effects }) => effects.length > 0)
    .map(({ number, effects }) =>
      personRequest(session, repository, number, { kind: 'undo', effects }, drawn),
    );
  await house.requests.add(asked);
  if (lessons.length > 0) await house.pages.lessons.revoke(repository, { ids: lessons }, by);
  const undone = done.map(({ number }) => number);
  if (!c.req.header('hx-request')) {
    const path = `/${repository.owner}/${repository.name}/inbox`;
    return c.redirect(undone.length > 0 ? `${path}${lastQuery('undo', undone, asked)}` : path, 303);
  }
  return c.html(
    <UndoAnswer
      repository={repository}
      opened={house.openTimes.mark(repository.repositoryId)}
      undone={{ numbers: undone, requests: asked.map(({ id }) => id) }}
      asked={{ numbers, requests }}
    />,
  );
}

async function findDone(
  { inbox }: ConsoleContext,
  repository: VisibleRepository,
  numbers: readonly number[],
  requests: readonly string[],
  userId: number,
) {
  for (let look = 1; ; look++) {
    const done = await inbox.doneBy(repository, numbers, requests, userId);
    if (done.length === numbers.length || look === looks || requests.length === 0) return done;
    await sleep(between);
  }
}
