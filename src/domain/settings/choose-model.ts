import { matchesAny } from '../text/glob.ts';

/**
 * The model that is asked: the one that the settings name where the operator allows it, else the App's own choice. A tenant does not
 * choose what the operator pays for.
 *
 * @param allowed names, or patterns with `*`
 */
export function chooseModel(named: string | undefined, own: string, allowed: readonly string[]): string {
  return named !== undefined && matchesAny(allowed, named) ? named : own;
}
