import type { Decision, Opinion } from '../domain/issue/decision.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';

/** An issue that nobody filed. */
export interface Draft {
  title: string;
  body: string;
  /** `NONE` where nothing is known. */
  authorAssociation: string;
}

/** Whose opinion is tried. */
export interface PlayModel {
  /** As forms name it: `now`, `keywords`, or `category-7`. */
  id: string;
  words: string;
}

export interface Played {
  decision: Decision;
  opinions: Opinion[];
  /** Milliseconds. */
  tookMs: number;
}

/** Triages a draft as an issue would be, keeping and writing nothing; a hosted model that is asked is paid for. */
export interface Playground {
  /** What can be tried, today's way first: one query. */
  models(repository: RepositoryRef): Promise<PlayModel[]>;
  /** Hosted models that the repository's settings would ask; empty where none. */
  hosted(repository: RepositoryRef): Promise<string[]>;
  /** Throws when a retry may help. `local` asks no hosted model. A model that is unknown is today's way. */
  play(repository: RepositoryRef, draft: Draft, model: string): Promise<Played>;
}
