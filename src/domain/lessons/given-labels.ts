import type { Issue } from '../issue/issue.ts';
import type { LabelMark } from '../issue/issue-past.ts';
import type { Lesson } from '../issue/lesson.ts';
import { mayTeachLabel } from './may-teach.ts';
import { labelKey, subjectKey } from './subject-key.ts';
import type { GivenLabel, KnownLabel } from './taught-values.ts';

/** Clocks of a lesson and of the mark of the same event may differ by this. */
const clockMs = 60_000;

/**
 * The labels of an issue that people put on before our time, by GitHub's record, as far as those people may teach. A mark
 * whose event was also a lesson is the lesson's: it goes where that was revoked.
 *
 * @param marks the newest event of each label, by the name it had then, in lower case
 * @param known the repository's labels, with the names they had before
 * @param lessons of this issue, revoked ones too
 */
export function givenLabels(
  issue: Issue,
  marks: Readonly<Record<string, LabelMark>>,
  lessons: readonly Lesson[],
  known: readonly KnownLabel[],
): GivenLabel[] {
  return issue.labels.flatMap((label) => {
    const lower = label.toLowerCase();
    const own = known.find(({ name }) => name.toLowerCase() === lower);
    const former = own?.formerNames ?? [];
    const mark = [label, ...former].map((name) => marks[name.toLowerCase()]).find((each) => each);
    if (!mark?.on || !mayTeachLabel(mark.by, mark.at, issue, own?.ofTemplate === true)) return [];
    const revoked = lessons.some(
      ({ revoked, subject, verdict, by, at }) =>
        revoked &&
        verdict === 'missed' &&
        subjectKey(subject) === labelKey(label) &&
        by?.login === mark.by.login &&
        Math.abs(Date.parse(at) - Date.parse(mark.at)) <= clockMs,
    );
    return revoked ? [] : [{ label, at: mark.at }];
  });
}
