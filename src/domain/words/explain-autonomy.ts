import type { AutonomyReason, Stored } from '../issue/autonomy-reason.ts';
import type { Autonomy } from '../issue/decision.ts';
import { en } from './en.ts';
import { renderCode } from './render-code.ts';

const done: Readonly<Record<Autonomy, string>> = {
  apply: 'Applied',
  suggest: 'Suggested',
  observe: 'Recorded only',
};

/** A reason as a clause: `50 of 57 correct (lower bound 80%)`. */
export function renderReason(reason: Stored<AutonomyReason>): string {
  return renderCode(en.reason, reason);
}

/** A sentence: `Suggested: 64% confident (threshold 80%).` Early versions stored the whole sentence; it is shown as it is. */
export function explainAutonomy(autonomy: Autonomy, reason: Stored<AutonomyReason>): string {
  return typeof reason === 'string' ? reason : `${done[autonomy]}: ${renderReason(reason)}.`;
}
