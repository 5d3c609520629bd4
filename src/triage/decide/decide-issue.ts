import { decide, type LearnedState } from '../../domain/decide/decide.ts';
import { formOpinions } from '../../domain/forms/form-opinions.ts';
import type { IssueForm } from '../../domain/forms/issue-form.ts';
import { missingInformation } from '../../domain/forms/missing-information.ts';
import type { Decision, LabelMeaning, Opinion } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Evidencer } from '../ports/core.ts';
import type { HandlerReads } from '../ports/past.ts';
import type { Embedder, Embedding, SimilarStore } from '../ports/search.ts';
import { embedderFor } from '../similar/embedder-for.ts';
import { routeIssue } from './route-issue.ts';

export interface DecideDeps {
  similar: Pick<SimilarStore, 'findSimilar'>;
  embedder: Embedder;
  evidencer: Evidencer;
  /** Who has handled what. */
  handlers: HandlerReads;
  learnedState: (repo: RepositoryRef) => Promise<LearnedState>;
  /** The language of a text, a BCP 47 tag; null where it is not sure. */
  detectLanguage: (issue: { title: string; body: string }) => Promise<string | null>;
}

export interface DecideRequest {
  repo: RepositoryRef;
  /** It need not be known: number 0 stands for an issue that nobody filed. */
  issue: Issue;
  settings: Settings;
  forms: IssueForm[];
  codeowners: OwnerRule[];
  meanings: LabelMeaning[];
  /** GitHub's issue types that may be set; absent where the settings do not want them. */
  types?: readonly string[];
}

export interface Decided {
  decision: Decision;
  opinions: Opinion[];
  embedding: Embedding;
}

/** How many similar issues a decision keeps. */
const similarLimit = 5;

/**
 * Decides one issue by what is known now: embedding, similar issues, evidence, decision, routing. Writes nothing, here or
 * on GitHub; a hosted model, where the settings ask one, is paid for. Throws when a retry may help.
 */
export async function decideIssue(deps: DecideDeps, request: DecideRequest): Promise<Decided> {
  const { repo, issue, settings, forms, codeowners, meanings, types = [] } = request;
  const [embedding] = await embedderFor(deps.embedder, repo, settings).embed([issue]);
  if (!embedding) throw new Error('the embedder returned no vector');
  const similar = await deps.similar.findSimilar(repo, issue.number, embedding, similarLimit);
  const { opinions: heard, fallback } = await deps.evidencer.gather({
    ...{ repo, issue, meanings, similar, settings },
  });
  const opinions = [...heard, ...formOpinions(issue, forms, meanings, settings)];
  const state = await deps.learnedState(repo);
  const missing = missingInformation(issue, settings, forms);
  const decided = decide({ opinions, similar, meanings, fallback, missing, types }, settings, state);
  const { values } = decided;
  const routing = await routeIssue(deps.handlers, { repo, issue, values, similar, codeowners, settings });
  const language = await deps.detectLanguage(issue);
  return { decision: { ...decided, routing, language }, opinions, embedding };
}
