import { changingKinds } from '../../domain/inbox/changing-kinds.ts';
import type { Dimension } from '../../domain/issue/decision.ts';
import type { TimelineEntry } from '../../read/console.ts';

/** The newest event that a form about the issue depends on; 0 where nothing happened yet. */
export function versionOf(timeline: readonly TimelineEntry[]): number {
  return timeline.findLast(({ kind }) => changingKinds.includes(kind))?.id ?? 0;
}

/**
 * What somebody else changed since a form was drawn, newest first in importance: the last change that touches the form's
 * dimension (any change, where the form is about the whole issue). One's own changes and bots' labels are no conflict.
 */
export function findConflict(
  timeline: readonly TimelineEntry[],
  drawnFrom: { version: number; dimension: Dimension | null },
  login: string,
): TimelineEntry | null {
  const found = timeline.findLast(
    ({ id, kind, actor, detail }) =>
      id > drawnFrom.version &&
      changingKinds.includes(kind) &&
      actor?.login !== login &&
      (kind === 'decided' || kind === 'undone' || actor?.kind === 'person') &&
      touches(detail, drawnFrom.dimension),
  );
  return found ?? null;
}

function touches(detail: Record<string, unknown>, dimension: Dimension | null): boolean {
  return dimension === null || typeof detail.dimension !== 'string' || detail.dimension === dimension;
}
