/** Who may give a command. `author` is the author, whatever their permission. */
export type CommandRight = 'triage' | 'triage or author' | 'anyone';

/** One row of the table that the parser, the help text and docs/commands.md share. */
export interface CommandRow {
  name: CommandName;
  /** How its argument is written, for example `#12`; empty where it takes none. */
  argument: string;
  /** `name`: of a label, of what it stands for, or of a team. */
  kind: 'none' | 'name' | 'issue' | 'login';
  who: CommandRight;
  does: string;
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
  'route',
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
  does: string,
): CommandRow => ({
  name,
  argument,
  kind,
  who,
  does,
});

/** Every slash command, in the order in which help lists them. */
export const commands: readonly CommandRow[] = [
  row('triage', '', 'none', 'triage', 'Triage the issue again.'),
  row('category', 'bug', 'name', 'triage', 'Set the category, and teach it.'),
  row('priority', 'high', 'name', 'triage', 'Set the priority, and teach it.'),
  row('effort', 'small', 'name', 'triage', 'Set the effort, and teach it.'),
  row('label', 'area/api', 'name', 'triage', 'Put a label of the repository on, and teach it.'),
  row('unlabel', 'area/api', 'name', 'triage', 'Take a label off, and teach it.'),
  row('duplicate', '#12', 'issue', 'triage', 'Link the issue as a duplicate of another, and teach it.'),
  row('not-duplicate', '', 'none', 'triage or author', 'Take the duplicate link back, and teach it.'),
  row('assign', '@octocat', 'login', 'triage', 'Assign a person.'),
  row('route', 'team', 'name', 'triage', 'Send the issue to a team: its label and one of its members.'),
  row('similar', '', 'none', 'anyone', 'List similar issues.'),
  row('why', '', 'none', 'anyone', 'Say why the issue was triaged as it was.'),
  row('help', '', 'none', 'anyone', 'List the commands.'),
  row('undo', '', 'none', 'triage', "Take back the bot's last action on this issue."),
  row('ignore', '', 'none', 'triage', 'Keep off this issue.'),
  row('resume', '', 'none', 'triage', 'Come back to this issue.'),
];

/** The row of a command's name, in any case; null when there is none. */
export function findCommand(name: string): CommandRow | null {
  return commands.find((each) => each.name === name.toLowerCase()) ?? null;
}

/** How a command is written: `/duplicate #12`. */
export function usage({ name, argument }: CommandRow): string {
  return argument === '' ? `/${name}` : `/${name} ${argument}`;
}

/** The table as Markdown, for the living comment's help and for docs/commands.md. */
export function commandHelp(): string {
  const rights: Record<CommandRight, string> = {
    triage: 'triage and above',
    'triage or author': 'triage and above, and the author of the issue',
    anyone: 'anyone who can comment',
  };
  const rows = commands.map((each) => `| \`${usage(each)}\` | ${each.does} | ${rights[each.who]} |`);
  return ['| command | does | who |', '|---|---|---|', ...rows].join('\n');
}
