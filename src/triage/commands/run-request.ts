import type { Action } from '../../domain/actions/action.ts';
import type { ActionReason } from '../../domain/actions/action-reason.ts';
import type { Command } from '../../domain/commands/command.ts';
import type { KeptProblem } from '../../domain/commands/command-problem.ts';
import { type PersonRequest, personRequestSchema } from '../../domain/commands/request.ts';
import { may, operationOf } from '../../domain/commands/rights.ts';
import { subjectOf } from '../../domain/decide/plan-command.ts';
import { skipReason } from '../../domain/decide/skip-reason.ts';
import type { Dimension } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { labelFor } from '../../domain/taxonomy/taxonomy.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { pausedHere, pauseReason } from '../core/pause-reason.ts';
import { presentIssue } from '../core/present-issue.ts';
import { releaseIssue } from '../decide/guards.ts';
import { triageIssue } from '../decide/triage-issue.ts';
import { tellLink } from '../duplicates/tell-link.ts';
import type { IssueStore } from '../ports/core.ts';
import { undoEffects } from '../undo/undo.ts';
import { act } from '../write/act.ts';
import { type CommandDeps, provenanceOf, runCommand, toLessons } from './run-command.ts';
import { answerCommand, wordsOf } from './run-comment.ts';

export type RequestDeps = CommandDeps & { issues: IssueStore };

/** Why a request was refused, for the timeline; null where it was carried out. */
type Refusal = KeptProblem | null;

/**
 * Runs what a person asked for in the console or through the API, as it was kept (`PersonRequest`). The right is asked of
 * GitHub now; what is refused stands in the timeline with its reason. Safe to run again. Throws when a retry may help, and
 * for what is no request.
 */
export async function runRequest(deps: RequestDeps, payload: unknown): Promise<void> {
  const request = personRequestSchema.parse(payload);
  const { number, by, asked } = request;
  const repo = await deps.repositories.getRepository(request);
  if (!repo) return;
  const reason = await carryOut(deps, repo, request);
  if (reason === null) return;
  const what = asked.kind === 'command' ? { command: wordsOf(asked.command) } : { request: asked.kind };
  const { door } = request;
  const detail = { ...what, ...('value' in asked ? { value: asked.value } : {}), reason, door };
  await deps.timeline.append(repo, number, [{ kind: 'refused', actor: by, deliveryId: request.id, detail }]);
}

async function carryOut(deps: RequestDeps, repo: RepositoryRef, request: PersonRequest): Promise<Refusal> {
  const { id, number, by, asked, at } = request;
  if ((await pauseReason(deps.repositories, repo, commandsOf(request))) !== null) return pausedHere;
  const permission = await deps.github.permissionOf(repo, by);
  if (asked.kind === 'command') {
    const ran = await runCommand(deps, {
      ...{ repo, number, by, at },
      command: asked.command,
      cause: `request:${id}`,
      source: 'console',
      deliveryId: id,
      permission: async () => permission,
      told: toldOf(request),
    });
    if (ran.status === 'refused') return ran.problem;
    if (ran.answer !== null)
      await answerCommand(deps, {
        ...{ repo, number, answers: [ran.answer], asker: by, by: answeredBy(request) },
        trusted: may(permission, 'issue.correct'),
      });
    return null;
  }
  if (!may(permission, operationOf(asked))) return { code: 'no_access', login: by.login };
  const issue = await presentIssue(deps, repo, number);
  if (!issue) return null;
  const { settings } = await loadSettings(deps, repo);
  const off = skipReason(issue, settings, true);
  if (off !== null) return { code: off };
  if (asked.kind === 'undo') return undo(deps, repo, request, asked.effects);
  if (asked.kind === 'approve' && (await releaseIssue(deps.guards, repo, issue, by)))
    await triageIssue(deps, { repo, issue, deliveryId: id });
  return judge(deps, { repo, issue, request, ...asked });
}

/** What is asked for, as commands would ask for it. */
function commandsOf({ asked }: PersonRequest): Pick<Command, 'name'>[] {
  if (asked.kind === 'command') return [asked.command];
  return asked.kind === 'undo' ? [{ name: 'undo' }] : [];
}

const toldOf = ({ door, openMs }: PersonRequest) => ({ door, openMs });

function answeredBy({ id, by }: PersonRequest) {
  return { deliveryId: id, actor: by, models: [], request: `request:${id}` };
}

async function undo(
  deps: RequestDeps,
  repo: RepositoryRef,
  { id, number, by }: PersonRequest,
  ids: readonly string[],
): Promise<Refusal> {
  const request = `request:${id}`;
  const undone = await undoEffects(deps, { repo, number, ids, by, deliveryId: id, request });
  const provenance = { deliveryId: id, actor: by, models: [], request };
  await tellLink(deps, { repo, number, cause: request, by: provenance }, undone);
  const problems = undone.flatMap(({ cannot }) => cannot ?? []);
  if (undone.length === 0) return { code: 'unknown_changes' };
  return problems.length > 0 ? problems.map((obstacle) => ({ code: 'not_undone', obstacle })) : null;
}

interface Judgement {
  repo: RepositoryRef;
  issue: Issue;
  request: PersonRequest;
  kind: 'approve' | 'reject';
  dimension: Dimension;
  value: string;
}

/** Approved, a value's label is put on; rejected, it is taken off. Both teach. */
async function judge(deps: RequestDeps, judgement: Judgement): Promise<Refusal> {
  const { repo, issue, request, kind, dimension, value } = judgement;
  const { id, number, by, at } = request;
  const { settings } = await loadSettings(deps, repo);
  const meanings = await loadTaxonomy(deps, repo, settings);
  const name = labelFor(meanings, dimension, value);
  const label = meanings.find((meaning) => meaning.label.name === name)?.label;
  const standing = issue.labels.some((each) => each.toLowerCase() === name?.toLowerCase());
  const write = kind === 'approve' ? 'label.add' : 'label.remove';
  const why: ActionReason = { code: kind === 'approve' ? 'approved' : 'rejected' };
  const actions: Action[] =
    label && standing === (kind === 'reject')
      ? [{ kind: write, label: label.name, labelId: label.id, why }]
      : [];
  const cause = `request:${id}`;
  const given = { number, by, at, cause, source: 'console', deliveryId: id } as const;
  const outcomes = await act(deps, {
    ...{ repo, number, cause, actions },
    takenAway: [],
    by: provenanceOf(given),
  });
  const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
  const subject = subjectOf(dimension, value, name, meanings);
  const verdict = kind === 'approve' ? 'accepted' : 'rejected';
  await deps.lessons.teach(repo, toLessons([{ subject, verdict }], given, decision), toldOf(request));
  return outcomes.find(({ status }) => status === 'refused')?.reason ?? null;
}
