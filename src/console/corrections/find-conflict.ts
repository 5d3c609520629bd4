import { changingKinds } from '../../domain/inbox/changing-kinds.ts';
import type { Dimension } from '../../domain/issue/decision.ts';
import type { TimelineEntry } from '../../read/console.ts';

/** Id of the newest event that a form about the issue depends on; 0 without events. */
export function versionOf(timeline: readonly TimelineEntry[]): number {
  return timeline.findLast(({ kind }) => changingKinds.includes(kind))?.id ?? 0;
}

/**
 * Finds the last change by somebody else since a form was rendered that affects the form's dimension (or any
 * change, if the form is about the whole issue). The user's own changes and labels from bots don't conflict.
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
