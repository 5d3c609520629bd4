/** Softmax of one row of logits divided by a temperature. */
export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const top = Math.max(...scaled);
  const exps = scaled.map((logit) => Math.exp(logit - top));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((exp) => exp / sum);
}

/**
 * The temperature that makes held-out logits most likely (Guo et al. 2017, "On calibration of modern neural networks"),
 * found by golden-section search over its logarithm between 1/4 and 4.
 * @param towards a usual temperature, and how hard the answer is drawn to it from below (claims that grow surer) and from
 * above: nats of likelihood for a factor of e, squared
 */
export function fitTemperature(
  logits: readonly ArrayLike<number>[],
  targets: readonly number[],
  { usual, surer, calmer }: { usual: number; surer: number; calmer: number } = {
    usual: 1,
    surer: 0,
    calmer: 0,
  },
): number {
  const drawn = (away: number) => (away < 0 ? surer : calmer) * away ** 2;
  const loss = (logTemperature: number) =>
    logits.reduce(
      (sum, row, i) =>
        sum - Math.log(Math.max(softmax(row, Math.exp(logTemperature))[targets[i] as number] ?? 0, 1e-12)),
      drawn(logTemperature - Math.log(usual)),
    );
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = -Math.log(4);
  let high = Math.log(4);
  while (high - low > 0.01) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
