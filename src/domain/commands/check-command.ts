import type { Dimension, LabelMeaning } from '../issue/decision.ts';
import { knownValues } from '../issue/known-values.ts';
import type { Settings } from '../settings/settings.ts';
import { labelFor } from '../taxonomy/taxonomy.ts';
import type { Command } from './command.ts';
import type { CommandProblem } from './command-problem.ts';
import { isOfRepository, parseIssueArgument } from './issue-reference.ts';

/** What a command comes down to once it is checked against the repository. */
export type Request =
  | { kind: 'set'; dimension: Exclude<Dimension, 'area'>; value: string; label: string | null }
  | { kind: 'label' | 'unlabel'; label: string }
  | { kind: 'duplicate'; of: number }
  | { kind: 'assign'; login: string }
  | { kind: 'route'; team: string }
  | { kind: 'triage' }
  | { kind: 'undo' }
  | { kind: 'not-duplicate' | 'similar' | 'why' | 'help' | 'ignore' | 'resume' };

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
      const reference = parseIssueArgument(argument);
      if (!reference || !isOfRepository(reference, repo)) return { problem: { code: 'other_repository' } };
      return reference.number === number
        ? { problem: { code: 'own_duplicate' } }
        : { kind: name, of: reference.number };
    }
    case 'assign':
      return { kind: name, login: argument };
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

function checkValue(
  dimension: 'category' | 'priority' | 'effort',
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
