import type { LessonSubject } from '../issue/lesson.ts';

/** The subject as one key: two lessons on one issue are about the same thing where their keys are equal. */
export function subjectKey(subject: LessonSubject): string {
  switch (subject.kind) {
    case 'label':
      return labelKey(subject.label);
    case 'value':
      return `value:${subject.dimension}:${subject.value}`;
    case 'duplicate':
      return `duplicate:${subject.of ?? '?'}`;
    case 'not-duplicate':
      return `not-duplicate:${subject.of ?? '?'}`;
    case 'not-planned':
      return 'not-planned';
  }
}

/** GitHub compares label names without regard to case. */
export const labelKey = (label: string) => `label:${label.toLowerCase()}`;
