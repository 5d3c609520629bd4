import type { Scope } from '../domain/commands/rights.ts';
import type { VisibleRepository } from './console.ts';

/** What a token may do: see, teach and act on issues, or look after the App's work. */
export const scopes = ['read', 'write', 'operate'] as const satisfies readonly Scope[];
export type { Scope };

/** How many days a token may last; a leaked one is worth nothing after that. */
export const tokenLifetimes = [30, 90, 365] as const;
/** Days, unless the person chooses otherwise. */
export const defaultLifetime = 90;

/** A person's token; the token itself is shown once and only its sha256 is kept. */
export interface ApiToken {
  /** sha256 of the token, in hexadecimal. */
  id: string;
  name: string;
  login: string;
  userId: number;
  scopes: Scope[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
}

export interface TokenStore {
  create(token: Omit<ApiToken, 'createdAt' | 'lastUsedAt'>): Promise<void>;
  /** Null when unknown or expired at `now`; notes the use, to the minute. */
  use(id: string, now: Date): Promise<ApiToken | null>;
  /** A person's own, newest first. */
  list(userId: number): Promise<ApiToken[]>;
  /** The person's name at GitHub is this one now: their tokens go with them, and not with the old name. */
  rename(userId: number, login: string): Promise<void>;
  /** False when it is not this person's, or gone already. */
  revoke(userId: number, id: string): Promise<boolean>;
}

/** The answer that was given to a write. */
export interface KeptAnswer {
  status: number;
  answer: unknown;
}

export interface IdempotencyStore {
  /**
   * `fresh`: nobody used the key, and it is now taken. `running`: the first write under it has not ended. `other`: it was
   * used for another write. Otherwise the answer that was given. Keys are kept for a day.
   */
  begin(
    userId: number,
    key: string,
    requestHash: string,
  ): Promise<'fresh' | 'running' | 'other' | KeptAnswer>;
  finish(userId: number, key: string, kept: KeptAnswer): Promise<void>;
  /** The write failed before anything was done: the key is free again. */
  release(userId: number, key: string): Promise<void>;
}

/** Somebody at GitHub. The id is the person; the login is a name, which others may take after a rename. */
export interface Person {
  userId: number;
  login: string;
}

/** What a person may do in a repository, asked of GitHub by the App; an answer is at most a minute old. */
export interface Roles {
  /** Null when there is no such repository under the App, or the person may not triage it: nobody can tell which. */
  find(owner: string, name: string, person: Person): Promise<VisibleRepository | null>;
}

/** What the App is installed on, for lists; each name is shown only to people whose role was asked for. */
export interface RepositoryDirectory {
  /** By id, ascending: what is added later comes last. */
  all(): Promise<{ repositoryId: number; owner: string; name: string }[]>;
}

/** How a request that a person made is getting on. */
export interface RequestState {
  id: string;
  /** The issue that it is about; null where it is about none. */
  number: number | null;
  /** `failed`: it was tried often enough and waits in Failures. */
  state: 'queued' | 'done' | 'refused' | 'failed';
  /** Why it was refused or failed; null otherwise. */
  reason: string | null;
}

export interface RequestReads {
  /** Null when there is none of this id in the repository, or it is older than 7 days. */
  find(repository: VisibleRepository, id: string): Promise<RequestState | null>;
  /** Those of these ids that are known in the repository, 500 at most: two queries. */
  states(repository: VisibleRepository, ids: readonly string[]): Promise<RequestState[]>;
}
