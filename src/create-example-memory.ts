import { createFindExamples } from './classify/examples/find-examples.ts';
import type { FindTaught } from './classify/examples/with-taught.ts';
import type { Database } from './store/database.ts';
import { createPostings } from './store/postings.ts';
import { createTaughtExamples } from './store/taught-examples.ts';
import { findTaught } from './triage/find-taught.ts';

/** The example memory over this database: for the local opinions, and for the prompts of hosted models. */
export function createExampleMemory(database: Database) {
  const examples = createTaughtExamples(database);
  const postings = createPostings(database);
  const find: FindTaught = ({ repo, issue }) => findTaught({ examples, postings }, repo, issue);
  return { find, findExamples: createFindExamples(find, examples) };
}
