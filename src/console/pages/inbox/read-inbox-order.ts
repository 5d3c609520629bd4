import { type InboxPlace, orderInbox } from '../../../domain/inbox/inbox-order.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { ConsoleContext } from '../../frame/console-context.ts';

/** Cards on a page: enough for some minutes. */
export const pageLength = 12;
/** The order is made among this many of the newest that wait. */
const ordered = 300;

/** The order of a repository's Inbox; `more` when older ones wait beyond those that were put in order. */
export async function readInboxOrder(
  { inbox, now }: Pick<ConsoleContext, 'inbox' | 'now'>,
  repository: VisibleRepository,
): Promise<{ places: InboxPlace[]; more: boolean }> {
  const candidates = await inbox.waiting(repository, ordered);
  return { places: orderInbox(candidates, now().getTime()), more: candidates.length >= ordered };
}
