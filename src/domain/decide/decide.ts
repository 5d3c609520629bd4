import {
  type DecidedValue,
  type Decision,
  type Dimension,
  dimensions,
  type Evidence,
} from '../issue/decision.ts';
import { knownValues } from '../issue/known-values.ts';
import { isByRule } from '../rules/is-by-rule.ts';
import type { Settings } from '../settings/settings.ts';
import { issueTypeFor } from '../taxonomy/issue-type.ts';
import { labelFor } from '../taxonomy/taxonomy.ts';
import { type AutonomyDecision, decideAutonomy } from './decide-autonomy.ts';
import type { LearnedState } from './learned-state.ts';
import { newLabelFor } from './new-label.ts';
import { type Pooled, poolOpinions } from './pool-opinions.ts';

export { emptyLearnedState, type LearnedState } from './learned-state.ts';

/** Under one half the opposite is likelier: such a value is not even suggested. */
const minConfidence = 0.5;
const maxAreas = 5;
const maxSimilar = 5;
const maxReasons = 8;

/**
 * What the evidence amounts to: at most one value of category, priority and effort, several areas, each with its
 * confidence, its label, its place on the ladder and why. Pure: the replay, the playground and production call this.
 * A dimension about which nothing is likelier than not stays open; that is a normal answer.
 */
export function decide(evidence: Evidence, settings: Settings, state: LearnedState): Decision {
  return {
    values: dimensions.flatMap((dimension) => decideDimension(dimension, evidence, settings, state)),
    similar: evidence.similar.slice(0, maxSimilar),
    missing: evidence.missing ?? [],
    fallback: evidence.fallback,
  };
}

function decideDimension(
  dimension: Dimension,
  evidence: Evidence,
  settings: Settings,
  state: LearnedState,
): DecidedValue[] {
  const known = new Set(knownValues(dimension, evidence.meanings));
  const pooled = poolOpinions(evidence.opinions, dimension, known, state.trust, state.sharpness);
  const likely = pooled.filter(({ confidence }) => confidence >= minConfidence);
  return likely.slice(0, dimension === 'area' ? maxAreas : 1).map((each) => {
    const label =
      labelFor(evidence.meanings, dimension, each.value) ??
      newLabelFor(evidence.meanings, dimension, each.value, settings)?.name ??
      null;
    const type = dimension === 'category' ? issueTypeFor(evidence.types ?? [], each.value) : null;
    const onlyKeywords = evidence.opinions.every(
      (opinion) => opinion.dimension !== dimension || opinion.source === 'keywords',
    );
    const question = {
      dimension,
      value: each.value,
      confidence: each.confidence,
      open: each.open,
      onlyKeywords,
      byRule: isByRule({ decidedBy: each.agreeing }),
    };
    const placed = decideAutonomy({ ...question, label: label ?? type }, settings, state);
    return { ...decided({ ...question, label }, each, placed), ...(type === null ? {} : { type }) };
  });
}

function decided(
  question: { dimension: Dimension; value: string; label: string | null },
  pooled: Pooled,
  placed: AutonomyDecision,
): DecidedValue {
  return {
    dimension: question.dimension,
    value: question.value,
    confidence: pooled.confidence,
    label: question.label,
    ...placed,
    ...(pooled.baseRate === undefined ? {} : { baseRate: pooled.baseRate }),
    reasons: [...pooled.reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, maxReasons),
    decidedBy: pooled.agreeing,
  };
}
