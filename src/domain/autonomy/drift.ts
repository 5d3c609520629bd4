/** Share of the target down to which precision has to fall to be called broken. */
const broken = 0.75;
/** ln 1,000: a label that is exactly at the target is taken for broken once in 1,000 outcomes or more, on average. */
const enough = Math.log(1_000);

/**
 * Whether a label's precision has fallen from the target, by its live outcomes in the order of time: a CUSUM over the
 * log-likelihood ratio of three quarters of the target against the target (E. S. Page, "Continuous Inspection Schemes",
 * Biometrika 1954). It alarms at ln 1,000, so that false alarms are at least 1,000 outcomes apart at the target itself
 * (G. Lorden, "Procedures for reacting to a change in distribution", Annals of Mathematical Statistics 1971), and far
 * rarer above it. After an alarm it stays until right outcomes have brought the sum back to zero.
 *
 * @param right outcomes, oldest first
 * @param target precision that is asked, over 0 and under 1
 */
export function hasDrifted(right: Iterable<boolean>, target: number): boolean {
  const ifRight = Math.log(broken);
  const ifWrong = Math.log((1 - broken * target) / (1 - target));
  let sum = 0;
  let alarmed = false;
  for (const each of right) {
    sum = Math.min(enough, Math.max(0, sum + (each ? ifRight : ifWrong)));
    if (sum === enough) alarmed = true;
    if (sum === 0) alarmed = false;
  }
  return alarmed;
}
