import type { RepositoryRef } from '../domain/issue/repository.ts';
import type { Queue } from '../queue/queue.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { LessonStore } from '../triage/ports/lessons.ts';

/** Delay before training, because lessons come in bursts. */
const trainAfterSeconds = 60;
/**
 * Delay before label modes are recomputed. It is short, so that a label people keep correcting is soon no
 * longer applied.
 */
const standAfterSeconds = 2;

/**
 * Wraps the lesson store so that recording or revoking a lesson, from anywhere, schedules a training of the
 * repository's models.
 */
export function createLessons(
  store: LessonStore,
  queue: { chores: Pick<Queue['chores'], 'add'> },
): LessonStore {
  const moved = async (repo: RepositoryRef) => {
    await queue.chores.add(choreId('standings', repo), standAfterSeconds);
    await queue.chores.add(choreId('train', repo), trainAfterSeconds);
  };
  return {
    ...store,
    async teach(repo, lessons, told) {
      const taught = await store.teach(repo, lessons, told);
      if (taught.length > 0) await moved(repo);
      return taught;
    },
    async revoke(repo, which, by, request) {
      const revoked = await store.revoke(repo, which, by, request);
      if (revoked.length > 0) await moved(repo);
      return revoked;
    },
  };
}
