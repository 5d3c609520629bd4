import type { UnusableLook } from '../../domain/duplicates/unusable-look.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { mayLeave } from '../../domain/settings/may-leave.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { loadSettings } from '../core/load-settings.ts';
import type { DecisionStore, GitHub, IssueStore, RepositoryStore } from '../ports/core.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';
import type { Postings } from '../ports/search.ts';
import type { SecondLookModel, UnusableLooks } from '../ports/second-look.ts';

export interface ProposeDuplicateDeps {
  github: Pick<GitHub, 'getFile' | 'listFiles' | 'getRepository' | 'canSee'>;
  repositories: RepositoryStore;
  issues: Pick<IssueStore, 'getIssue'>;
  /** With what was vetoed left out: hide-vetoed.ts. */
  decisions: Pick<DecisionStore, 'latest'>;
  duplicates: Pick<DuplicateLinks, 'canonicalOf' | 'propose'>;
  /** The lines that the repository's issue templates bring along. */
  postings: Pick<Postings, 'readCollection'>;
  /** Keeps why an answer could not be used, for the issue's page. */
  looks: UnusableLooks;
  now: () => number;
  /** The hosted models that have a key, by provider. */
  models: Partial<Record<'openai' | 'anthropic', SecondLookModel>>;
}

/** Only what is this close by its words is worth a question, and so many at most. */
const minSimilarity = 0.4;
const maxQuestions = 2;

/**
 * Lets a hosted model, where the settings have one on, look at an issue's closest candidates. What it calls the same problem,
 * with the cause named and both texts quoted, becomes a proposal for a person; nothing is written on GitHub.
 *
 * @returns how many questions were asked
 */
export async function proposeDuplicate(
  deps: ProposeDuplicateDeps,
  repo: RepositoryRef,
  number: number,
): Promise<number> {
  if (await deps.repositories.isPaused(repo)) return 0;
  const { settings } = await loadSettings(deps, repo);
  const model = modelFor(deps, repo, settings);
  const issue = await deps.issues.getIssue(repo, number);
  if (!model || !issue || issue.state === 'closed') return 0;
  if ((await deps.duplicates.canonicalOf(repo, number)) !== null) return 0;
  const similar = (await deps.decisions.latest(repo, number))?.decision.similar ?? [];
  const close = similar.filter(({ similarity, repository }) => !repository && similarity >= minSimilarity);
  const { template } =
    close.length > 0 ? await deps.postings.readCollection(repo) : { template: new Set<number>() };
  let questions = 0;
  let unusable: UnusableLook | null = null;
  for (const candidate of close.slice(0, maxQuestions)) {
    // Of two issues the older one is the canonical one.
    if (candidate.number >= number) continue;
    const canonical = await deps.issues.getIssue(repo, candidate.number);
    if (!canonical) continue;
    questions++;
    const verdict = await model.compare({ repo, settings, issue, canonical, template });
    if (verdict.kind === 'unusable') {
      const { fault, model: asked } = verdict;
      unusable = { of: candidate.number, model: asked, fault, at: new Date(deps.now()).toISOString() };
    }
    if (verdict.kind !== 'same') continue;
    await deps.duplicates.propose(repo, number, candidate.number, verdict.look);
    unusable = null;
    break;
  }
  if (questions > 0) await deps.looks.save(repo, number, unusable);
  return questions;
}

/** Null where none is on, has a key, or may read a private repository's text. */
function modelFor(
  { models }: ProposeDuplicateDeps,
  repo: RepositoryRef,
  settings: Settings,
): SecondLookModel | null {
  const { model, duplicates } = settings;
  if (!duplicates.second_look || model.provider === 'local' || model.llm === 'never') return null;
  if (!mayLeave(repo, settings)) return null;
  return models[model.provider] ?? null;
}
