import { type CalibrationOutcome, chooseThreshold } from '../../../domain/autonomy/calibration.ts';

/** How far a scale's models are believed, and from when on they speak. */
export interface Belief {
  /** Share of each level among the lessons. */
  shares: number[];
  /** 0 to 1: what the models say counts so much, the lessons' shares the rest. */
  belief: number;
  /** The probability from which a level is told; null where held-out lessons never cleared the chance. */
  from: number | null;
}

/** What is told has to be right at least so often, among held-out lessons and with 90 % certainty. */
export const statedChance = 0.6;
/** Fewer answers above a bar would clear it by luck. */
const minReported = 10;
const beliefs = Array.from({ length: 21 }, (_, i) => i / 20);
/** Log-likelihood that full belief has to gain, in nats: models that tell no more than the shares are not believed. */
const doubt = 2;

/** A held-out lesson: its level, and what models that had not seen it said of each level. */
export interface HeldOutLevel {
  level: number;
  said: readonly number[];
}

/**
 * Chooses from held-out lessons how far the models are believed (the likeliest mixture of their word and the lessons'
 * shares, a linear opinion pool) and the probability from which the likeliest level is right in `statedChance` of the
 * cases. With few lessons, or none that the text tells, nothing is told: that is the honest answer.
 */
export function chooseBelief(heldOut: readonly HeldOutLevel[], levels: number): Belief {
  const shares = Array.from(
    { length: levels },
    (_, level) => (heldOut.filter((one) => one.level === level).length + 1) / (heldOut.length + levels),
  );
  const gains = beliefs.map((belief) =>
    heldOut.reduce(
      (sum, { level, said }) => sum + Math.log(Math.max(1e-9, believe({ shares, belief }, said)[level] ?? 0)),
      -doubt * belief,
    ),
  );
  const belief = beliefs[gains.indexOf(Math.max(...gains))] as number;
  const outcomes = heldOut.map(({ level, said }) => {
    const probabilities = believe({ shares, belief }, said);
    const confidence = Math.max(...probabilities);
    return { confidence, right: probabilities.indexOf(confidence) === level };
  });
  return { shares, belief, from: belief > 0 ? chooseBar(outcomes) : null };
}

function chooseBar(outcomes: readonly CalibrationOutcome[]): number | null {
  const likely = outcomes.filter(({ confidence }) => confidence >= statedChance);
  const choice = chooseThreshold(likely, statedChance);
  if (choice === null || choice.record.right + choice.record.wrong < minReported) return null;
  // All that is likely enough clears the chance: so will what comes a little lower than the lowest of it.
  return choice.coverage === 1 ? statedChance : choice.threshold;
}

/** The models' word and the lessons' shares, mixed. */
export const believe = (
  { shares, belief }: Pick<Belief, 'shares' | 'belief'>,
  said: readonly number[],
): number[] => said.map((p, level) => belief * p + (1 - belief) * (shares[level] ?? 0));
