import { fitTemperature } from '../solver/temperature.ts';

/** What the temperature of a repository's own model usually is, by cross-validation on NLBSE'24. */
const usual = 1;
/**
 * How hard it is drawn there: held-out lessons' own temperature lies between .5 and 1.6 with 30 lessons and between .75 and
 * 1.15 with 150, and is mostly chance. Of pulls 0, 5, 15, 40 and 100 those from 40 up had the smallest error of calibration.
 * To grow surer takes more than to grow calmer: a past may be easier to tell than the future, seldom harder.
 */
const surer = 100;
const calmer = 20;

/**
 * The temperature of a repository's own model, from what models that had not seen its lessons said of them, drawn towards the
 * usual one: a past that is easier to tell than the future, or simply short, would make it too sure of itself.
 * @param heldOut logits of each lesson, null where it was not held out
 */
export function ownTemperature(heldOut: readonly (Float64Array | null)[], target: readonly number[]): number {
  const known = heldOut.flatMap((logits, row) => (logits ? [{ logits, target: target[row] as number }] : []));
  return fitTemperature(
    known.map((one) => one.logits),
    known.map((one) => one.target),
    { usual, surer, calmer },
  );
}
