import type { Dimension, LabelMeaning } from '../issue/decision.ts';
import type { Account, Issue } from '../issue/issue.ts';

/** A label was put on an issue or taken off it; oldest first where there are several. */
export interface LabelMove {
  label: string;
  on: boolean;
  by: Account;
}

/** What people have decided about an issue's labels. Names in lower case. */
export interface HumanChoice {
  /** Taken off by a person, and not put back by one since. */
  takenAway: string[];
  /** Last put on by a person, and still on. */
  theirs: string[];
  /** Dimensions for which somebody who may label chose; those are left to them. */
  chosen: Dimension[];
}

/** Who may label in a repository, as GitHub marks them on what they write. */
const insiders = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/**
 * Reads the history of an issue's labels. Labels that an issue form puts on stand in its author's name: an author who is
 * no insider cannot label by hand, so these are no choice of somebody who may.
 */
export function humanChoice(
  history: readonly LabelMove[],
  issue: Pick<Issue, 'author' | 'authorAssociation'>,
  meanings: readonly LabelMeaning[],
): HumanChoice {
  const last = new Map<string, LabelMove>();
  for (const move of history) if (move.by.kind === 'person') last.set(move.label.toLowerCase(), move);
  // What a person put on we take off only where another person asked for it (`/unlabel`): then it is nobody's choice any more.
  const newest = new Map(history.map((move) => [move.label.toLowerCase(), move]));
  const names = (on: boolean) => [...last].flatMap(([name, move]) => (move.on === on ? [name] : []));
  const byForm = ({ by }: LabelMove) =>
    by.id === issue.author.id && by.login === issue.author.login && !insiders.has(issue.authorAssociation);
  const chosen = meanings.flatMap(({ label, dimension }) => {
    const move = last.get(label.name.toLowerCase());
    if (!move?.on || byForm(move) || dimension === 'workflow' || dimension === 'none') return [];
    return [dimension];
  });
  return {
    takenAway: names(false),
    theirs: names(true).filter((name) => newest.get(name)?.on),
    chosen: [...new Set(chosen)],
  };
}
