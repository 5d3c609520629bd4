import { createFindExamples } from '../classify/examples/find-examples.ts';
import type { FindTaught } from '../classify/examples/with-taught.ts';
import { findTaught } from '../triage/learn/find-taught.ts';
import type { Stores } from './stores.ts';

/** Creates the example memory, used for local opinions and for prompts of hosted models. */
export function createExampleMemory({
  taughtExamples: examples,
  postings,
}: Pick<Stores, 'taughtExamples' | 'postings'>) {
  const find: FindTaught = ({ repo, issue }) => findTaught({ examples, postings }, repo, issue);
  return { find, findExamples: createFindExamples(find, examples) };
}
