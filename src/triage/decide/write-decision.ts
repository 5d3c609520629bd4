import type { Action } from '../../domain/actions/action.ts';
import { actionTarget } from '../../domain/actions/action-kinds.ts';
import { plan } from '../../domain/decide/plan.ts';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import { saysTheSame } from '../../domain/issue/input-hash.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import { normalizeMeaning } from '../../domain/issue/normalize-meaning.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { DecisionRecord, IssueStore, RepositoryStore, TimelineStore } from '../ports/core.ts';
import type { Effect } from '../ports/effects.ts';
import type { InfoRequestStore, Later } from '../ports/follow-up.ts';
import type { UnitStores } from '../ports/unit-of-work.ts';
import { type ActDeps, makeWrites } from '../write/act.ts';
import { type Act, type PreparedWrites, prepareWrites } from '../write/prepare-writes.ts';
import { unfinishedEffects } from '../write/unfinished-effects.ts';
import { causeOf, type Facts, type Heard, readHeard, stillMissing } from './heard.ts';
import { actionsNow, isUntouched, type KnownHere, knownHere, withHistory } from './known-here.ts';
import { withSuggestions } from './with-suggestions.ts';

export interface WriteDeps extends ActDeps {
  repositories: RepositoryStore;
  issues: Pick<IssueStore, 'forgetMissing'>;
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
  /** What is known here of the issue's past, where it was read already. */
  heard?: Heard;
}

/**
 * Writes what a decision leads to, now or after the time that the settings leave to people. GitHub is asked how the issue
 * stands right before: what people did meanwhile counts, though its deliveries are still under way. Returns the issue
 * where it says something else by now and has to be decided anew, else null.
 */
export async function writeDecision(deps: WriteDeps, given: WriteRequest): Promise<Issue | null> {
  const { repo, issue } = given;
  const { number } = issue;
  const { facts, rows } =
    given.heard ?? (await deps.unit(repo, (stores) => readHeard(stores, { ...given, number })));
  const request = withoutGiven(given, facts);
  const heard = knownHere(request, facts);
  const begun = rows.filter(({ status }) => status === 'intended');
  const wants =
    plan(request.record.decision, issue, request.settings, heard).length > 0 ||
    isWithheld(request, heard, rows);
  if (!wants && begun.length === 0) return null;
  if (wants && (await waits(deps, request))) return null;

  const seen = await deps.github.getIssue(repo, number);
  if (!seen) {
    await deps.issues.forgetMissing(repo, number);
    return null;
  }
  const known = wants ? await withSuggestions(deps, request, number, heard) : heard;
  const begin = { cause: causeOf(given, facts.asking), begun };
  const started = await deps.unit(repo, async (stores) => {
    const now = await stores.issues.saveSeen(repo, seen);
    if (normalizeMeaning(now) !== normalizeMeaning(issue)) return { now };
    if (!isUntouched(now) || begun.length > 0) return { now, looksFurther: true };
    return { now, writes: await startWrites(stores, request, now, { ...begin, known, hold: [] }) };
  });
  if (started.looksFurther) {
    const seenBefore = await withHistory(deps, request, started.now, facts, known);
    const isLeftOpen = isMoot(actionsNow(request, started.now, seenBefore), seenBefore.removedByPeople);
    const hold = await unfinishedEffects(deps, repo, started.now, begun.filter(isLeftOpen));
    await finish(
      deps,
      await deps.unit(repo, (stores) =>
        startWrites(stores, request, started.now, { ...begin, known: seenBefore, hold }),
      ),
    );
    return null;
  }
  if (!('writes' in started)) return started.now;
  await finish(deps, started.writes ?? null);
  return null;
}

/** Writes that are in the ledger, ready to be made. */
interface StartedWrites {
  work: Act;
  prepared: PreparedWrites;
  note: (stores: UnitStores) => Promise<void>;
}

/** Keeps what is to be written; null, and nothing is kept, while a pause holds it back. */
async function startWrites(
  stores: UnitStores,
  request: WriteRequest,
  now: Issue,
  { cause, known, hold }: { cause: string; known: KnownHere; hold: readonly string[] },
): Promise<StartedWrites | null> {
  const { repo, record, deliveryId } = request;
  // A decision may take as long as a hosted model does: what was paused meanwhile is written once that is over.
  if (await stores.repositories.isPaused(repo)) return null;
  const actions = actionsNow(request, now, known);
  const note = (within: UnitStores) => noteAsking(within, request, actions);
  const work: Act = {
    ...{ repo, number: now.number, cause, actions, hold, isUnpaused: true },
    ...{ takenAway: known.removedByPeople, ownLabels: known.ownLabels },
    by: {
      deliveryId,
      actor: { login: 'dispatch', id: null, kind: 'bot' },
      models: [...new Set(record.opinions.map(({ model }) => model))],
    },
    alongside: async (within, { action }) => {
      if (action.kind === 'comment.upsert') await note(within);
    },
  };
  return { work, note, prepared: await prepareWrites(stores, work) };
}

async function finish(deps: WriteDeps, started: StartedWrites | null): Promise<void> {
  if (!started) return;
  const { work, prepared, note } = started;
  const outcomes = await makeWrites(deps, work, prepared);
  const comments = outcomes.filter(({ effect }) => effect.action.kind === 'comment.upsert');
  // Where the comment was written by an earlier attempt, that attempt may have ended before this was noted.
  const isSettledBefore = comments.length > 0 && comments.every(({ effect }) => effect.status !== 'intended');
  if (isSettledBefore) await deps.unit(work.repo, note);
}

function withoutGiven(request: WriteRequest, { asking }: Facts): WriteRequest {
  const { record } = request;
  const missing = stillMissing(record, asking);
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

/** Keeps that the author was asked for something, has given it, or is not asked for it any more. */
async function noteAsking(
  { askings }: UnitStores,
  { repo, issue, record, settings }: WriteRequest,
  actions: readonly Action[],
): Promise<void> {
  const comment = actions.find((action) => action.kind === 'comment.upsert');
  if (!comment) return;
  const { missing } = record.decision;
  if (missing.length > 0 && settings.missing_information.comment)
    await askings.asked(repo, issue.number, missing);
  else if (comment.parts?.missing?.status === 'received') await askings.settled(repo, issue.number);
  else await askings.dropped(repo, issue.number);
}
