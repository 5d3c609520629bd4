import type { RepositoryRef } from '../domain/issue/repository.ts';
import type { Queue } from '../queue/queue.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { LessonStore } from '../triage/ports/lessons.ts';

/** Lessons come in bursts: a training waits for this long, and takes all that came until then. */
const trainAfterSeconds = 60;
/** Labels are placed anew so soon: one that people correct again and again is not written for long. */
const standAfterSeconds = 2;

/** Lessons, and a training of the repository's models soon after one is taught or revoked, through whichever door. */
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
