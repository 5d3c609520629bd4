import { type Permission, permissions } from '../issue/permission.ts';
import type { Request } from './request.ts';
import type { CommandName } from './table.ts';

/** What an API token must have been made for besides: reading, acting on issues, or looking after the App's work. */
export type Scope = 'read' | 'write' | 'operate';

/** The least permission on GitHub that an operation needs, and the scope where it comes with a token. */
interface Right {
  least: Permission;
  scope: Scope;
}

const right = (least: Permission, scope: Scope): Right => ({ least, scope });

/**
 * Every operation that a person can ask for, and the right it needs. The console, the API and slash commands all ask here;
 * where a door offers an operation at all, it asks for the same right as the others.
 */
export const rights = {
  /** Issues, decisions, statistics, lessons, the log, themes, settings. */
  'repository.read': right('triage', 'read'),
  /** Notices and log entries about leaked secrets and vulnerabilities. */
  'private-notices.read': right('write', 'read'),
  'log.export': right('write', 'read'),
  'playground.run': right('triage', 'read'),
  /** What a command only tells: similar issues, why, help. */
  'issue.ask': right('none', 'read'),
  'issue.triage': right('triage', 'write'),
  /** Labels, values, duplicates, assignees, teams, ignoring: what also teaches. */
  'issue.correct': right('triage', 'write'),
  /** Taking an issue out of the Inbox, for everybody, and back: nothing is written or taught. */
  'issue.dismiss': right('triage', 'write'),
  /** Single writes of the App, by their ids. */
  'issue.undo': right('triage', 'write'),
  /** Everything that a filter of the log finds. */
  'writes.undo-all': right('write', 'write'),
  'backlog.triage': right('triage', 'write'),
  'backtest.run': right('triage', 'operate'),
  /** Paying a hosted model to label past issues: the price, the run, its end, and dropping what it gave. */
  'weak-labels.run': right('admin', 'operate'),
  'notices.settle': right('triage', 'operate'),
  /** What the person's own answer taught, taken back with the answer. */
  'lessons.revoke-own': right('triage', 'write'),
  'lessons.revoke': right('write', 'write'),
  /** All lessons of one person. */
  'lessons.revoke-person': right('maintain', 'write'),
  'failures.read': right('triage', 'operate'),
  'failures.retry': right('triage', 'operate'),
  'failures.drop': right('triage', 'operate'),
  'settings.reload': right('triage', 'operate'),
  'triage.pause': right('maintain', 'operate'),
  /** All repositories of an installation. */
  'triage.pause-installation': right('admin', 'operate'),
} as const satisfies Record<string, Right>;

export type Operation = keyof typeof rights;

/** Whether somebody with this permission may do it. An author's right to their own issue comes on top, for commands. */
export function may(permission: Permission, operation: Operation): boolean {
  return permissions.indexOf(permission) >= permissions.indexOf(rights[operation].least);
}

const ofCommands: Record<CommandName, Operation> = {
  triage: 'issue.triage',
  category: 'issue.correct',
  priority: 'issue.correct',
  effort: 'issue.correct',
  label: 'issue.correct',
  unlabel: 'issue.correct',
  duplicate: 'issue.correct',
  'not-duplicate': 'issue.correct',
  assign: 'issue.correct',
  unassign: 'issue.correct',
  route: 'issue.correct',
  milestone: 'issue.correct',
  close: 'issue.correct',
  reopen: 'issue.correct',
  similar: 'issue.ask',
  why: 'issue.ask',
  help: 'issue.ask',
  undo: 'issue.undo',
  ignore: 'issue.correct',
  resume: 'issue.correct',
};

/** The operation that a slash command is. */
export function operationOfCommand(name: CommandName): Operation {
  return ofCommands[name];
}

/** The operation that a request of a person is. */
export function operationOf(request: Request): Operation {
  switch (request.kind) {
    case 'command':
      return operationOfCommand(request.command.name);
    case 'approve':
    case 'reject':
      return 'issue.correct';
    case 'undo':
      return 'issue.undo';
  }
}
