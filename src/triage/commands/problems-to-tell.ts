import { checkCommand } from '../../domain/commands/check-command.ts';
import type { ParseProblem } from '../../domain/commands/command.ts';
import type { CommandProblem } from '../../domain/commands/command-problem.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { type CommandDeps, type GivenCommand, mayGive, writableIssue } from './run-command.ts';

/**
 * The problems of a comment's lines that its author is told: only if they may use the command that was probably meant, if it
 * could be run in this repository, and if anything may be written on the issue. Everything else is taken for prose. Throws when
 * a retry may help.
 */
export async function problemsToTell(
  deps: CommandDeps,
  given: Pick<GivenCommand, 'repo' | 'number' | 'by' | 'permission'>,
  problems: readonly ParseProblem[],
): Promise<CommandProblem[]> {
  if (problems.length === 0) return [];
  const { repo, number } = given;
  const { settings } = await loadSettings(deps, repo);
  const meanings = await loadTaxonomy(deps, repo, settings);
  const place = { repo, number, meanings, settings };
  const meant = problems.filter(
    (each) => each.meant === null || !('problem' in checkCommand(each.meant, place)),
  );
  const issue = meant.length > 0 ? await writableIssue(deps, repo, number) : null;
  if (!issue) return [];
  const told: CommandProblem[] = [];
  for (const { problem, who } of meant) if (await mayGive(who, given, issue)) told.push(problem);
  return told;
}
