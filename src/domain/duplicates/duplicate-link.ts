import type { Stored } from '../issue/autonomy-reason.ts';
import type { Account } from '../issue/issue.ts';
import type { KeptOpen } from './kept-open.ts';

/**
 * `linked`: a person said that both are one problem. `proposed`: a model's second look says so, and a person is to let it
 * stand or veto it. `vetoed`: a person said no; it stays so until a person links the two.
 */
export const linkStates = ['linked', 'proposed', 'vetoed'] as const;
export type LinkState = (typeof linkStates)[number];

/** The door through which it came. `history`: read from a repository's past. */
export const linkSources = ['command', 'console', 'close', 'reaction', 'model', 'history'] as const;
export type LinkSource = (typeof linkSources)[number];

/** What a model must give to propose a link; foreign text, to be escaped where it is drawn. */
export interface SecondLook {
  /** The root cause that both share, in one sentence. */
  rootCause: string;
  /** Verbatim from each of the two texts. */
  quotes: { issue: string; canonical: string };
  /** The model and its version. */
  model: string;
}

/** What was said of `number` being the same problem as `canonical`. */
export interface DuplicateLink {
  number: number;
  canonical: number;
  state: LinkState;
  source: LinkSource;
  /** Who brought it to its present state; null for what was read from the past, and for a model. */
  by: Account | null;
  /** The delivery, comment or request. */
  cause: string;
  /** When it came to its present state: ISO 8601, UTC. */
  at: string;
  look: SecondLook | null;
  /** Why the issue will not be closed for it; null while nothing speaks against. */
  keptOpen: Stored<KeptOpen> | null;
}
