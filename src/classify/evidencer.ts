import type { Opinion } from '../domain/issue/decision.ts';
import type { Classifier, ClassifierInput, Evidencer } from '../triage/ports/core.ts';

/**
 * The chain of classifiers, best first. The first that answers is heard; why a better one did not is told with the answer.
 * The last must not fail: its failure is thrown.
 */
export function createEvidencer(chain: readonly Classifier[]): Evidencer {
  return {
    async gather(input) {
      const missed: string[] = [];
      for (const classifier of chain) {
        const answer = await attempt(classifier, input);
        if (Array.isArray(answer))
          return { opinions: answer, fallback: missed.length > 0 ? missed.join('; ') : null };
        missed.push(`${classifier.name}: ${answer.failed}`);
      }
      throw new Error(`no classifier answered (${missed.join('; ')})`);
    },
  };
}

async function attempt(
  classifier: Classifier,
  input: ClassifierInput,
): Promise<Opinion[] | { failed: string }> {
  try {
    return await classifier.classify(input);
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
