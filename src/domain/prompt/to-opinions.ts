import { type Dimension, dimensions, type Opinion, type Reason } from '../issue/decision.ts';
import { logit } from '../issue/log-odds.ts';
import type { Menu } from './menu.ts';
import type { Choice, Choices } from './parse-answer.ts';

/** A hosted model is never taken for surer than this: what it says of itself is not measured. */
const surest = 0.97;
/** What is left for an area that was on the menu and was not chosen. */
const passedOver = 0.1;

/**
 * Choices as evidence. What a single-valued dimension leaves over is shared evenly among the values not chosen; a value
 * claimed with less than an even share counts as that share. A dimension that the model does not know has no opinion.
 */
export function toOpinions(choices: Choices, menu: Menu, by: { source: string; model: string }): Opinion[] {
  return dimensions.flatMap((dimension) => {
    const chosen = choices[dimension];
    const values = menu[dimension]?.map(({ value }) => value) ?? [];
    if (!chosen || values.length === 0) return [];
    const floor = dimension === 'area' ? passedOver : 1 / values.length;
    return [
      {
        ...by,
        dimension,
        probabilities: Object.fromEntries(shares(dimension, chosen, values, floor)),
        reasons: Object.fromEntries(
          chosen
            .filter(({ reason }) => reason !== '')
            .map((each) => [each.value, [spokenReason(each, floor)]]),
        ),
      },
    ];
  });
}

const probability = ({ confidence }: Choice, floor: number) => Math.max(floor, Math.min(surest, confidence));

function shares(
  dimension: Dimension,
  chosen: readonly Choice[],
  values: readonly string[],
  floor: number,
): [string, number][] {
  const of = new Map(chosen.map((each) => [each.value, probability(each, floor)]));
  if (dimension === 'area') return values.map((value) => [value, of.get(value) ?? passedOver]);
  if (values.length === 1) return values.map((value) => [value, 1]);
  const [first] = of.values();
  const rest = (1 - (first ?? floor)) / (values.length - 1);
  return values.map((value) => [value, of.get(value) ?? rest]);
}

/** What the model said for a value, weighed by how far it moved its odds from an even share. */
function spokenReason(choice: Choice, floor: number): Reason {
  const weight = floor >= 1 ? 0 : logit(probability(choice, floor)) - logit(floor);
  return { kind: 'model', text: choice.reason, weight };
}
