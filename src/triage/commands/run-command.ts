import type { Action } from '../../domain/actions/action.ts';
import { checkCommand } from '../../domain/commands/check-command.ts';
import { type Command, type CommandRight, findCommand } from '../../domain/commands/command.ts';
import type { CommandProblem } from '../../domain/commands/command-problem.ts';
import { may } from '../../domain/commands/rights.ts';
import type { Said } from '../../domain/comment/comment-parts.ts';
import type { CommandPlan, Teaching } from '../../domain/decide/command-plan.ts';
import { type PlannedRequest, planCommand } from '../../domain/decide/plan-command.ts';
import { skipReason } from '../../domain/decide/skip-reason.ts';
import type { Decision, LabelMeaning, SimilarIssue } from '../../domain/issue/decision.ts';
import type { Account, Issue } from '../../domain/issue/issue.ts';
import type { LessonSource, NewLesson } from '../../domain/issue/lesson.ts';
import type { Permission } from '../../domain/issue/permission.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { saidOf } from '../../domain/lessons/lessons-of-event.ts';
import { ownEntry } from '../../domain/text/own-entry.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { presentIssue } from '../core/present-issue.ts';
import { type TriageDeps, triageIssue } from '../decide/triage-issue.ts';
import { tellLink } from '../duplicates/tell-link.ts';
import type { IssueStore, RepositorySettings } from '../ports/core.ts';
import type { Effect } from '../ports/effects.ts';
import type { LessonStore } from '../ports/lessons.ts';
import { embedderAsKnown } from '../similar/embedder-for.ts';
import type { UndoDeps } from '../undo/undo.ts';
import { undoLast } from '../undo/undo-last.ts';
import { act, type Outcome } from '../write/act.ts';

export type CommandDeps = TriageDeps & UndoDeps & { lessons: LessonStore; issues: IssueStore };

/** A command, where and by whom it was given. */
export interface GivenCommand {
  repo: RepositoryRef;
  number: number;
  command: Command;
  by: Account;
  /** `comment:<id>:<index>`, `opened:<index>` or `request:<id>`: what it writes is written once. */
  cause: string;
  source: LessonSource;
  deliveryId: string | null;
  /** ISO 8601: when it was given. */
  at: string;
  /** The permission of `by`, asked of GitHub as the command runs. */
  permission: () => Promise<Permission>;
  /** What the live event tells besides: the door, and how long the answer took. */
  told?: Record<string, unknown>;
}

/** What became of a command. */
export type Ran =
  | { status: 'done'; answer: Said | null }
  /** `silent`: nothing may be written on the issue, not even why; the timeline tells it. */
  | { status: 'refused'; problem: CommandProblem; silent: boolean };

const maxSimilar = 5;

const refused = (problem: CommandProblem): Ran => ({ status: 'refused', problem, silent: false });
const refusedSilently = (problem: CommandProblem): Ran => ({ status: 'refused', problem, silent: true });

/**
 * Runs one command: the right is asked of GitHub, then it is checked against the repository, and what it writes goes through
 * the ledger. Safe to run again. Throws when a retry may help.
 */
export async function runCommand(deps: CommandDeps, given: GivenCommand): Promise<Ran> {
  const { repo, number, command, cause } = given;
  const issue = await presentIssue(deps, repo, number);
  if (!issue) return refusedSilently({ code: 'issue_gone' });
  const read = await loadSettings(deps, repo);
  const { settings } = read;
  const off = skipReason(issue, settings, true);
  if (off !== null) return refusedSilently({ code: off });
  const ignored = await deps.effects.isIgnored(repo, number);
  const ours = await deps.effects.intend(repo, number, cause, [], provenanceOf(given));
  // A command that began before `/ignore` took effect (it may be that very command) is finished.
  if (ignored && command.name !== 'resume' && ours.length === 0) return refusedSilently({ code: 'ignored' });
  const right = findCommand(command.name)?.who ?? 'triage';
  if (!(await mayGive(right, given, issue))) {
    for (const { id, status } of ours)
      if (status === 'intended') await deps.effects.refuse(repo, number, id, { code: 'access_revoked' });
    // A stranger's line may be prose that only looks like a command: it is kept in the timeline, and not answered.
    return refusedSilently({ code: 'no_access', login: given.by.login });
  }
  const meanings = await loadTaxonomy(deps, repo, settings);
  const checked = checkCommand(command, { repo, number, meanings, settings });
  if ('problem' in checked) return refused(checked.problem);
  if (checked.kind === 'triage') {
    await triageIssue(deps, { repo, issue, deliveryId: given.deliveryId, asked: true, cause });
    return { status: 'done', answer: null };
  }
  if (checked.kind === 'undo') return runUndo(deps, given);
  return carryOut(deps, given, { request: checked, issue: asItStood(issue, ours), read, meanings });
}

/** The issue, where something may be written on it at all; null where nothing may, whoever asks. */
export async function writableIssue(
  deps: CommandDeps,
  repo: RepositoryRef,
  number: number,
): Promise<Issue | null> {
  const issue = await deps.github.getIssue(repo, number);
  if (!issue || (await deps.effects.isIgnored(repo, number))) return null;
  const { settings } = await loadSettings(deps, repo);
  return skipReason(issue, settings, true) === null ? issue : null;
}

/** The issue as it was before an earlier attempt of this command: what the command teaches is not to be lost. */
function asItStood(issue: Issue, ours: readonly Effect[]): Issue {
  const off = ours.flatMap(({ action }) => (action.kind === 'label.remove' ? [action.label] : []));
  const closed = ours.flatMap(({ action }) => (action.kind === 'issue.close' ? [action] : []))[0];
  const state = closed && {
    state: closed.was === undefined ? 'open' : 'closed',
    stateReason: closed.was ?? null,
  };
  return { ...issue, labels: [...new Set([...issue.labels, ...off])], ...state } as Issue;
}

/** True where somebody has the right that a command needs. GitHub is asked only where the answer depends on it. */
export async function mayGive(
  right: CommandRight,
  { by, permission }: Pick<GivenCommand, 'by' | 'permission'>,
  issue: Issue,
): Promise<boolean> {
  if (right === 'anyone') return true;
  const isAuthor = by.id !== null && by.id === issue.author.id;
  // Every command that changes something needs what a correction does: a test holds the two tables together.
  return (right === 'triage or author' && isAuthor) || may(await permission(), 'issue.correct');
}

export function provenanceOf({ by, deliveryId, cause }: Pick<GivenCommand, 'by' | 'deliveryId' | 'cause'>) {
  return { deliveryId, actor: by, models: [], request: cause };
}

async function runUndo(deps: CommandDeps, given: GivenCommand): Promise<Ran> {
  const { repo, number, by, deliveryId, cause } = given;
  const { undone, revoked } = await undoLast(deps, { repo, number, by, deliveryId, request: cause });
  if (revoked > 0) return { status: 'done', answer: null };
  if (undone.length === 0) return refused({ code: 'nothing_to_undo' });
  await tellLink(deps, { repo, number, cause, by: provenanceOf(given) }, undone);
  const problems = undone.flatMap(({ cannot }) => cannot ?? []);
  const [obstacle] = problems;
  if (obstacle === undefined || problems.length < undone.length) return { status: 'done', answer: null };
  return refused({ code: 'not_undone', obstacle });
}

interface Checked {
  request: PlannedRequest;
  issue: Issue;
  read: RepositorySettings;
  meanings: LabelMeaning[];
}

async function carryOut(deps: CommandDeps, given: GivenCommand, checked: Checked): Promise<Ran> {
  const { repo, number } = given;
  const { request, issue, read, meanings } = checked;
  const { settings } = read;
  const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
  const canonical = request.kind === 'duplicate' || request.kind === 'close' ? request.of : null;
  if (canonical !== null && !(await deps.github.getIssue(repo, canonical)))
    return refused({ code: 'unknown_issue', number: canonical });
  const team = request.kind === 'route' ? ownEntry(settings.routing.teams, request.team) : undefined;
  const planned = planCommand(request, {
    ...{ issue, meanings, settings, decision },
    similar: decision?.similar ?? (request.kind === 'similar' ? await findSimilar(deps, repo, issue) : []),
    types: await deps.issueTypes(deps.github, repo, settings),
    duplicateOf: await deps.links.canonicalOf(repo, number),
    by: given.by.login,
    milestones: request.kind === 'milestone' ? await deps.github.listMilestones(repo) : [],
    load: team ? await deps.handlers.openLoad(repo, team.members) : new Map(),
  });
  if ('problem' in planned) return refused(planned.problem);
  const { actions, teaches, answer } = planned;
  const outcomes = await writePlan(deps, given, planned);
  if (actions.some(({ kind }) => kind === 'label.create')) await deps.repositories.markLabelsStale(repo);
  const problem = whatFailed(outcomes, planned.inOrder);
  if (problem !== null) return refused(problem);
  await deps.lessons.teach(repo, toLessons(teaches, given, decision), given.told);
  return { status: 'done', answer };
}

async function writePlan(deps: CommandDeps, given: GivenCommand, plan: CommandPlan): Promise<Outcome[]> {
  const { repo, number, cause } = given;
  const write = (actions: Action[]) =>
    act(deps, { ...{ repo, number, cause, actions }, takenAway: [], by: provenanceOf(given) });
  if (!plan.inOrder) return write(plan.actions);
  let outcomes = await write([]);
  for (const action of plan.actions) {
    outcomes = await write([action]);
    if (outcomes.some(({ status }) => status !== 'done')) break;
  }
  return outcomes;
}

/** Why nothing of a command came about; null where something did, or nothing was to be written. In order, nothing is done by half. */
function whatFailed(outcomes: readonly Outcome[], inOrder = false): CommandProblem | null {
  const reasons = outcomes.flatMap(({ reason }) => reason ?? []);
  const [first] = reasons;
  if (first === undefined || (!inOrder && reasons.length < outcomes.length)) return null;
  return typeof first === 'string' ? { code: 'refused_by_github', reason: first } : first;
}

async function findSimilar(deps: CommandDeps, repo: RepositoryRef, issue: Issue): Promise<SimilarIssue[]> {
  const embedder = await embedderAsKnown(deps.embedder, deps.repositories, repo);
  const [embedding] = await embedder.embed([issue]);
  return embedding ? deps.similar.findSimilar(repo, issue.number, embedding, maxSimilar) : [];
}

/** What a command or request teaches, with what was said of it before. */
export function toLessons(
  teaches: readonly Teaching[],
  given: Pick<GivenCommand, 'number' | 'source' | 'by' | 'cause' | 'deliveryId' | 'at'>,
  decision: Decision | null,
): NewLesson[] {
  const { number, source, by, cause, deliveryId, at } = given;
  return teaches.map(({ subject, verdict }) => ({
    ...{ number, subject, verdict, source, by, cause, deliveryId, at },
    said: saidOf(subject, decision),
  }));
}
