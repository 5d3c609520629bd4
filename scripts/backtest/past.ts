import type { Label } from '../../src/domain/issue/repository.ts';
import type { OwnerRule } from '../../src/domain/routing/codeowners.ts';
import type { TaughtIssue } from '../../src/triage/ports/models.ts';

/** A repository's past as the backtest reads it, in the order of time. */
export interface ReadPast {
  name: string;
  issues: TaughtIssue[];
  labels: Label[];
  /** Empty where only a file of issues was read. */
  codeowners: OwnerRule[];
  /** What was left out and why, in words. */
  left: string[];
}

/** Labels of which only names are known. */
export function labelsNamed(names: Iterable<string>): Label[] {
  return [...new Set(names)].map((name, index) => ({
    id: index + 1,
    name,
    color: 'ededed',
    description: '',
  }));
}
