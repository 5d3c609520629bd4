import type { NearTaught } from '../../domain/lessons/mix-taught.ts';
import type { TaughtExample } from '../../domain/prompt/prompt-request.ts';
import type { ClassifierInput } from '../../triage/ports/core.ts';
import type { TaughtExamples } from '../../triage/ports/lessons.ts';
import type { FindTaught } from './with-taught.ts';

/** More do not fit in a prompt. */
const maxExamples = 5;

/**
 * Examples for a hosted model's prompt, nearest first: the nearest issues with lessons, and of the similar issues those that
 * people labeled before our time.
 */
export function createFindExamples(
  find: FindTaught,
  examples: Pick<TaughtExamples, 'wordsOf'>,
): (input: ClassifierInput) => Promise<TaughtExample[]> {
  return async ({ repo, issue, similar, taught: found }) => {
    const taught = found ?? (await find({ repo, issue }));
    const known = new Set(taught.map(({ number }) => number));
    const others = similar.filter(({ number }) => !known.has(number));
    const words = await examples.wordsOf(
      repo,
      others.map(({ number }) => number),
      true,
    );
    const labeled = others.flatMap(({ number, similarity }): NearTaught[] =>
      words.flatMap((each) => (each.number === number ? [{ ...each, similarity }] : [])),
    );
    return [...taught, ...labeled]
      .sort((a, b) => b.similarity - a.similarity)
      .map(({ title, body, words }) => ({
        ...{ title, body },
        values: words.filter(({ right }) => right).map(({ dimension, value }) => ({ dimension, value })),
      }))
      .filter(({ values }) => values.length > 0)
      .slice(0, maxExamples);
  };
}
