import { createCascade } from '../classify/cascade.ts';
import { generalIdf } from '../classify/embedding/general-idf.ts';
import { createEvidencer } from '../classify/evidencer.ts';
import { createKeywordClassifier } from '../classify/keywords.ts';
import { detectLanguage } from '../classify/language/detect-language.ts';
import type { Issue } from '../domain/issue/issue.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import { mayLeave } from '../domain/settings/may-leave.ts';
import { defaultSettings } from '../domain/settings/settings.ts';
import { readTaxonomy } from '../domain/taxonomy/taxonomy.ts';
import type { Draft, Playground } from '../read/playground.ts';
import { decideIssue } from '../triage/decide/decide-issue.ts';
import { type GatherRequest, gather } from '../triage/decide/gather.ts';
import type { Evidencer } from '../triage/ports/core.ts';
import { learntDimensions } from '../triage/ports/models.ts';
import { createRankedSimilar } from '../triage/similar/ranked-similar.ts';
import { createRankerCache } from '../triage/similar/ranker-cache.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { createLocalEvidence } from './create-local-evidence.ts';
import type { Services } from './services.ts';

/** Cache size for models that are only tried out: a few. */
const cacheBytes = 32 * 1024 * 1024;

/** Triages drafts with the same function as issues, but read-only. */
export function createPlayground(services: Services, hosted: HostedModels): Playground {
  const { repositories, issues, vectors, postings, learnedState } = services;
  const loadRanker = createRankerCache(services.rankers);
  const keywords = createEvidencer([createKeywordClassifier()]);
  const evidencers = new Map<string, Evidencer>([['keywords', keywords]]);
  const evidencerOf = (model: string) => {
    const known = evidencers.get(model);
    if (known) return known;
    const pinned = readPinned(model);
    const base = createLocalEvidence(services, { memoryBytes: cacheBytes, pinned });
    // Older versions are compared without hosted models, which would be billed twice for the same text.
    if (pinned) return base;
    const free = model === 'local';
    const made = free ? base : createCascade({ base, hosted, learnedState });
    evidencers.set(free ? 'local' : 'now', made);
    return made;
  };

  const settingsOf = async (repo: RepositoryRef) => {
    const known = await repositories.knownSettings(repo);
    return known ?? { settings: defaultSettings, forms: [], habits: [], codeowners: [], description: '' };
  };

  return {
    async models(repo) {
      const versions = await services.modelVersions(repo, learntDimensions);
      return [
        { id: 'now', words: 'Current model' },
        { id: 'keywords', words: 'Keywords only' },
        ...versions.map(({ kind, version, active }) => ({
          id: `${kind}-${version}`,
          words: `${kind} model v${version}${active ? ' (active)' : ''}`,
        })),
      ];
    },

    async hosted(repo) {
      const { settings } = await settingsOf(repo);
      const { llm, provider, fallback } = settings.model;
      if (!mayLeave(repo, settings)) return [];
      const asks = llm !== 'never' && provider !== 'local';
      // The draft's text is embedded too.
      const chain = [...(asks ? [provider, fallback] : []), settings.similar.embedding].filter(
        (name) => name !== 'local',
      );
      return [...new Set(chain)].filter((name) => hosted[name] !== undefined);
    },

    async play(repo, draft, model) {
      const started = performance.now();
      const { settings, forms, habits, codeowners, description } = await settingsOf(repo);
      const known = await repositories.knownLabels(repo);
      const meanings = readTaxonomy(known ?? [], settings, await repositories.labelUse(repo));
      const issue = toIssue(repo, draft);
      const similar = createRankedSimilar({
        ...{ vectors, postings },
        issues: {
          ...issues,
          getIssue: async (place, number) => (number === 0 ? issue : issues.getIssue(place, number)),
        },
        idf: generalIdf,
        loadRanker,
      });
      const deps = {
        gather: (request: GatherRequest) => gather({ similar, handlers: services.handlers }, request),
        embedder: services.embedder,
        evidencer: evidencerOf(model),
        learnedState,
        detectLanguage,
      };
      const { decision, opinions } = await decideIssue(deps, {
        ...{ repo, issue, settings, forms, habits, codeowners, meanings, description },
      });
      return { decision, opinions, tookMs: Math.round(performance.now() - started) };
    },
  };
}

/** Converts a draft to an issue. Number 0 marks an issue that doesn't exist. */
function toIssue(repo: RepositoryRef, { title, body, authorAssociation }: Draft): Issue {
  const now = new Date().toISOString();
  return {
    repositoryId: repo.repositoryId,
    number: 0,
    title,
    body,
    author: { login: 'somebody', id: null, kind: 'person' },
    authorAssociation,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    type: null,
    locked: false,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
  };
}

/** A version of a model, such as `area-12`; null for the current models. */
function readPinned(model: string) {
  const [, name, version] = /^([a-z]+)-(\d{1,6})$/.exec(model) ?? [];
  const kind = learntDimensions.find((each) => each === name);
  return kind === undefined ? null : { kind, version: Number(version) };
}
