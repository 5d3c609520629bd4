import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import type { VisibleRepository } from '../../../read/console.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import type { InboxForm } from './inbox-form.ts';
import { lastQuery } from './inbox-last.ts';
import { UndoAnswer } from './inbox-updates.tsx';

/** An answer can be undone once a worker has run it. We check this often, at this interval (ms). */
const maxChecks = 12;
const checkEveryMs = 150;

/**
 * Undoes answers of the Inbox: revokes their lessons immediately and queues a request to undo their writes
 * on GitHub. The cards reappear through the live stream or on the next page load.
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
  for (let check = 1; ; check++) {
    const done = await inbox.doneBy(repository, numbers, requests, userId);
    if (done.length === numbers.length || check === maxChecks || requests.length === 0) return done;
    await sleep(checkEveryMs);
  }
}
