import type { Action } from '../../domain/actions/action.ts';
import { actionTarget } from '../../domain/actions/action-kinds.ts';
import { humanChoice } from '../../domain/decide/human-choice.ts';
import { type Known, plan } from '../../domain/decide/plan.ts';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import { saysTheSame } from '../../domain/issue/input-hash.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import { normalizeMeaning } from '../../domain/issue/normalize-meaning.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { presentNames } from '../../domain/taxonomy/label-names.ts';
import { languageFor } from '../../domain/words/catalogs.ts';
import { presentIssue } from '../core/present-issue.ts';
import type { DecisionRecord, IssueStore, RepositoryStore, TimelineStore } from '../ports/core.ts';
import type { Effect } from '../ports/effects.ts';
import type { InfoRequestStore, Later } from '../ports/follow-up.ts';
import { type ActDeps, act } from '../write/act.ts';
import { unfinishedEffects } from '../write/unfinished-effects.ts';

export interface WriteDeps extends ActDeps {
  repositories: RepositoryStore;
  issues: Pick<IssueStore, 'saveSeen' | 'forgetMissing'>;
  timeline: TimelineStore;
  later: Later;
  askings: InfoRequestStore;
}

export interface WriteRequest {
  repo: RepositoryRef;
  /** The issue that was decided. */
  issue: Issue;
  record: DecisionRecord;
  settings: Settings;
  meanings: LabelMeaning[];
  deliveryId: string | null;
  asked?: boolean;
  due?: string;
  /** What the writes are done for, where it is not the decision itself. */
  writeCause?: string;
  /** Fields that the author gave elsewhere than in the issue's text, where the caller knows better than what is kept. */
  given?: readonly string[];
}

/**
 * Writes what a decision leads to, now or after the time that the settings leave to people. GitHub is asked how the issue
 * stands right before: what people did meanwhile counts, though its deliveries are still under way. Returns the issue
 * where it says something else by now and has to be decided anew, else null.
 */
export async function writeDecision(deps: WriteDeps, given: WriteRequest): Promise<Issue | null> {
  const { repo, issue } = given;
  const { number } = issue;
  const request = await withoutGiven(deps, given);
  const { record, settings, deliveryId } = request;
  const cause = given.writeCause ?? causeOf(given.record, record);
  const by = {
    deliveryId,
    actor: { login: 'dispatch', id: null, kind: 'bot' } as const,
    models: [...new Set(record.opinions.map(({ model }) => model))],
  };
  const heard = await readKnown(deps, request);
  const rows = await deps.effects.intend(repo, number, cause, [], by);
  const begun = rows.filter(({ status }) => status === 'intended');
  const wants = plan(record.decision, issue, settings, heard).length > 0 || isWithheld(request, heard, rows);
  if (!wants && begun.length === 0) return null;
  if (wants && (await waits(deps, request))) return null;

  const now = await presentIssue(deps, repo, number);
  if (!now) return null;
  if (normalizeMeaning(now) !== normalizeMeaning(issue)) return now;
  const known = await withHistory(deps, request, now, heard);
  const actions = plan(record.decision, now, settings, known).filter((action) => !isLeft(action, known));
  // A decision may take as long as a hosted model does: what was paused meanwhile is written once that is over.
  if (await deps.repositories.isPaused(repo)) return null;
  const effects = { ...deps.effects, ownLabels: async () => known.ownLabels };
  const takenAway = known.removedByPeople;
  const hold = await unfinishedEffects(deps, repo, now, begun.filter(isMoot(actions, takenAway)));
  const outcomes = await act({ ...deps, effects }, { repo, number, cause, actions, takenAway, hold, by });
  const isHeld = outcomes.some(
    ({ effect, status }) => status === 'held' && effect.action.kind === 'comment.upsert',
  );
  if (!isHeld) await noteAsking(deps, request, actions);
  return null;
}

/** One decision writes once; asking for less than it did, since the author gave some of it, is something else to write. */
function causeOf(decided: DecisionRecord, left: DecisionRecord): string {
  const [before, now] = [decided, left].map(({ decision }) => decision.missing.length);
  return `triage:${left.inputHash}${now === before ? '' : `:${now} missing`}`;
}

/** What the author was asked for and gave elsewhere (in a reply, or in a text since edited) is not asked for again. */
async function withoutGiven(deps: WriteDeps, request: WriteRequest): Promise<WriteRequest> {
  const { record } = request;
  if (record.decision.missing.length === 0) return request;
  const asking = await deps.askings.get(request.repo, request.issue.number);
  const missing = record.decision.missing.filter((field) => !asking?.given.includes(field));
  return { ...request, record: { ...record, decision: { ...record.decision, missing } } };
}

/**
 * True where something would be written but for what was heard of the issue (a label on it, a lock, a person's choice). What
 * was heard may be over by now, with the delivery that says so still under way: only GitHub can tell.
 */
function isWithheld(
  { record, issue, settings }: WriteRequest,
  heard: KnownHere,
  rows: readonly Effect[],
): boolean {
  const bare: Issue = { ...issue, state: 'open', locked: false, labels: [] };
  const known = { ...heard, removedByPeople: [], ignored: false };
  const written = new Set(rows.map(({ action }) => actionKey(action)));
  return plan(record.decision, bare, settings, known).some((action) => !written.has(actionKey(action)));
}

const actionKey = (action: Action) => `${action.kind} ${actionTarget(action)}`;

/** True for what would not be written now; labels that a person took away are refused for good instead (act.ts). */
function isMoot(actions: readonly Action[], takenAway: readonly string[]) {
  const wanted = new Set(actions.map(actionKey));
  return ({ action }: Effect) =>
    !wanted.has(actionKey(action)) && !(action.kind === 'label.add' && takenAway.includes(action.label));
}

/** True while people may be first: the decision is shown, and its writing is put off, once. */
async function waits(deps: WriteDeps, request: WriteRequest): Promise<boolean> {
  const { repo, issue, record, settings, deliveryId, asked, due } = request;
  if (settings.delay_minutes === 0 || asked) return false;
  // The wait is for what the issue says: other settings or labels meanwhile do not begin it anew.
  if (due !== undefined && saysTheSame(due, record.inputHash)) return false;
  const { installationId, repositoryId } = repo;
  const work = {
    installationId,
    repositoryId,
    number: issue.number,
    kind: 'write',
    key: record.inputHash,
  } as const;
  await deps.later.add({ ...work, cause: deliveryId ?? record.inputHash }, settings.delay_minutes * 60);
  await deps.timeline.append(repo, issue.number, [
    { kind: 'other', actor: null, deliveryId, detail: { action: 'waits', minutes: settings.delay_minutes } },
  ]);
  return true;
}

type KnownHere = Known & { ownLabels: string[]; chosen: string[] };

/** What deliveries have told of the issue's past. */
async function readKnown(deps: WriteDeps, request: WriteRequest): Promise<KnownHere> {
  const { repo, issue, record, settings, meanings, asked = false } = request;
  const { number } = issue;
  const [takenAway, ownLabels, comment, assigned, typed, ignored, labels] = await Promise.all([
    deps.timeline.labelsTakenAway(repo, number),
    deps.effects.ownLabels(repo, number),
    deps.effects.livingComment(repo, number),
    deps.effects.hasAssigned(repo, number),
    deps.effects.hasTyped(repo, number),
    deps.effects.isIgnored(repo, number),
    deps.repositories.knownLabels(repo),
  ]);
  const present = presentNames(labels ?? []);
  // Only a comment that asked for something may give thanks for it.
  const given = request.given ?? (comment ? (await deps.askings.get(repo, number))?.given : undefined) ?? [];
  return {
    ...{ meanings, comment, assigned, typed, ignored, asked, given, chosen: [] },
    removedByPeople: takenAway.map(present),
    ownLabels: ownLabels.map(present),
    language: languageFor(record.decision.language ?? null, settings.languages),
  };
}

/** The same, put right by GitHub's own history of the issue's labels; an issue that nobody touched since it was filed has none. */
async function withHistory(
  deps: WriteDeps,
  { repo, meanings }: WriteRequest,
  now: Issue,
  heard: KnownHere,
): Promise<KnownHere> {
  if (now.updatedAt === now.createdAt) return heard;
  const labels = await deps.repositories.knownLabels(repo);
  const present = presentNames(labels ?? []);
  const history = (await deps.github.labelHistory(repo, now.number)).map((move) => ({
    ...move,
    label: present(move.label),
  }));
  const { takenAway, theirs, chosen } = humanChoice(history, now, meanings);
  const isTheirs = (name: string) => theirs.includes(name.toLowerCase());
  const away = meanings.flatMap(({ label }) =>
    takenAway.includes(label.name.toLowerCase()) ? [label.name] : [],
  );
  return {
    ...heard,
    chosen,
    removedByPeople: [...new Set([...heard.removedByPeople.filter((name) => !isTheirs(name)), ...away])],
    ownLabels: heard.ownLabels.filter((name) => !isTheirs(name)),
  };
}

/** A person who may label has chosen in this dimension: what else belongs there is theirs to say. */
function isLeft(action: Action, known: KnownHere): boolean {
  if (action.kind !== 'label.add' || known.asked) return false;
  const meaning = known.meanings.find(({ label }) => label.id === action.labelId);
  return meaning !== undefined && known.chosen.includes(meaning.dimension);
}

/** Keeps that the author was asked for something, has given it, or is not asked for it any more. */
async function noteAsking(deps: WriteDeps, request: WriteRequest, actions: readonly Action[]): Promise<void> {
  const { repo, issue, record, settings } = request;
  const comment = actions.find((action) => action.kind === 'comment.upsert');
  if (!comment) return;
  const { missing } = record.decision;
  if (missing.length > 0 && settings.missing_information.comment)
    await deps.askings.asked(repo, issue.number, missing);
  else if (comment.parts?.missing?.status === 'received') await deps.askings.settled(repo, issue.number);
  else await deps.askings.dropped(repo, issue.number);
}
