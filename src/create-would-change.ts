import { generalIdf } from './classify/embedding/general-idf.ts';
import { createLocalEmbedder } from './classify/embedding/local-embedder.ts';
import { detectLanguage } from './classify/language/detect-language.ts';
import { createLocalEvidence } from './create-local-evidence.ts';
import type { Database } from './store/database.ts';
import { createDecisionStore } from './store/decisions.ts';
import { createHandlerReads } from './store/handlers.ts';
import { createIssueStore } from './store/issues.ts';
import { createLessonStore } from './store/lessons.ts';
import { createPostings } from './store/postings.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createSimilarStore } from './store/similar.ts';
import { createStandingStore } from './store/standings.ts';
import { createLearnedState } from './triage/learned-state.ts';
import { createRankedSimilar } from './triage/ranked-similar.ts';
import { createWouldChange } from './triage/would-change.ts';

/** What a correction would change on open issues, over this database: reads alone, and no hosted model is asked. */
export function createWouldChangePreview(database: Database) {
  const issues = createIssueStore(database);
  const postings = createPostings(database);
  const vectors = createSimilarStore(database);
  return createWouldChange({
    similar: createRankedSimilar({ vectors, postings, issues, idf: generalIdf }),
    embedder: createLocalEmbedder(),
    evidencer: createLocalEvidence(database),
    handlers: createHandlerReads(database),
    learnedState: createLearnedState(createStandingStore(database)),
    detectLanguage,
    lessons: createLessonStore(database),
    decisions: createDecisionStore(database),
    issues,
    repositories: createRepositoryStore(database, async () => undefined),
    postings,
  });
}
