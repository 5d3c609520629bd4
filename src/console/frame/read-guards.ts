import type { GuardFinding } from '../../../views/guard-banner.tsx';
import { may } from '../../domain/commands/rights.ts';
import { guardKinds } from '../../domain/guards/guard-kinds.ts';
import { explainNotice } from '../../domain/words/explain-notice.ts';
import type { VisibleRepository } from '../../read/console.ts';
import type { ConsoleContext } from './console-context.ts';

/** Maximum number of findings, so that the Inbox stays in view. The Overview shows the rest. */
const maxShown = 5;

/**
 * Reads up to five open guard findings, newest first, for one issue or for the whole repository with issue
 * titles. Returns none for users without write access. Takes one query, or two with titles.
 */
export async function readGuards(
  { pages, reads }: Pick<ConsoleContext, 'pages' | 'reads'>,
  repository: VisibleRepository,
  number?: number,
): Promise<GuardFinding[]> {
  if (!may(repository.role, 'private-notices.read')) return [];
  const filter = { kinds: guardKinds, private: true, ...(number === undefined ? {} : { number }) };
  const notices = await pages.notices.list(repository, filter, maxShown);
  const numbers = notices.flatMap((notice) => notice.number ?? []);
  const rows = number === undefined && numbers.length > 0 ? await reads.rows(repository, numbers) : [];
  const titles = new Map(rows.map((row) => [row.number, row.title]));
  return notices.flatMap(({ id, kind, number: of, reason, createdAt }): GuardFinding[] => {
    const known = guardKinds.find((each) => each === kind);
    if (!known || of === null) return [];
    const title = number === undefined ? (titles.get(of) ?? `Issue ${of}`) : null;
    return [{ id, kind: known, number: of, title, words: explainNotice(reason), createdAt }];
  });
}
