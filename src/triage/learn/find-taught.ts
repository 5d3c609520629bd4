import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { NearTaught } from '../../domain/lessons/mix-taught.ts';
import type { TaughtExamples } from '../ports/lessons.ts';
import type { Postings } from '../ports/search.ts';
import { searchSimilar } from '../similar/search-similar.ts';

export interface FindTaughtDeps {
  examples: TaughtExamples;
  postings: Postings;
}

/** Older lessons are in the models by now. */
const maxRemembered = 2_000;
/** Under this two issues are not alike (domain/lessons/mix-taught.ts). */
const minAlike = 0.3;
const maxFound = 5;

/** The issues with lessons that are most like this one, nearest first, never the issue itself. Empty without lessons. */
export async function findTaught(
  { examples, postings }: FindTaughtDeps,
  repo: RepositoryRef,
  issue: Pick<Issue, 'number' | 'title' | 'body' | 'createdAt'>,
): Promise<NearTaught[]> {
  const taught = new Set(await examples.numbers(repo, maxRemembered));
  taught.delete(issue.number);
  if (taught.size === 0) return [];
  const ranked = await searchSimilar(postings, repo, issue, { allowed: (number) => taught.has(number) });
  const near = ranked
    .filter(({ similarity }) => similarity >= minAlike)
    .sort((a, b) => b.similarity - a.similarity || b.number - a.number)
    .slice(0, maxFound);
  const words = await examples.wordsOf(
    repo,
    near.map(({ number }) => number),
    false,
  );
  return near.flatMap(({ number, similarity }) =>
    words.flatMap((each) => (each.number === number ? [{ ...each, similarity }] : [])),
  );
}
