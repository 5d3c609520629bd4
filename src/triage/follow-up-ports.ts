import type { RepositoryRef } from '../domain/repository.ts';
import type { Place } from './past-ports.ts';

/**
 * Work on one issue that is done later, in the issue's own row of work. `triage`: look at it again and triage it (edits
 * gather until then). `write`: the time in which people may be first is over; `key` is the decision's input hash.
 */
export interface LaterWork extends Place {
  kind: 'triage' | 'write';
  number: number;
  key: string;
  /** What asked for it; the same one asks once. */
  cause: string;
}

export interface Later {
  /**
   * Resolves once it is committed with its job. `gather`: nothing is added while work of this kind waits for the issue,
   * so what comes meanwhile is done with it.
   */
  add(work: LaterWork, afterSeconds: number, options?: { gather?: boolean }): Promise<void>;
}

/** An issue whose author was asked for something. */
export interface Asking {
  number: number;
  fields: string[];
  /** ISO 8601, UTC. */
  askedAt: string;
  nudgedAt: string | null;
}

export interface AskingStore {
  /** The author was asked for these fields; asked again for others, the time starts anew. */
  asked(repo: RepositoryRef, number: number, fields: readonly string[]): Promise<void>;
  nudged(repo: RepositoryRef, number: number): Promise<void>;
  /** Given, closed or out of our hands: nobody is reminded any more. */
  settled(repo: RepositoryRef, number: number): Promise<void>;
  get(repo: RepositoryRef, number: number): Promise<Asking | null>;
  /** Open ones, the oldest first. */
  open(repo: RepositoryRef, limit: number): Promise<Asking[]>;
}

/** How far an activity of the whole App has come; shared by all processes. */
export interface Marks {
  get(id: string): Promise<{ at: Date; detail: Record<string, unknown> } | null>;
  set(id: string, at: Date, detail?: Record<string, unknown>): Promise<void>;
  /** Runs `work` unless another process is at it right now; null where one is. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T | null>;
}

/** What the App itself may ask of GitHub, whatever installation. */
export interface AppReads {
  /** Null where the App is not installed there (any more). */
  installation(id: number): Promise<'active' | 'suspended' | null>;
  /** The installation that reaches the repository; null where none does. */
  installationOf(repo: RepositoryRef): Promise<number | null>;
}
