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
 */
export function fitTemperature(logits: readonly ArrayLike<number>[], targets: readonly number[]): number {
  const loss = (logTemperature: number) =>
    logits.reduce(
      (sum, row, i) =>
        sum - Math.log(Math.max(softmax(row, Math.exp(logTemperature))[targets[i] as number] ?? 0, 1e-12)),
      0,
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
