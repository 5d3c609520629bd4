import type { Action } from '../actions/action.ts';
import { type ActionReason, explainAction } from '../actions/action-reason.ts';
import type { LabelIntent } from '../actions/label-intent.ts';
import { type CommentParts, nextMissing, relatedOf, summaryOf } from '../comment/comment-parts.ts';
import { longestRationale, rationaleOf } from '../comment/rationale.ts';
import { type ExistingComment, partsOf } from '../comment/read-parts.ts';
import { stillMissing } from '../forms/missing-information.ts';
import type { DecidedValue, Decision, LabelMeaning } from '../issue/decision.ts';
import type { Issue } from '../issue/issue.ts';
import { isByRule } from '../rules/is-by-rule.ts';
import type { Settings } from '../settings/settings.ts';
import { waitingLabels } from '../taxonomy/waiting-label.ts';
import { neutralize } from '../text/neutralize.ts';
import type { Language } from '../words/catalogs.ts';
import { modeOf } from './effective-mode.ts';
import { newLabelFor } from './new-label.ts';
import { planComment } from './plan-comment.ts';
import { planRouting } from './plan-routing.ts';
import { skipReason } from './skip-reason.ts';

/** What is known of an issue's past when writing is planned. */
export interface Known {
  meanings: readonly LabelMeaning[];
  /** Names of the labels that a person took away from this issue: they are not put back. */
  removedByPeople: readonly string[];
  /** Names of the labels on the issue that DispatchAI put there and nobody touched since: only these may it take back. */
  ownLabels?: readonly string[];
  comment?: ExistingComment | null;
  /** Fields that the author gave elsewhere than in the issue's text: in a reply, or in a text since edited. */
  given?: readonly string[];
  /** True once DispatchAI set the issue's type: a person who changed that is not overruled. */
  typed?: boolean;
  /** True once DispatchAI assigned somebody: a person who changed that is not overruled. */
  assigned?: boolean;
  /** The language of the comment's fixed sentences; English where nobody said. */
  language?: Language;
  /** True when a person who may triage asked for it (`/triage`). */
  asked?: boolean;
  /** True between `/ignore` and `/resume`. */
  ignored?: boolean;
  /** True where GitHub takes a reason with a label. */
  takesReasons?: boolean;
  /** Names of the labels that GitHub holds for people to approve: they are not asked for again. */
  pending?: readonly string[];
}

/**
 * The writes that a decision leads to on an issue as it stands now. Only labels of the repository, only missing ones;
 * a person's choice in a single-valued dimension stands, and what a person took away stays away. Taken back is only an
 * own, untouched label that a better one of the same dimension replaces. Nothing is written that changes nothing.
 */
export function plan(decision: Decision, issue: Issue, settings: Settings, known: Known): Action[] {
  if (known.ignored || skipReason(issue, settings, known.asked)) return [];
  const actions = [
    ...decision.values.flatMap((value) => planValue(value, issue, settings, known)),
    ...planInfoLabel(decision, issue, settings, known),
    ...planRouting(decision, issue, known),
    ...planTriageComment(decision, issue, settings, known),
  ].filter((action) => !isPending(action, known));
  return known.takesReasons
    ? actions.map((action) => withIntent(action, decision, known.language ?? 'en'))
    : actions;
}

/** GitHub holds the label for people to approve already. */
function isPending(action: Action, { pending = [] }: Known): boolean {
  return action.kind === 'label.add' && includes(pending, action.label);
}

/** A label with its reason: what the decision says of its value, or that the settings ask for it. */
function withIntent(action: Action, { values }: Decision, language: Language): Action {
  if (action.kind !== 'label.add') return action;
  const value = values.find(({ autonomy, label }) => autonomy === 'apply' && same(label ?? '', action.label));
  const intent: LabelIntent = value
    ? { rationale: rationaleOf(value, language), confidence: value.certainty ?? 'low' }
    : { rationale: neutralize(explainAction(action.why), longestRationale - 2), confidence: 'high' };
  return { ...action, intent };
}

/**
 * The label of issues that lack something: put on while fields are missing and no label says so yet, taken off again only if
 * it is our own.
 */
function planInfoLabel(decision: Decision, issue: Issue, settings: Settings, known: Known): Action[] {
  const labels = waitingLabels(known.meanings, settings.missing_information.label);
  const [label] = labels;
  if (!label || ['observe', 'suggest'].includes(modeOf(label.name, settings))) return [];
  const standing = labels.filter(({ name }) => includes(issue.labels, name));
  if (decision.missing.length > 0) {
    if (standing.length > 0 || labels.some(({ name }) => includes(known.removedByPeople, name))) return [];
    return [
      { kind: 'label.add', label: label.name, labelId: label.id, why: { code: 'information_missing' } },
    ];
  }
  return standing
    .filter(({ name }) => includes(known.ownLabels ?? [], name))
    .map(({ name, id }) => ({
      kind: 'label.remove',
      label: name,
      labelId: id,
      why: { code: 'information_provided' },
    }));
}

function planValue(value: DecidedValue, issue: Issue, settings: Settings, known: Known): Action[] {
  if (value.autonomy !== 'apply') return [];
  if (value.type !== undefined) return planType(value, value.type, issue, known);
  const wanted = known.meanings.find((meaning) => same(meaning.label.name, value.label ?? ''));
  if (wanted) return isMeant(value, wanted) ? planLabel(value, wanted.label, issue, known) : [];
  const made = newLabelFor(known.meanings, value.dimension, value.value, settings);
  if (!made || !same(made.name, value.label ?? '')) return [];
  const { name, color, description } = made;
  const writes = planLabel(value, { id: null, name }, issue, known);
  if (writes.length === 0) return [];
  return [{ kind: 'label.create', label: name, color, description, why: value.why }, ...writes];
}

/** A rule may name a label that means nothing else here. */
function isMeant(value: DecidedValue, { dimension }: LabelMeaning): boolean {
  return dimension === value.dimension || isByRule(value);
}

/** The issue's type, where nobody gave it one and no person chose a category by its label. */
function planType(value: DecidedValue, type: string, issue: Issue, known: Known): Action[] {
  const chosen = known.meanings.some(
    ({ dimension, label }) =>
      dimension === value.dimension &&
      includes(issue.labels, label.name) &&
      !includes(known.ownLabels ?? [], label.name),
  );
  if (issue.type !== null || known.typed || chosen) return [];
  return [{ kind: 'type.set', type, previous: null, why: value.why }];
}

function planLabel(
  value: DecidedValue,
  { id, name }: { id: number | null; name: string },
  issue: Issue,
  known: Known,
): Action[] {
  if (includes(issue.labels, name) || includes(known.removedByPeople, name)) return [];
  const add: Action = { kind: 'label.add', label: name, labelId: id, why: value.why };
  if (value.dimension === 'area') return [add];
  const standing = known.meanings.filter(
    (meaning) => meaning.dimension === value.dimension && includes(issue.labels, meaning.label.name),
  );
  if (standing.some((meaning) => !includes(known.ownLabels ?? [], meaning.label.name))) return [];
  const takeBack = standing.map(
    ({ label }): Action => ({
      kind: 'label.remove',
      label: label.name,
      labelId: label.id,
      why: { code: 'replaced', by: name },
    }),
  );
  return [add, ...takeBack];
}

function planTriageComment(decision: Decision, issue: Issue, settings: Settings, known: Known): Action[] {
  if (settings.mode === 'observe' || settings.comments.when === 'never') return [];
  const comment = known.comment ?? null;
  const before = partsOf(comment, decision, settings);
  const asked = settings.missing_information.comment ? decision.missing : [];
  const isGiven = (field: string) =>
    (known.given ?? []).includes(field) ||
    stillMissing([field], `${issue.title}\n${issue.body}`).length === 0;
  const next: CommentParts = {
    ...before,
    missing: nextMissing(before.missing, asked, isGiven),
    related: relatedOf(decision, settings),
    summary: summaryOf(decision, settings),
    // Reopened, it is not closed as a duplicate any more.
    duplicate:
      before.duplicate?.status === 'closed'
        ? { of: before.duplicate.of, status: 'linked' }
        : before.duplicate,
  };
  return planComment(comment, { before, next }, known.language ?? 'en', commentWhy(before, next));
}

function commentWhy(before: CommentParts, { missing, related, summary }: CommentParts): ActionReason {
  if (missing !== null && missing.fields.length > 0) return { code: 'information_missing' };
  if (missing?.status === 'received' && before.missing?.status !== 'received')
    return { code: 'information_provided' };
  if (related.length > 0) return { code: 'related_found' };
  return { code: summary.length > 0 ? 'summary' : 'outdated' };
}

/** GitHub compares label names without regard to case. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function includes(names: readonly string[], name: string): boolean {
  return names.some((each) => same(each, name));
}
