import { stringify } from 'yaml';
import { ruleProblems } from '../rules/rule-problems.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import { globProblem } from '../text/glob.ts';
import type { Finding, FoundFile, SettingsPart } from './finding.ts';
import { longestImport } from './read-data.ts';
import { importReaders } from './readers.ts';

/** One thing that a former bot does, and what becomes of it. */
export interface ImportNote extends Pick<Finding, 'outcome' | 'what' | 'why'> {
  bot: string;
  path: string;
}

export interface SettingsProposal {
  /** `.github/dispatch.yml`, with the notes as comments; it is valid. */
  yaml: string;
  notes: ImportNote[];
}

/** At most as many as the settings allow, and few enough for the size of their file; what is beyond them is noted. */
const most = { rules: 50, areas: 100, teams: 30, members: 10, absent: 50 };
/** Notes in the file; whoever asked sees all of them. */
const mostComments = 100;
const longestNote = 160;

/**
 * The settings that take over from the bots whose files are there, with a note for each thing that was taken, left, or has no
 * counterpart. Pure; takes files in any order.
 */
export function proposeSettings(files: readonly FoundFile[]): SettingsProposal {
  const notes: ImportNote[] = [];
  const draft = new Draft();
  for (const { name: bot, reads, read } of importReaders) {
    for (const file of files.filter(({ path }) => reads(path))) {
      const { path } = file;
      if (file.text.length > longestImport) {
        notes.push({ bot, path, outcome: 'left', what: 'the file', why: 'It is too large to be read.' });
        continue;
      }
      for (const { outcome, what, why, parts = [] } of read(file, files)) {
        const problem = draft.add(parts);
        const note = problem === null ? { outcome, why } : { outcome: 'left' as const, why: problem };
        notes.push({ bot, path, what: oneLine(what), ...note });
      }
    }
  }
  return { yaml: draft.write(notes), notes };
}

/** The settings in the making. */
class Draft {
  private readonly rules = new Map<string, Extract<SettingsPart, { kind: 'rule' }>['rule']>();
  private readonly areas = new Set<string>();
  private readonly teams = new Map<string, Set<string>>();
  private readonly absent = new Set<string>();
  private waiting: string | null = null;

  /** Takes parts, all or none. Returns why they can't be had; null where they were taken. */
  add(parts: readonly SettingsPart[]): string | null {
    const rules = parts.flatMap((part) => (part.kind === 'rule' ? [part.rule] : []));
    const added = rules.filter((rule) => !this.rules.has(JSON.stringify(rule)));
    if (this.rules.size + added.length > most.rules) return `The settings hold at most ${most.rules} rules.`;
    // All patterns together are limited too; a file whose rules are not all used would mislead.
    const together = { rules: [...this.rules.values(), ...added] };
    if (added.length > 0 && ruleProblems(together, null).length > 0)
      return 'The patterns of all rules would be too large together.';
    const problem = parts.map((part) => this.problemOf(part)).find((each) => each !== null) ?? null;
    if (problem === null) for (const part of parts) this.addPart(part);
    return problem;
  }

  private problemOf(part: SettingsPart): string | null {
    switch (part.kind) {
      case 'area':
      case 'team':
        if (globProblem(part.label) || part.label === '__proto__')
          return 'Its label can’t stand in a list of patterns.';
        if (part.kind === 'area' && this.areas.size >= most.areas && !this.areas.has(part.label))
          return `There are more than ${most.areas} areas.`;
        if (part.kind === 'team' && this.teams.size >= most.teams && !this.teams.has(part.label))
          return `There are more than ${most.teams} teams.`;
        return null;
      case 'absent':
        return this.absent.size >= most.absent ? `There are more than ${most.absent} people.` : null;
      case 'waiting':
        return this.waiting !== null && this.waiting !== part.label
          ? `There is one label for this: ${this.waiting}.`
          : null;
      case 'rule':
        return null;
    }
  }

  private addPart(part: SettingsPart): void {
    switch (part.kind) {
      case 'rule':
        this.rules.set(JSON.stringify(part.rule), part.rule);
        break;
      case 'area':
        this.areas.add(part.label);
        break;
      case 'team': {
        const members = this.teams.get(part.label) ?? new Set<string>();
        for (const login of part.members) if (members.size < most.members) members.add(login);
        this.teams.set(part.label, members);
        break;
      }
      case 'absent':
        this.absent.add(part.login);
        break;
      case 'waiting':
        this.waiting = part.label;
        break;
    }
  }

  write(notes: readonly ImportNote[]): string {
    const teams = [...this.teams].map(([label, members]) => [
      label,
      { labels: [label], members: [...members] },
    ]);
    const routing = {
      ...(teams.length > 0 ? { teams: Object.fromEntries(teams) } : {}),
      ...(this.absent.size > 0 ? { absent: [...this.absent] } : {}),
    };
    const settings = {
      ...(this.areas.size > 0 ? { labels: { areas: [...this.areas] } } : {}),
      ...(this.rules.size > 0 ? { rules: [...this.rules.values()] } : {}),
      ...(Object.keys(routing).length > 0 ? { routing } : {}),
      ...(this.waiting === null ? {} : { missing_information: { label: this.waiting } }),
    };
    const body =
      Object.keys(settings).length > 0
        ? stringify(settings, { lineWidth: 0, aliasDuplicateObjects: false })
        : '';
    const yaml = `${[...comments(notes), ''].join('\n')}${body}`;
    const read = parseSettings(yaml);
    // Without its comments it is shorter; it was put together from parts that are valid each.
    return 'settings' in read ? yaml : body;
  }
}

const words: Readonly<Record<Finding['outcome'], string>> = {
  taken: 'taken',
  left: 'left',
  none: 'no counterpart',
};

function comments(notes: readonly ImportNote[]): string[] {
  const shown = notes.slice(0, mostComments);
  const groups = Map.groupBy(shown, ({ bot, path }) => `${bot}, ${oneLine(path)}`);
  return [
    '# Settings of DispatchAI, proposed from what is here. Read them before you commit them as .github/dispatch.yml.',
    ...[...groups].flatMap(([from, own]) => [
      '#',
      `# From ${from}:`,
      ...own.map(({ outcome, what, why }) => `# - ${words[outcome]}: ${what}. ${oneLine(why)}`),
    ]),
    ...(notes.length > shown.length ? ['#', `# and ${notes.length - shown.length} more notes`] : []),
  ];
}

/** Foreign text on one line of a comment. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > longestNote ? `${line.slice(0, longestNote).toWellFormed()}…` : line;
}
