import type { GuardFinding } from '../../../views/guard-banner.tsx';
import { may } from '../../domain/commands/rights.ts';
import { guardKinds } from '../../domain/guards/guard-kinds.ts';
import type { VisibleRepository } from '../../read/console.ts';
import type { ConsoleContext } from './console-context.ts';

/** More would push the Inbox off its own page; the rest is on the Overview. */
const mostShown = 5;

/**
 * What guards found and nobody has settled, newest first, at most five: of one issue, or of the whole repository with the issues'
 * titles. None for people who may not write. One query, two where titles are wanted.
 */
export async function readGuards(
  { pages, reads }: Pick<ConsoleContext, 'pages' | 'reads'>,
  repository: VisibleRepository,
  number?: number,
): Promise<GuardFinding[]> {
  if (!may(repository.role, 'private-notices.read')) return [];
  const filter = { kinds: guardKinds, private: true, ...(number === undefined ? {} : { number }) };
  const notices = await pages.notices.list(repository, filter, mostShown);
  const numbers = notices.flatMap((notice) => notice.number ?? []);
  const rows = number === undefined && numbers.length > 0 ? await reads.rows(repository, numbers) : [];
  const titles = new Map(rows.map((row) => [row.number, row.title]));
  return notices.flatMap(({ id, kind, number: of, words, createdAt }): GuardFinding[] => {
    const known = guardKinds.find((each) => each === kind);
    if (!known || of === null) return [];
    const title = number === undefined ? (titles.get(of) ?? `Issue ${of}`) : null;
    return [{ id, kind: known, number: of, title, words, createdAt }];
  });
}
