import { type Decision, type Dimension, dimensions, type LabelMeaning } from '../issue/decision.ts';
import type { Account } from '../issue/issue.ts';
import type { Lesson, LessonSubject, NewLesson, Said } from '../issue/lesson.ts';
import { type Filed, mayTeachLabel, mayTeachState } from './may-teach.ts';

/** What happened to an issue on GitHub, as far as it may teach. */
export type Happening =
  | { kind: 'labeled' | 'unlabeled'; label: { name: string; id: number | null } }
  /** `labels` are those that the issue carried when it was closed. */
  | { kind: 'closed'; reason: string | null; labels: readonly string[] }
  | { kind: 'reopened' };

export interface IssueEvent {
  number: number;
  what: Happening;
  by: Account;
  /** ISO 8601, UTC: when it happened on GitHub. */
  at: string;
  deliveryId: string;
  issue: Filed;
}

/** A label that we put on, that stands, and that nobody touched since. */
export interface RemainingWrite {
  /** Its row in the ledger. */
  effect: string;
  number: number;
  /** The label's present name, number and meaning. */
  label: string;
  labelId: number;
  dimension: Dimension;
  value: string;
}

export interface KnownOfIssue {
  meanings: readonly LabelMeaning[];
  /** The latest decision; null where none was made. */
  decision: Decision | null;
  standing: readonly RemainingWrite[];
  /** Of this issue, revoked ones left out. */
  lessons: readonly Lesson[];
  /** Labels that the repository's forms and templates put on by themselves, in lower case; absent where they aren't known. */
  templateLabels?: ReadonlySet<string>;
  /** True where the issue is known to have been reopened after this event. */
  reopenedSince: boolean;
}

/**
 * What an event on GitHub teaches; docs/learning.md says the rules in words. Labels of nobody's dimension, bots, and people
 * who could do it without the right to triage teach nothing. The same event again gives the same lessons: cause and
 * subject are the same.
 */
export function lessonsOfEvent(event: IssueEvent, known: KnownOfIssue): NewLesson[] {
  const { what, by, at, issue } = event;
  if (what.kind === 'labeled' || what.kind === 'unlabeled') {
    const ofTemplate = known.templateLabels?.has(what.label.name.toLowerCase()) === true;
    const may = mayTeachLabel(by, at, issue, what.kind === 'labeled' && ofTemplate);
    const subject = may ? subjectOf(what.label, known.meanings) : null;
    return subject ? [taught(event, subject, what.kind === 'labeled' ? 'missed' : 'rejected', known)] : [];
  }
  if (!mayTeachState(by, issue)) return [];
  return what.kind === 'closed' ? ofClosing(event, what, known) : ofReopening(event, known);
}

function ofClosing(
  event: IssueEvent,
  { reason, labels }: Extract<Happening, { kind: 'closed' }>,
  known: KnownOfIssue,
): NewLesson[] {
  if (known.reopenedSince) return [];
  const carried = new Set(labels.map((name) => name.toLowerCase()));
  const left = known.standing.filter(({ label }) => carried.has(label.toLowerCase()));
  const stood = lessonsOfStanding(left, known.decision, event.at).map((lesson) => ({
    ...lesson,
    by: event.by,
    deliveryId: event.deliveryId,
  }));
  const closing: LessonSubject[] =
    reason === 'duplicate'
      ? isNamed(event, known.lessons)
        ? []
        : [{ kind: 'duplicate', of: null }]
      : reason === 'not_planned'
        ? [{ kind: 'not-planned' }]
        : [];
  return [...closing.map((subject) => ofClosingAs(event, subject, 'missed')), ...stood];
}

/** True where people have said already of what it is a duplicate, in a comment or of this very closing: that is the lesson. */
function isNamed({ deliveryId }: IssueEvent, lessons: readonly Lesson[]): boolean {
  const said = latestSaid(lessons);
  return said?.cause === deliveryId || (said?.verdict === 'missed' && said.subject.of !== null);
}

/** What was said last on GitHub of the issue being a duplicate, or not being one any more. */
export function latestSaid(lessons: readonly Lesson[]): SaidDuplicate | undefined {
  const said = lessons.flatMap(({ subject, ...lesson }): SaidDuplicate[] =>
    lesson.source === 'close' && subject.kind === 'duplicate' ? [{ ...lesson, subject }] : [],
  );
  return said.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
}

type SaidDuplicate = Lesson & { subject: Extract<LessonSubject, { kind: 'duplicate' }> };

/** Reopened, all that the latest closing said is taken back. */
function ofReopening(event: IssueEvent, { lessons }: KnownOfIssue): NewLesson[] {
  const timeOf = ({ at }: { at: string }) => Date.parse(at);
  const closings = lessons.filter(
    (lesson) => lesson.source === 'close' && lesson.verdict === 'missed' && timeOf(lesson) <= timeOf(event),
  );
  const latest = Math.max(...closings.map(timeOf));
  return closings
    .filter((lesson) => timeOf(lesson) === latest)
    .map(({ subject }) => ofClosingAs(event, subject, 'rejected'));
}

function ofClosingAs(event: IssueEvent, subject: LessonSubject, verdict: NewLesson['verdict']): NewLesson {
  const { number, by, at, deliveryId } = event;
  return { number, subject, verdict, source: 'close', by, cause: deliveryId, deliveryId, at, said: null };
}

/** Labels of ours that were left to stand, each accepted once: the ledger's row is the cause. */
export function lessonsOfStanding(
  standing: readonly RemainingWrite[],
  decision: Decision | null,
  at: string,
): NewLesson[] {
  return standing.map(({ effect, number, ...label }) => {
    const subject: LessonSubject = { kind: 'label', ...label };
    return {
      ...{ number, subject, at },
      verdict: 'accepted',
      source: 'time',
      by: null,
      cause: `stood:${effect}`,
      deliveryId: null,
      said: saidOf(subject, decision),
    };
  });
}

function taught(
  event: IssueEvent,
  subject: LessonSubject,
  verdict: NewLesson['verdict'],
  known: KnownOfIssue,
): NewLesson {
  const { number, by, at, deliveryId } = event;
  const said = saidOf(subject, known.decision);
  return { number, subject, verdict, source: 'label', by, cause: deliveryId, deliveryId, at, said };
}

/** The label as a subject, by its id and else by its name; null where it says nothing of the issue itself. */
function subjectOf(
  { name, id }: { name: string; id: number | null },
  meanings: readonly LabelMeaning[],
): LessonSubject | null {
  const lower = name.toLowerCase();
  const meaning =
    meanings.find(({ label }) => id !== null && label.id === id) ??
    meanings.find(({ label }) => label.name.toLowerCase() === lower);
  const dimension = dimensions.find((each) => each === meaning?.dimension);
  if (!meaning || !dimension) return null;
  return { kind: 'label', label: name, labelId: id, dimension, value: meaning.value };
}

/** What a decision said of a label or value; null where it said nothing. */
export function saidOf(subject: LessonSubject, decision: Decision | null): Said | null {
  if (subject.kind !== 'label' && subject.kind !== 'value') return null;
  const found = decision?.values.find(
    ({ dimension, value }) => dimension === subject.dimension && value === subject.value,
  );
  if (!found) return null;
  const { confidence, threshold, autonomy, decidedBy } = found;
  return { confidence, threshold, autonomy, models: decidedBy };
}
