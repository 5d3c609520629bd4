import type { Issue } from '../domain/issue.ts';
import { normaliseMeaning } from '../domain/meaning.ts';
import { plan } from '../domain/plan.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { type ActDeps, act } from './act.ts';
import { type DecideDeps, type DecideRequest, decideIssue } from './decide-issue.ts';
import { loadSettings } from './load-settings.ts';
import { loadTaxonomy } from './load-taxonomy.ts';
import type { DecisionRecord, DecisionStore, RepositoryStore, TimelineStore } from './ports.ts';
import type { SimilarStore } from './search-ports.ts';

export interface TriageDeps extends ActDeps, DecideDeps {
  repositories: RepositoryStore;
  similar: SimilarStore;
  decisions: DecisionStore;
  timeline: TimelineStore;
  /** sha256, in hexadecimal. */
  hash: (text: string) => string;
  /** Milliseconds; only differences are used. */
  now: () => number;
}

export interface TriageRequest {
  repo: RepositoryRef;
  issue: Issue;
  deliveryId: string | null;
}

/**
 * Triages one issue: settings, embedding, similar issues, evidence, decision, writes, record. The same text under the same
 * settings is decided once: a retry acts on the decision that stands. Throws when a retry may help.
 */
export async function triageIssue(
  deps: TriageDeps,
  { repo, issue, deliveryId }: TriageRequest,
): Promise<void> {
  if (await deps.repositories.isPaused(repo)) return;
  const { settings, forms, codeowners } = await loadSettings(deps, repo);
  const meanings = await loadTaxonomy(deps, repo, settings);
  const inputHash = deps.hash(
    JSON.stringify([normaliseMeaning(issue), settings, meanings, forms, deps.embedder.model]),
  );
  const request = { repo, issue, deliveryId, settings, forms, codeowners, meanings, inputHash };
  const record = await decideOnce(deps, request);
  const known = {
    meanings,
    removedByPeople: await deps.timeline.labelsTakenAway(repo, issue.number),
    ownLabels: await deps.effects.ownLabels(repo, issue.number),
    comment: await deps.effects.livingComment(repo, issue.number),
    assigned: await deps.effects.hasAssigned(repo, issue.number),
  };
  await act(deps, {
    repo,
    number: issue.number,
    cause: `triage:${inputHash}`,
    actions: plan(record.decision, issue, settings, known),
    takenAway: known.removedByPeople,
    by: {
      deliveryId,
      actor: { login: 'dispatch', id: null, kind: 'bot' },
      models: [...new Set(record.opinions.map(({ model }) => model))],
    },
  });
}

type DecideOnce = TriageRequest & DecideRequest & { inputHash: string };

/** The decision that stands for this input, or a new one, recorded. */
async function decideOnce(deps: TriageDeps, request: DecideOnce): Promise<DecisionRecord> {
  const { repo, issue, deliveryId, inputHash } = request;
  const standing = await deps.decisions.latest(repo, issue.number);
  if (standing?.inputHash === inputHash) return standing;
  const started = deps.now();
  const { decision, opinions, embedding } = await decideIssue(deps, request);
  await deps.similar.saveEmbedding(repo, issue.number, embedding);
  const tookMs = Math.round(deps.now() - started);
  return deps.decisions.record(repo, {
    number: issue.number,
    inputHash,
    deliveryId,
    decision,
    opinions,
    tookMs,
  });
}
