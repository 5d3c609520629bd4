import { decide, type LearnedState } from '../../domain/decide/decide.ts';
import type { FormHabit } from '../../domain/forms/form-habits.ts';
import { formOpinions } from '../../domain/forms/form-opinions.ts';
import type { IssueForm } from '../../domain/forms/issue-form.ts';
import { missingInformation } from '../../domain/forms/missing-information.ts';
import type { Decision, LabelMeaning, Opinion } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import { route } from '../../domain/routing/routing.ts';
import { ruleOpinions } from '../../domain/rules/rule-opinions.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Evidencer } from '../ports/core.ts';
import type { Embedder, Embedding } from '../ports/search.ts';
import { embedderFor } from '../similar/embedder-for.ts';
import type { Gathered, GatherRequest } from './gather.ts';

export interface DecideDeps {
  /** Reads what the repository's other issues say (gather.ts): in one unit of work, where there is one. */
  gather: (request: GatherRequest) => Promise<Gathered>;
  embedder: Embedder;
  evidencer: Evidencer;
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
  /** What the options of the forms have meant so far; absent where nobody knows. */
  habits?: readonly FormHabit[] | undefined;
  codeowners: OwnerRule[];
  meanings: LabelMeaning[];
  /** GitHub's issue types that may be set; absent where the settings do not want them. */
  types?: readonly string[];
  /** The repository's description on GitHub. */
  description?: string | undefined;
}

export interface Decided {
  decision: Decision;
  opinions: Opinion[];
  embedding: Embedding;
  gathered: Gathered;
}

/**
 * Decides one issue by what is known now: embedding, similar issues, evidence, decision, routing. Writes nothing, here or
 * on GitHub; a hosted model, where the settings ask one, is paid for. Throws when a retry may help.
 */
export async function decideIssue(deps: DecideDeps, request: DecideRequest): Promise<Decided> {
  const { repo, issue, settings, forms, habits, codeowners, meanings, types = [], description } = request;
  const [embedding] = await embedderFor(deps.embedder, repo, settings).embed([issue]);
  if (!embedding) throw new Error('the embedder returned no vector');
  const gathered = await deps.gather({ repo, issue, embedding, settings, codeowners });
  const { similar, taught, models, hands } = gathered;
  const { opinions: heard, fallback } = await deps.evidencer.gather({
    ...{ repo, issue, meanings, similar, settings, description },
    ...(taught ? { taught } : {}),
    ...(models ? { models } : {}),
  });
  const ruled = ruleOpinions(issue, forms, meanings, settings);
  const opinions = [...heard, ...formOpinions(issue, forms, meanings, settings, habits), ...ruled.opinions];
  const state = gathered.state ?? (await deps.learnedState(repo));
  const missing = missingInformation(issue, settings, forms);
  const decided = decide(
    { opinions, similar, meanings: [...ruled.meanings, ...meanings], fallback, missing, types },
    settings,
    state,
  );
  const repository = `${repo.owner}/${repo.name}`;
  const routing =
    hands &&
    route({ issue, values: decided.values, codeowners, repository, ...hands }, settings, state.owners);
  const language = await deps.detectLanguage(issue);
  return { decision: { ...decided, routing, language }, opinions, embedding, gathered };
}
