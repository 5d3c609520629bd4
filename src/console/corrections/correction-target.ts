import { isSingleDimension, type SingleDimension } from '../../domain/issue/decision.ts';

/** What a picker's choice sets: a value, or a label, which is an area. */
export interface CorrectionTarget {
  dimension: SingleDimension | 'area';
  /** The value, or the label's name. */
  chosen: string;
}

/** Reads a picker's choice, such as `category=bug` or `label=area/api`; null for anything else. */
export function readTarget(to: string | undefined): CorrectionTarget | null {
  const [, kind = '', chosen = ''] = /^([a-z]+)=(.*)$/s.exec(to ?? '') ?? [];
  if (kind === 'label') return { dimension: 'area', chosen };
  return isSingleDimension(kind) ? { dimension: kind, chosen } : null;
}
