import type { OtherIssue } from '../../domain/guards/flood.ts';
import { isOfInput, isOfMeaning, joinInputHash } from '../../domain/issue/input-hash.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import { normalizeMeaning } from '../../domain/issue/normalize-meaning.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { keptSettings, loadSettings } from '../core/load-settings.ts';
import { keptTaxonomy, loadTaxonomy } from '../core/load-taxonomy.ts';
import type { DecisionRecord, DecisionStore } from '../ports/core.ts';
import type { HandlerReads } from '../ports/past.ts';
import type { SimilarStore } from '../ports/search.ts';
import type { UnitStores } from '../ports/unit-of-work.ts';
import { embedderFor } from '../similar/embedder-for.ts';
import { type DecideDeps, type DecideRequest, decideIssue } from './decide-issue.ts';
import { type GuardDeps, guardIssue } from './guards.ts';
import { type Heard, readFacts, readHeard } from './heard.ts';
import type { IssueTypes } from './issue-types.ts';
import { type WriteDeps, writeDecision } from './write-decision.ts';

export interface TriageDeps extends WriteDeps, DecideDeps {
  similar: SimilarStore;
  /** Who has handled what. */
  handlers: HandlerReads;
  decisions: DecisionStore;
  issueTypes: IssueTypes;
  guards: GuardDeps;
  /** Told of each issue that was put into the index of similar issues. */
  indexed: (repo: RepositoryRef, number: number) => Promise<void>;
  /** sha256, in hexadecimal. */
  hash: (text: string) => string;
  /** Milliseconds; only differences are used. */
  now: () => number;
}

export interface TriageRequest {
  repo: RepositoryRef;
  issue: Issue;
  deliveryId: string | null;
  /** True when a person who may triage asked for it: nothing waits, and bots' and ignored issues are triaged too. */
  asked?: boolean;
  /** What asked for it (`comment:12:0`): it is decided anew, though nothing changed. */
  cause?: string;
  /** The input hash of the decision whose time to wait is over. */
  due?: string;
}

/** How often an issue that changes under our hands is looked at anew; its next delivery brings us back in any case. */
const maxLooks = 3;

/**
 * Triages one issue: settings, embedding, similar issues, evidence, decision, record, writes. The same text under the same
 * settings is decided once: a retry acts on the decision that stands. Throws when a retry may help.
 */
export async function triageIssue(deps: TriageDeps, request: TriageRequest): Promise<void> {
  const { repo } = request;
  if (repo.archived) return;
  const kept = await deps.unit(repo, (stores) => readContext(stores, request));
  if (kept.paused) return;
  const { settings, forms, habits, codeowners, description } = kept.read ?? (await loadSettings(deps, repo));
  const meanings = kept.taxonomy?.(settings) ?? (await loadTaxonomy(deps, repo, settings));
  const types = await deps.issueTypes(deps.github, repo, settings);
  const again = request.cause === undefined ? [] : [request.cause];
  const { model } = embedderFor(deps.embedder, repo, settings);
  const rest = deps.hash(JSON.stringify([settings, meanings, forms, model, types, ...again]));
  let issue: Issue | null = request.issue;
  let { standing } = kept;
  for (let look = 0; issue !== null && look < maxLooks; look++) {
    const inputHash = joinInputHash(meaningHash(deps, issue), rest);
    const read = { settings, forms, habits, codeowners, description, meanings, types };
    const asked = { ...request, ...read, issue, inputHash };
    const { record, heard, filedBefore } = await decideOnce(deps, asked, standing);
    const guarded = { asked: request.asked ?? false, ...(filedBefore ? { filedBefore } : {}) };
    if (await guardIssue(deps.guards, repo, issue, guarded)) return;
    issue = await writeDecision(deps, { ...asked, record, ...(heard ? { heard } : {}) });
    standing = record;
  }
}

/** What is known before anything is decided. */
async function readContext({ repositories, decisions }: UnitStores, { repo, issue }: TriageRequest) {
  const [paused, read, taxonomy, standing] = await Promise.all([
    repositories.isPaused(repo),
    keptSettings(repositories, repo),
    keptTaxonomy(repositories, repo),
    decisions.latest(repo, issue.number),
  ]);
  return { paused, read, taxonomy, standing };
}

/** True when the issue says something else than it did when it was decided, or never was. */
export async function saysSomethingNew(
  deps: Pick<TriageDeps, 'decisions' | 'hash'>,
  repo: RepositoryRef,
  issue: Issue,
): Promise<boolean> {
  const standing = await deps.decisions.latest(repo, issue.number);
  return standing === null || !isOfMeaning(standing.inputHash, meaningHash(deps, issue));
}

function meaningHash({ hash }: Pick<TriageDeps, 'hash'>, issue: Issue): string {
  return hash(normalizeMeaning(issue));
}

type DecideOnce = TriageRequest & DecideRequest & { inputHash: string };

/** The decision that stands for this input, or a new one, recorded, with what was read along with it. */
async function decideOnce(
  deps: TriageDeps,
  request: DecideOnce,
  standing: DecisionRecord | null,
): Promise<{ record: DecisionRecord; heard?: Heard; filedBefore?: OtherIssue[] }> {
  const { repo, issue, deliveryId, inputHash } = request;
  const { number } = issue;
  if (standing && isOfInput(standing.inputHash, inputHash)) return { record: standing };
  const started = deps.now();
  const { decision, opinions, embedding, gathered } = await decideIssue(deps, request);
  const tookMs = Math.round(deps.now() - started);
  const decided = { number, inputHash, deliveryId, decision, opinions, tookMs };
  const recorded = await deps.unit(repo, async (stores) => {
    const facts = await readFacts(stores, repo, number);
    await stores.similar.saveEmbedding(repo, number, embedding);
    const record = await stores.decisions.record(repo, decided);
    return { record, heard: await readHeard(stores, { repo, number, record }, facts) };
  });
  await deps.indexed(repo, number);
  const { filedBefore } = gathered;
  return { ...recorded, ...(filedBefore ? { filedBefore } : {}) };
}
