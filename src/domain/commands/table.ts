/** Who may give a command. `author` is the author, whatever their permission. */
export type CommandRight = 'triage' | 'triage or author' | 'anyone';

/** One row of the table shared by the parser, `/help` and docs/commands.md; what a command does is told by the catalogs (domain/words). */
export interface CommandRow {
  name: CommandName;
  /** An example of its argument, such as `#12`; empty if it takes none. */
  argument: string;
  /** `name`: of a label, a value or a team. */
  kind: 'none' | 'name' | 'issue' | 'login' | 'login or none' | 'closing' | 'milestone';
  who: CommandRight;
}

export const commandNames = [
  'triage',
  'category',
  'priority',
  'effort',
  'label',
  'unlabel',
  'duplicate',
  'not-duplicate',
  'assign',
  'unassign',
  'route',
  'milestone',
  'close',
  'reopen',
  'similar',
  'why',
  'help',
  'undo',
  'ignore',
  'resume',
] as const;
export type CommandName = (typeof commandNames)[number];

const row = (
  name: CommandName,
  argument: string,
  kind: CommandRow['kind'],
  who: CommandRight,
): CommandRow => ({ name, argument, kind, who });

/** Every slash command, in the order in which help lists them. */
export const commands: readonly CommandRow[] = [
  row('triage', '', 'none', 'triage'),
  row('category', 'bug', 'name', 'triage'),
  row('priority', 'high', 'name', 'triage'),
  row('effort', 'small', 'name', 'triage'),
  row('label', 'area/api', 'name', 'triage'),
  row('unlabel', 'area/api', 'name', 'triage'),
  row('duplicate', '#12', 'issue', 'triage'),
  row('not-duplicate', '', 'none', 'triage or author'),
  row('assign', '@octocat', 'login', 'triage'),
  row('unassign', '@octocat', 'login or none', 'triage'),
  row('route', 'team', 'name', 'triage'),
  row('milestone', 'v2.1', 'milestone', 'triage'),
  row('close', 'not-planned', 'closing', 'triage'),
  row('reopen', '', 'none', 'triage'),
  row('similar', '', 'none', 'anyone'),
  row('why', '', 'none', 'anyone'),
  row('help', '', 'none', 'anyone'),
  row('undo', '', 'none', 'triage'),
  row('ignore', '', 'none', 'triage'),
  row('resume', '', 'none', 'triage'),
];

/** The row of a command by its name, in any case; null if there is none. */
export function findCommand(name: string): CommandRow | null {
  return commands.find((each) => each.name === name.toLowerCase()) ?? null;
}

/** How a command is written: `/duplicate #12`. */
export function usage({ name, argument }: CommandRow): string {
  return argument === '' ? `/${name}` : `/${name} ${argument}`;
}
