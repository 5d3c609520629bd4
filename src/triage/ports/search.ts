import type { SimilarIssue } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Collection, Norms } from '../../domain/similarity/collection.ts';
import type { Candidate } from '../../domain/similarity/features.ts';
import type { IndexedText } from '../../domain/similarity/indexed-text.ts';
import type { TemplateLines } from '../../domain/similarity/template-lines.ts';

/** A unit vector and the model it belongs to; vectors of different models are never compared. */
export interface Embedding {
  model: string;
  /** 512 numbers of Euclidean length 1, or all 0 for a text without a known word. */
  vector: Float32Array;
}

export interface Embedder {
  readonly model: string;
  /** Each vector says whose it is: where a hosted model cannot be asked, the local one stands in. */
  embed(texts: { title: string; body: string }[]): Promise<Embedding[]>;
  /** The one that a repository's settings want, where there is a choice; see embedder-for.ts. */
  for?(repo: RepositoryRef, settings: Settings): Embedder;
}

export interface SimilarStore {
  saveEmbedding(repo: RepositoryRef, number: number, embedding: Embedding): Promise<void>;
  /** The nearest issues of the same repository and model, nearest first, never the issue itself. */
  findSimilar(
    repo: RepositoryRef,
    number: number,
    embedding: Embedding,
    limit: number,
  ): Promise<SimilarIssue[]>;
}

/** How the vectors of a repository are searched: one by one, by an index that stands, or by one that was just built. */
export type NearIndexEnd = 'exact' | 'kept' | 'built' | 'busy';

/** Indexes for repositories that are too big to look at every vector. */
export interface NearIndexes {
  /**
   * Builds what the repository lacks and drops what it needs no more. Takes minutes where it builds, and ends with the
   * signal; `busy` where another build is under way.
   */
  keep(
    place: { installationId: number; repositoryId: number },
    model: string,
    signal?: AbortSignal,
  ): Promise<NearIndexEnd>;
}

/** An issue as the index of similar issues keeps it. */
export interface IndexedIssue {
  number: number;
  text: IndexedText;
  norms: Norms;
  /** Its entry in the list of each of its terms. */
  entries: Map<number, Uint8Array>;
}

/** What a repository's index adds up to. */
export interface IndexState {
  collection: Collection;
  template: TemplateLines;
}

/** The inverted index of each repository: which issues have which words. Terms are 32-bit hashes. */
export interface Postings {
  /** Zeros and no template lines where nothing is indexed yet. */
  readCollection(repo: RepositoryRef): Promise<IndexState>;
  /** In how many issues each term stands; a term that none has is absent. */
  readFrequencies(repo: RepositoryRef, terms: Iterable<number>): Promise<Map<number, number>>;
  /** The same, and the lists (packed entries, in any order) of those terms that are chosen by them. */
  readLists(
    repo: RepositoryRef,
    terms: Iterable<number>,
    choose: (frequencies: ReadonlyMap<number, number>) => Iterable<number>,
  ): Promise<{ frequencies: Map<number, number>; lists: Map<number, Uint8Array> }>;
  /** What was known of these issues at a time (ISO 8601); those without an index row are left out. */
  readCandidates(repo: RepositoryRef, numbers: Iterable<number>, at: string): Promise<Candidate[]>;
  /** Bodies of the latest issues by number. */
  readLatestBodies(repo: RepositoryRef, count: number): Promise<string[]>;
  /** Adds issues, or replaces what is known of them. They are findable at once. */
  saveTexts(repo: RepositoryRef, issues: IndexedIssue[]): Promise<void>;
  saveTemplate(repo: RepositoryRef, template: TemplateLines): Promise<void>;
}
