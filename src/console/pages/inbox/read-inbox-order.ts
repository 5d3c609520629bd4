import { type InboxPlace, orderInbox } from '../../../domain/inbox/inbox-order.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { ConsoleContext } from '../../frame/console-context.ts';

/** Number of cards on a page: enough for a few minutes of work. */
export const pageLength = 12;
/** Number of the newest issues to review that are ranked. */
const ordered = 300;

/** Ranks a repository's Inbox. `more` means that older issues exist beyond the ranked ones. */
export async function readInboxOrder(
  { inbox, now }: Pick<ConsoleContext, 'inbox' | 'now'>,
  repository: VisibleRepository,
): Promise<{ places: InboxPlace[]; more: boolean }> {
  const candidates = await inbox.waiting(repository, ordered);
  return { places: orderInbox(candidates, now().getTime()), more: candidates.length >= ordered };
}
