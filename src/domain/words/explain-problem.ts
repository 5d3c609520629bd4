import type { KeptProblem } from '../commands/command-problem.ts';
import { renderProblem } from './render-problem.ts';

/**
 * Why something was not carried out, as English sentences. `kept` is what a row holds, of whatever version: sentences of early versions
 * are shown as they are, and what can't be read is the empty string.
 */
export function explainProblem(kept: unknown): string {
  if (typeof kept === 'string') return kept;
  if (Array.isArray(kept)) return kept.map(explainProblem).filter(Boolean).join(' ');
  if (typeof kept !== 'object' || kept === null || !('code' in kept)) return '';
  return renderProblem(kept as Exclude<KeptProblem, string | unknown[]>);
}
