import { isLabelName, isMilestoneTitle, parseLogin } from '../text/names.ts';
import { nearest } from '../text/nearest.ts';
import { parseClosing, writeClosing } from './closing.ts';
import type { CommandProblem } from './command-problem.ts';
import { parseIssueArgument, writeReference } from './issue-reference.ts';
import { spokenLines } from './spoken-lines.ts';
import {
  type CommandName,
  type CommandRight,
  type CommandRow,
  commandNames,
  findCommand,
  usage,
} from './table.ts';

export {
  type CommandName,
  type CommandRight,
  type CommandRow,
  commands,
  findCommand,
} from './table.ts';

/** A command as given: its name and its argument, checked for its form. */
export interface Command {
  name: CommandName;
  /**
   * The name of a label, value, team or milestone, a login without `@`, or an issue: its number in digits, with `owner/name#` before it
   * where the repository was named, or how an issue is closed: `completed`, `not-planned` or `duplicate` and an issue. Empty
   * where none is taken or given.
   */
  argument: string;
}

/** The commands of a comment, in the order of its lines. */
export interface ParsedComment {
  commands: Command[];
  problems: ParseProblem[];
}

/** What is wrong with a line that was probably meant as a command. Only those who may use the command are told. */
export interface ParseProblem {
  problem: CommandProblem;
  /** Who may use the command that was probably meant. */
  who: CommandRight;
  /** That command, if it was misspelled. If it can't be run in this repository, the line is taken for prose. */
  meant: Command | null;
}

export const maxCommands = 5;
const longestLine = 300;
/** Lines of a comment that are compared with every command to find what was meant. */
const maxSlips = 50;

/**
 * The slash commands of a comment or of a new issue's body: each top-level line that begins with a known command, at
 * most five. Quoted text, code, HTML comments, prose and unknown words such as `/usr` do nothing; `/dispatch` may stand
 * before any. A near miss is not run but gets a suggestion. Without I/O; who may do it is asked elsewhere.
 */
export function parseCommands(text: string): ParsedComment {
  const parsed: ParsedComment = { commands: [], problems: [] };
  if (!text.includes('/')) return parsed;
  const left = { slips: maxSlips };
  for (const line of spokenLines(text)) {
    const read = parseLine(line, left);
    if (read === null) continue;
    if ('problem' in read) {
      if (parsed.problems.length < maxCommands) parsed.problems.push(read);
    } else if (parsed.commands.length < maxCommands) {
      parsed.commands.push(read);
    } else {
      const tooMany = { code: 'too_many', most: maxCommands } as const;
      parsed.problems.push(problem(tooMany, findCommand(read.name)?.who ?? 'triage'));
      break;
    }
  }
  return parsed;
}

/** A command, what is wrong with one, or null for a line that is none. */
function parseLine(line: string, left: { slips: number }): Command | ParseProblem | null {
  const match = /^ {0,3}\/(?:(dispatch)\s+(\/?))?([a-z][a-z-]*)(?:\s+(.*))?$/isu.exec(line.trimEnd());
  if (!match || line.length > longestLine) return null;
  const [, prefixed, slash = '', word = '', rest = ''] = match;
  const argument = rest.trim();
  const row = findCommand(word);
  if (row) return withArgument(row, argument);
  if (!prefixed && word.toLowerCase() === 'dispatch') return problem({ code: 'no_command' }, 'triage');
  // Thousands of slips are not worth comparing with every command.
  if (left.slips-- <= 0) return null;
  return (
    misspelled(word, argument) ??
    // "/dispatch is down" is prose.
    (prefixed && (slash !== '' || argument === '')
      ? problem({ code: 'unknown_command', word }, 'triage')
      : null)
  );
}

/** A near miss whose whole line has the form of the command that was probably meant. */
function misspelled(word: string, argument: string): ParseProblem | null {
  const row = findCommand(nearest(word, commandNames) ?? '');
  if (!row || !beginsLike(word.toLowerCase(), row.name) || !isSlip(word.toLowerCase(), row.name)) return null;
  const meant = withArgument(row, argument);
  if (meant === null || 'problem' in meant) return null;
  return {
    ...problem({ code: 'misspelled', word: `/${word}`, meant: `/${row.name}` }, row.who),
    meant,
  };
}

/** People seldom miss a word's first letter; `/reassign` and `/relabel` are other words, and other bots' commands. */
function beginsLike(word: string, name: string): boolean {
  return word[0] === name[0] || (word[0] === name[1] && word[1] === name[0]);
}

/** In names this short another letter makes another word (`/heap`, `/who`): only swapped and doubled letters are slips. */
function isSlip(word: string, name: string): boolean {
  return name.length > 4 || lettersOf(word) === lettersOf(name);
}

const lettersOf = (word: string) => [...new Set(word)].sort().join('');

function withArgument(row: CommandRow, text: string): Command | ParseProblem | null {
  const { name } = row;
  switch (row.kind) {
    case 'none':
      // "/help me understand" is prose.
      return text === '' ? { name, argument: '' } : null;
    case 'name': {
      const given = unquoted(text);
      return isLabelName(given) ? { name, argument: given } : badArgument(row, text);
    }
    case 'issue': {
      const reference = parseIssueArgument(text);
      if (!reference) return badArgument(row, text);
      return { name, argument: writeReference(reference) };
    }
    case 'closing': {
      const closing = parseClosing(text);
      return closing ? { name, argument: writeClosing(closing) } : badArgument(row, text);
    }
    case 'milestone': {
      const given = unquoted(text);
      return isMilestoneTitle(given) ? { name, argument: given } : badArgument(row, text);
    }
    case 'login':
    case 'login or none': {
      if (text === '' && row.kind === 'login or none') return { name, argument: '' };
      const login = parseLogin(text);
      return login ? { name, argument: login } : badArgument(row, text);
    }
  }
}

/** What marks a text of several words as an argument that went wrong rather than as prose. */
const signs: Record<CommandRow['kind'], RegExp> = {
  none: /^$/,
  name: /^["'`]/,
  milestone: /^["'`]/,
  issue: /#\d|\/issues\//,
  login: /^@/,
  'login or none': /^@/,
  closing: /^(?:as\s+)?(?:duplicate|not[-_ ]?planned|completed)\b/i,
};

function badArgument(row: CommandRow, text: string): ParseProblem | null {
  if (/\s/.test(text) && !signs[row.kind].test(text)) return null;
  return problem({ code: 'bad_argument', usage: usage(row) }, row.who);
}

function problem(what: CommandProblem, who: CommandRight): ParseProblem {
  return { problem: what, who, meant: null };
}

function unquoted(text: string): string {
  return (/^(["'`])(.*)\1$/.exec(text)?.[2] ?? text).trim();
}
