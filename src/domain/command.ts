import { spokenLines } from './command/spoken-lines.ts';
import { type CommandName, type CommandRow, commandNames, findCommand, usage } from './command/table.ts';
import { nearest } from './nearest.ts';
import { neutralise } from './neutralise.ts';

export {
  type CommandName,
  type CommandRight,
  type CommandRow,
  commandHelp,
  commands,
  findCommand,
} from './command/table.ts';

/** A command as given: its name and its argument, checked for its form. */
export interface Command {
  name: CommandName;
  /** A word, a label's name, a login without `@`, or an issue's number in digits; empty where none is taken. */
  argument: string;
}

/** What a comment asks for, in the order of its lines. */
export interface ParsedComment {
  commands: Command[];
  /** One sentence each, safe as Markdown: a slip with what was probably meant, a wrong argument, a sixth command. */
  problems: string[];
}

export const mostCommands = 5;
const longestLine = 300;

/**
 * The slash commands of a comment or of a new issue's body: each top-level line that begins with a known command, at
 * most five. Quoted text, code, HTML comments and unknown words such as `/usr` do nothing; `/dispatch` may stand before
 * any. A near miss is not run but gets a suggestion. Without I/O; who may do it is asked elsewhere.
 */
export function parseCommands(text: string): ParsedComment {
  const parsed: ParsedComment = { commands: [], problems: [] };
  if (!text.includes('/')) return parsed;
  for (const line of spokenLines(text)) {
    const read = parseLine(line);
    if (read === null) continue;
    if (typeof read === 'string') {
      if (parsed.problems.length < mostCommands) parsed.problems.push(read);
    } else if (parsed.commands.length < mostCommands) {
      parsed.commands.push(read);
    } else {
      parsed.problems.push(`Only the first ${mostCommands} commands of a comment are run.`);
      break;
    }
  }
  return parsed;
}

/** A command, what is wrong with one, or null for a line that is none. */
function parseLine(line: string): Command | string | null {
  const match = /^ {0,3}\/(?:(dispatch)\s+\/?)?([a-z][a-z-]*)(?:\s+(.*))?$/isu.exec(line.trimEnd());
  if (!match || line.length > longestLine) return null;
  const [, prefixed, word = '', rest = ''] = match;
  const row = findCommand(word);
  if (row) return withArgument(row, rest.trim());
  if (!prefixed && word.toLowerCase() === 'dispatch')
    return 'Write a command after `/dispatch`, such as `/dispatch help`.';
  const meant = nearest(word, commandNames);
  if (meant) return `There is no ${neutralise(`/${word}`)}; did you mean \`/${meant}\`?`;
  return prefixed ? `There is no command ${neutralise(word)}; \`/help\` lists them.` : null;
}

function withArgument(row: CommandRow, text: string): Command | string | null {
  const { name } = row;
  const wrong = `Write it as \`${usage(row)}\`.`;
  switch (row.kind) {
    case 'none':
      // "/help me understand" is prose.
      return text === '' ? { name, argument: '' } : null;
    case 'word': {
      const word = unquoted(text);
      return /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,49}$/u.test(word) ? { name, argument: word } : wrong;
    }
    case 'label': {
      const label = unquoted(text);
      return label !== '' && [...label].length <= 50 && !/\p{C}/u.test(label)
        ? { name, argument: label }
        : wrong;
    }
    case 'issue': {
      const number = /^#?([1-9][0-9]{0,8})$/.exec(text)?.[1];
      return number ? { name, argument: number } : wrong;
    }
    case 'login': {
      const login = /^@?([a-z0-9](?:[a-z0-9-]{0,38}))$/i.exec(text)?.[1];
      return login ? { name, argument: login } : wrong;
    }
  }
}

function unquoted(text: string): string {
  return (/^(["'`])(.*)\1$/.exec(text)?.[2] ?? text).trim();
}
