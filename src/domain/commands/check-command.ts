import type { CloseReason } from '../issue/close-reason.ts';
import type { Dimension, LabelMeaning, SingleDimension } from '../issue/decision.ts';
import { knownValues } from '../issue/known-values.ts';
import type { Settings } from '../settings/settings.ts';
import { labelFor } from '../taxonomy/taxonomy.ts';
import { parseClosing } from './closing.ts';
import type { Command } from './command.ts';
import type { CommandProblem } from './command-problem.ts';
import { type IssueReference, isOfRepository, parseIssueArgument } from './issue-reference.ts';

/** What a command comes down to once it is checked against the repository. */
export type Request =
  | { kind: 'set'; dimension: Exclude<Dimension, 'area'>; value: string; label: string | null }
  | { kind: 'label' | 'unlabel'; label: string }
  | { kind: 'duplicate'; of: number }
  | { kind: 'assign'; login: string }
  /** Whoever gives the command, where no login was given. */
  | { kind: 'unassign'; login: string | null }
  /** `of`: the canonical issue of a duplicate; null otherwise. */
  | { kind: 'close'; reason: CloseReason; of: number | null }
  | { kind: 'route'; team: string }
  /** By its title, or `none` and `clear` where the repository has no milestone of that name. */
  | { kind: 'milestone'; title: string }
  | { kind: 'triage' }
  | { kind: 'undo' }
  | { kind: 'not-duplicate' | 'similar' | 'why' | 'help' | 'ignore' | 'resume' | 'reopen' };

/** Where a command is given. */
export interface CommandPlace {
  repo: { owner: string; name: string };
  number: number;
  meanings: readonly LabelMeaning[];
  settings: Settings;
}

/**
 * A command against the labels and settings of the repository: a value must be known, a label must exist (names are
 * compared as GitHub does, without case), an issue can't be a duplicate of itself.
 */
export function checkCommand(
  command: Command,
  { repo, number, meanings, settings }: CommandPlace,
): Request | { problem: CommandProblem } {
  const { name, argument } = command;
  switch (name) {
    case 'category':
    case 'priority':
    case 'effort':
      return checkValue(name, argument, meanings);
    case 'label':
    case 'unlabel': {
      const label = meanings.find((meaning) => same(meaning.label.name, argument))?.label.name;
      return label === undefined
        ? { problem: { code: 'unknown_label', name: argument } }
        : { kind: name, label };
    }
    case 'duplicate': {
      const of = checkCanonical(parseIssueArgument(argument), repo, number);
      return typeof of === 'number' ? { kind: name, of } : of;
    }
    case 'close': {
      const closing = parseClosing(argument);
      if (!closing) return { problem: { code: 'bad_argument', usage: '/close not-planned' } };
      if (closing.of === null) return { kind: name, reason: closing.reason, of: null };
      const of = checkCanonical(closing.of, repo, number);
      return typeof of === 'number' ? { kind: name, reason: closing.reason, of } : of;
    }
    case 'milestone':
      return { kind: name, title: argument };
    case 'assign':
      return { kind: name, login: argument };
    case 'unassign':
      return { kind: name, login: argument === '' ? null : argument };
    case 'route': {
      const teams = Object.keys(settings.routing.teams);
      const team = teams.find((each) => same(each, argument));
      return team === undefined
        ? { problem: { code: 'unknown_team', name: argument, known: shown(teams) } }
        : { kind: name, team };
    }
    default:
      return { kind: name };
  }
}

/** The number of the issue that another one is to be a duplicate of. */
function checkCanonical(
  reference: IssueReference | null,
  repo: CommandPlace['repo'],
  number: number,
): number | { problem: CommandProblem } {
  if (!reference || !isOfRepository(reference, repo)) return { problem: { code: 'other_repository' } };
  return reference.number === number ? { problem: { code: 'own_duplicate' } } : reference.number;
}

function checkValue(
  dimension: SingleDimension,
  argument: string,
  meanings: readonly LabelMeaning[],
): Request | { problem: CommandProblem } {
  const known = knownValues(dimension, meanings);
  const wanted = argument.toLowerCase();
  // A label's own name is as good as the value that it stands for.
  const byLabel = meanings.find((each) => each.dimension === dimension && same(each.label.name, argument));
  const value = known.find((each) => each.toLowerCase() === wanted) ?? byLabel?.value;
  if (value === undefined)
    return { problem: { code: 'unknown_value', dimension, value: argument, known: shown(known) } };
  return {
    kind: 'set',
    dimension,
    value,
    label: byLabel?.label.name ?? labelFor(meanings, dimension, value),
  };
}

/** More names than this make no readable sentence. */
const shown = (names: readonly string[]) => names.slice(0, 20);

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
