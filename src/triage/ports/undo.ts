import type { Action, ActionKind } from '../../domain/actions/action.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Provenance } from './effects.ts';

/** A write that was done: a row of the ledger. */
export interface DoneEffect {
  /** A UUID. */
  id: string;
  number: number;
  action: Action;
  /** `triage:…`, `comment:<id>:<index>`, `request:<id>`, `undo:<effect id>`. */
  cause: string;
  by: Provenance;
  /** GitHub's id of what was made: a comment, a label, a reaction. */
  githubId: number | null;
  /** ISO 8601, UTC. */
  doneAt: string;
  /** True once it was taken back. */
  undone: boolean;
}

/** Which writes; all that is given must fit. */
export interface EffectFilter {
  ids?: readonly string[];
  number?: number;
  kinds?: readonly ActionKind[];
  /** A label's name, whatever the case. */
  label?: string;
  /** The model and its version, for example `local v3`: one of those that decided. */
  model?: string;
  deliveryId?: string;
  cause?: string;
  /** The command or request that asked for it. */
  request?: string;
  /** Done at or after, and before: ISO 8601. */
  since?: string;
  until?: string;
  /** False leaves out what was taken back already and what is itself an undo. */
  undone?: boolean;
}

/** A page, newest first. `next` goes into `before` for the page after it; null at the end. */
export interface EffectPage {
  effects: DoneEffect[];
  next: string | null;
}

/** Somebody's last change of a label on an issue that was not our own doing. */
export interface LabelTouch {
  /** In lower case. */
  label: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** What undoing asks of the store. */
export interface UndoReads {
  select(
    repo: RepositoryRef,
    filter: EffectFilter,
    page: { limit: number; before?: string },
  ): Promise<EffectPage>;
  /** When people last changed each label of an issue, on GitHub or through a command, an approval or an undo. */
  labelTouches(repo: RepositoryRef, number: number): Promise<LabelTouch[]>;
  /** When people last did each of these to an issue on GitHub, by GitHub's action (`assigned`, `closed`, `typed`): ISO 8601. */
  personActions(repo: RepositoryRef, number: number): Promise<Record<string, string>>;
}
