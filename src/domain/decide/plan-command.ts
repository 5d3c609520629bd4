import type { Action } from '../actions/action.ts';
import type { Request } from '../commands/check-command.ts';
import type { CommandProblem } from '../commands/command-problem.ts';
import { similarAnswer, whyAnswer } from '../comment/comment-parts.ts';
import { type Dimension, dimensions, type LabelMeaning } from '../issue/decision.ts';
import type { LessonSubject, Verdict } from '../issue/lesson.ts';
import { issueTypeFor } from '../taxonomy/issue-type.ts';
import { ownEntry } from '../text/own-entry.ts';
import { asked, type CommandKnown, type CommandPlan, plain, type Teaching } from './command-plan.ts';
import { newLabelFor } from './new-label.ts';
import { planClose, planMilestone, planReopen, planUnassign, teachDuplicate } from './plan-state-command.ts';

/** The commands that need more than a plan: `/triage` decides anew, `/undo` looks at what was written. */
export type PlannedRequest = Exclude<Request, { kind: 'triage' | 'undo' }>;

/**
 * What a checked command leads to on the issue as it stands. A triager's word goes before everything: the label of the
 * dimension that another person chose is replaced too. Nothing is written that changes nothing.
 */
export function planCommand(
  request: PlannedRequest,
  known: CommandKnown,
): CommandPlan | { problem: CommandProblem } {
  switch (request.kind) {
    case 'set':
      return planSet(request, known);
    case 'label':
    case 'unlabel':
      return planOneLabel(request, known);
    case 'assign':
      return plain(assigned(request.login, known));
    case 'milestone':
      return planMilestone(request.title, known);
    case 'unassign':
      return planUnassign(request.login ?? known.by, known);
    case 'close':
      return planClose(request, known);
    case 'reopen':
      return planReopen(known);
    case 'route':
      return planRoute(request.team, known);
    case 'duplicate':
      return {
        actions: [{ kind: 'duplicate.link', of: request.of, previous: known.duplicateOf, why: asked }],
        teaches: [teachDuplicate(request.of, known)],
        answer: { kind: 'linked', of: request.of },
      };
    case 'not-duplicate':
      return {
        actions: [{ kind: 'duplicate.unlink', of: known.duplicateOf, related: true, why: asked }],
        teaches: [{ subject: { kind: 'not-duplicate', of: known.duplicateOf }, verdict: 'missed' }],
        answer: { kind: 'unlinked' },
      };
    case 'similar':
      return plain([], similarAnswer(known.similar));
    case 'why':
      return plain([], whyAnswer(known.decision));
    case 'help':
      return plain([], { kind: 'help' });
    case 'ignore':
      return plain([{ kind: 'issue.ignore', why: asked }]);
    case 'resume':
      return plain([{ kind: 'issue.resume', why: asked }]);
  }
}

function planSet(
  { dimension, value, label }: Extract<Request, { kind: 'set' }>,
  known: CommandKnown,
): CommandPlan {
  const { issue, meanings, settings, types } = known;
  const type = dimension === 'category' ? issueTypeFor(types, value) : null;
  const made = label === null && type === null ? newLabelFor(meanings, dimension, value, settings) : null;
  const carrier = type === null ? (label ?? made?.name ?? null) : null;
  const actions: Action[] = [];
  if (type !== null && issue.type !== type)
    actions.push({ kind: 'type.set', type, previous: issue.type, why: asked });
  if (made) {
    const { name, color, description } = made;
    actions.push({ kind: 'label.create', label: name, color, description, why: asked });
  }
  if (carrier !== null && !includes(issue.labels, carrier))
    actions.push({ kind: 'label.add', label: carrier, labelId: idOf(carrier, meanings), why: asked });
  const others = meanings.filter(
    (each) =>
      each.dimension === dimension &&
      !same(each.label.name, carrier ?? '') &&
      includes(issue.labels, each.label.name),
  );
  for (const each of others)
    actions.push({ kind: 'label.remove', label: each.label.name, labelId: each.label.id, why: asked });
  return {
    actions,
    teaches: [
      {
        subject: subjectOf(dimension, value, carrier, meanings),
        verdict: verdictOf(dimension, value, known),
      },
      ...wrongValues(dimension, value, others, known).map(
        (wrong): Teaching => ({
          subject: subjectOf(dimension, wrong, labelOf(dimension, wrong, meanings), meanings),
          verdict: 'rejected',
        }),
      ),
    ],
    answer: carrier === null && type === null ? { kind: 'noted', dimension, value } : null,
  };
}

/** The values of the dimension that stood on the issue or were said of it, and are not the right one. */
function wrongValues(
  dimension: Dimension,
  value: string,
  others: readonly LabelMeaning[],
  { decision }: CommandKnown,
): string[] {
  const stood = others.map((each) => each.value);
  const said = (decision?.values ?? []).flatMap((each) => (each.dimension === dimension ? [each.value] : []));
  return [...new Set([...stood, ...said])].filter((each) => each !== value);
}

function planOneLabel(
  { kind, label }: { kind: 'label' | 'unlabel'; label: string },
  known: CommandKnown,
): CommandPlan {
  const { issue, meanings } = known;
  const standing = includes(issue.labels, label);
  const meaning = meanings.find((each) => same(each.label.name, label));
  const dimension = dimensions.find((each) => each === meaning?.dimension);
  const write = kind === 'label' ? 'label.add' : 'label.remove';
  const actions: Action[] =
    standing === (kind === 'unlabel')
      ? [{ kind: write, label, labelId: meaning?.label.id ?? null, why: asked }]
      : [];
  if (!meaning || !dimension) return plain(actions);
  const { value } = meaning;
  const subject = subjectOf(dimension, value, label, meanings);
  const verdict = kind === 'label' ? verdictOf(dimension, value, known) : 'rejected';
  return { actions, teaches: [{ subject, verdict }], answer: null };
}

function planRoute(name: string, known: CommandKnown): CommandPlan | { problem: CommandProblem } {
  const { meanings, settings, issue, load } = known;
  const team = ownEntry(settings.routing.teams, name);
  const label = meanings.find((each) => same(each.label.name, team?.label ?? ''))?.label;
  const present = (team?.members ?? []).filter((login) => !includes(settings.routing.absent, login));
  const open = (login: string) => load.get(login.toLowerCase()) ?? 0;
  const [member] = [...present].sort((a, b) => open(a) - open(b));
  if (!label && !member) return { problem: { code: 'empty_team' } };
  const actions: Action[] = [];
  if (label && !includes(issue.labels, label.name))
    actions.push({ kind: 'label.add', label: label.name, labelId: label.id, why: asked });
  const theirs = present.some((login) => includes(issue.assignees, login));
  if (member && !theirs) actions.push(...assigned(member, known));
  return plain(actions);
}

function assigned(login: string, { issue }: CommandKnown): Action[] {
  return includes(issue.assignees, login) ? [] : [{ kind: 'assignee.add', login, why: asked }];
}

/** What was said of it already is approved; what was not was missed. */
function verdictOf(dimension: Dimension, value: string, { decision }: CommandKnown): Verdict {
  const said = decision?.values.some((each) => each.dimension === dimension && each.value === value);
  return said ? 'accepted' : 'missed';
}

/** A value as the subject of a lesson: by its label, where there is one. */
export function subjectOf(
  dimension: Dimension,
  value: string,
  label: string | null,
  meanings: readonly LabelMeaning[],
): LessonSubject {
  if (label === null) return { kind: 'value', dimension, value };
  return { kind: 'label', label, labelId: idOf(label, meanings), dimension, value };
}

function labelOf(dimension: Dimension, value: string, meanings: readonly LabelMeaning[]): string | null {
  const found = meanings.find((each) => each.dimension === dimension && each.value === value);
  return found?.label.name ?? null;
}

function idOf(label: string, meanings: readonly LabelMeaning[]): number | null {
  return meanings.find((each) => same(each.label.name, label))?.label.id ?? null;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function includes(names: readonly string[], name: string): boolean {
  return names.some((each) => same(each, name));
}
