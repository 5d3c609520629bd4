import { z } from 'zod';
import type { RepositoryRef } from '../../domain/issue/repository.ts';

/**
 * Work on one issue that is done later, in the issue's own row of work. `triage`: look at it again and triage it (edits
 * gather until then). `write`: the time in which people may be first is over; `key` is the decision's input hash.
 */
export const laterWorkSchema = z.object({
  kind: z.enum(['triage', 'write']),
  installationId: z.int(),
  repositoryId: z.int(),
  number: z.int().positive(),
  key: z.string(),
  /** What asked for it; the same one asks once. */
  cause: z.string(),
});
export type LaterWork = z.infer<typeof laterWorkSchema>;

export interface Later {
  /**
   * Resolves once it is committed with its job. `gather`: nothing is added while work of this kind waits for the issue,
   * so what comes meanwhile is done with it.
   */
  add(work: LaterWork, afterSeconds: number, options?: { gather?: boolean }): Promise<void>;
}

/** An issue whose author was asked for something. */
export interface InfoRequest {
  number: number;
  fields: string[];
  /** What was given since, in an edit or a reply. */
  given: string[];
  /** ISO 8601, UTC. */
  askedAt: string;
  nudgedAt: string | null;
  /** False once all is given, or the issue was closed. */
  open: boolean;
}

export interface InfoRequestStore {
  /** The author was asked for these fields; of those asked before, the ones no longer among them were given. */
  asked(repo: RepositoryRef, number: number, fields: readonly string[]): Promise<void>;
  nudged(repo: RepositoryRef, number: number): Promise<void>;
  /** All of it was given: nobody is asked or reminded any more. */
  settled(repo: RepositoryRef, number: number): Promise<void>;
  /** It did not come, or is not wanted any more: nobody is reminded, and it may be asked for again. */
  dropped(repo: RepositoryRef, number: number): Promise<void>;
  get(repo: RepositoryRef, number: number): Promise<InfoRequest | null>;
  /** Open ones, the oldest first. */
  open(repo: RepositoryRef, limit: number): Promise<InfoRequest[]>;
}

/** How far an activity of the whole App has come; shared by all processes. */
export interface Checkpoints {
  get(id: string): Promise<{ at: Date; detail: Record<string, unknown> } | null>;
  clear(id: string): Promise<void>;
  set(id: string, at: Date, detail?: Record<string, unknown>): Promise<void>;
}

/** What the App itself may ask of GitHub, whatever installation. */
export interface AppReads {
  /** Ids of all installations. */
  installations(): Promise<number[]>;
  /** Null where the App is not installed there (any more). */
  installation(id: number): Promise<'active' | 'suspended' | null>;
  /** The installation that reaches the repository; null where none does. */
  installationOf(repo: RepositoryRef): Promise<number | null>;
}

export interface OldEvidence {
  /** Drops the evidence of decisions from before then; what was decided stays. Returns how many lost theirs. */
  dropEvidence(repo: RepositoryRef, before: Date): Promise<number>;
}
