import { type Command, findCommand, parseCommands } from '../../domain/commands/command.ts';
import type { CommandProblem } from '../../domain/commands/command-problem.ts';
import { may } from '../../domain/commands/rights.ts';
import { type Said, withAnswers } from '../../domain/comment/comment-parts.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { Permission } from '../../domain/issue/permission.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { pausedHere, pauseReason } from '../core/pause-reason.ts';
import type { TimelineEvent } from '../ports/core.ts';
import type { Provenance } from '../ports/effects.ts';
import { act } from '../write/act.ts';
import { changeComment } from '../write/change-comment.ts';
import { problemsToTell } from './problems-to-tell.ts';
import { type CommandDeps, mayGive, type Ran, runCommand, writableIssue } from './run-command.ts';

/** A new comment, or the body of a new issue, as its author wrote it. */
export interface Spoken {
  repo: RepositoryRef;
  number: number;
  text: string;
  by: Account;
  /** Null for the issue's own body. */
  commentId: number | null;
  deliveryId: string | null;
  /** ISO 8601: when it was written. */
  at: string;
}

/**
 * Runs the commands of a new comment, or of a new issue's body: each as `runCommand`, then a reaction (done, refused or
 * both), then the answers in the one living comment. Bots give no commands. Safe to run again. Returns whether there were
 * any. Throws when a retry may help.
 */
export async function runComment(deps: CommandDeps, spoken: Spoken): Promise<boolean> {
  const { repo, number, by, commentId, deliveryId, at } = spoken;
  if (by.kind !== 'person') return false;
  const { commands, problems } = parseCommands(spoken.text);
  if (commands.length === 0 && problems.length === 0) return false;
  const origin = commentId === null ? 'opened' : `comment:${commentId}`;
  const permission = askedOnce(() => deps.github.permissionOf(repo, by));
  const still = await pauseReason(deps.repositories, repo, commands);
  if (still !== null) {
    await tellRefused(deps, spoken, commands, pausedHere);
    // Who could have given the command is answered all the same.
    if (still === 'paused' && (await mayGiveAny(deps, spoken, commands, permission)))
      await respond(deps, spoken, {
        ...{ origin, problems: [pausedHere], ran: [] },
        trusted: may(await permission(), 'issue.correct'),
      });
    return false;
  }
  const ran: Ran[] = [];
  for (const [index, command] of commands.entries()) {
    const cause = `${origin}:${index}`;
    const given = {
      repo,
      number,
      command,
      by,
      cause,
      source: 'command',
      deliveryId,
      at,
      permission,
    } as const;
    ran.push(await runCommand(deps, given));
  }
  await tellAll(deps, spoken, commands, ran);
  const told = await problemsToTell(deps, { repo, number, by, permission }, problems);
  if (told.length === 0 && ran.every((each) => each.status === 'refused' && each.silent)) return true;
  await respond(deps, spoken, {
    origin,
    problems: told,
    ran,
    trusted: may(await permission(), 'issue.correct'),
  });
  return true;
}

/** True where something may be written on the issue, and who wrote the commands may give one of them. */
async function mayGiveAny(
  deps: CommandDeps,
  { repo, number, by }: Spoken,
  commands: readonly Command[],
  permission: () => Promise<Permission>,
): Promise<boolean> {
  const issue = commands.length > 0 ? await writableIssue(deps, repo, number) : null;
  if (!issue) return false;
  for (const { name } of commands)
    if (await mayGive(findCommand(name)?.who ?? 'triage', { by, permission }, issue)) return true;
  return false;
}

interface Response {
  origin: string;
  problems: readonly CommandProblem[];
  ran: readonly Ran[];
  /** False for somebody who may not triage: what they make us write is no more than what we write unasked. */
  trusted: boolean;
}

/** The reaction, then the answers: each once, whatever the number of attempts. */
async function respond(deps: CommandDeps, spoken: Spoken, response: Response): Promise<void> {
  const { repo, number, by, commentId, deliveryId } = spoken;
  const { origin, problems, ran, trusted } = response;
  const said: CommandProblem[] = [
    ...problems,
    ...ran.flatMap((each) => (each.status === 'refused' && !each.silent ? each.problem : [])),
  ];
  const answers: Said[] = [
    ...(said.length > 0 ? [{ kind: 'problems' as const, problems: said }] : []),
    ...ran.flatMap((each) => (each.status === 'done' && each.answer !== null ? [each.answer] : [])),
  ];
  const reactions = [
    ...(ran.some(({ status }) => status === 'done') ? (['+1'] as const) : []),
    ...(said.length > 0 ? (['confused'] as const) : []),
  ];
  const actor = trusted ? by : ({ login: 'dispatch', id: null, kind: 'bot' } as const);
  const write = { repo, number, takenAway: [], by: { deliveryId, actor, models: [], request: origin } };
  await act(deps, {
    ...write,
    cause: origin,
    actions: reactions.map((content) => ({
      kind: 'reaction.add',
      commentId,
      content,
      why: { code: 'acknowledged' },
    })),
  });
  if (answers.length > 0)
    await answerCommand(deps, { repo, number, answers, asker: by, trusted, by: write.by });
}

interface Answered {
  repo: RepositoryRef;
  number: number;
  answers: readonly Said[];
  asker: Account;
  trusted: boolean;
  by: Provenance & { request: string };
}

/** Answers are a part of the one living comment, written once for what asked for them (`by.request`). */
export async function answerCommand(deps: CommandDeps, answered: Answered): Promise<void> {
  const { repo, number, answers, asker, trusted, by } = answered;
  const given = answers.map((said) => ({ by: asker.login, trusted, said }));
  await changeComment(deps, {
    ...{ repo, number, by },
    cause: `${by.request}:answer`,
    why: { code: 'answered' },
    change: (parts) => withAnswers(parts, given),
  });
}

/** Each refused command stands in the timeline with its reason. */
async function tellAll(
  deps: CommandDeps,
  spoken: Spoken,
  commands: readonly Command[],
  ran: readonly Ran[],
): Promise<void> {
  const events = ran.flatMap((each, index) => {
    const command = commands[index];
    return each.status === 'refused' && command ? [refusedEvent(spoken, command, each.problem)] : [];
  });
  if (events.length > 0) await deps.timeline.append(spoken.repo, spoken.number, events);
}

async function tellRefused(
  deps: CommandDeps,
  spoken: Spoken,
  commands: readonly Command[],
  reason: CommandProblem,
): Promise<void> {
  const events = commands.map((command) => refusedEvent(spoken, command, reason));
  if (events.length > 0) await deps.timeline.append(spoken.repo, spoken.number, events);
}

function refusedEvent({ by, deliveryId }: Spoken, command: Command, reason: CommandProblem): TimelineEvent {
  return { kind: 'refused', actor: by, deliveryId, detail: { command: wordsOf(command), reason } };
}

/** As it was given: `/category bug`. */
export function wordsOf({ name, argument }: Command): string {
  return argument === '' ? `/${name}` : `/${name} ${argument}`;
}

function askedOnce(ask: () => Promise<Permission>): () => Promise<Permission> {
  let asked: Promise<Permission> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}
