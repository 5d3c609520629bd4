/** Value at `x`; writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/**
 * Minimizes a smooth convex function by L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.5) with a
 * backtracking line search (Armijo); pairs without positive curvature are left out.
 * @param x start, changed in place to the minimum
 * @returns value at the end and iterations used
 */
export function minimize(
  objective: Objective,
  x: Float64Array,
  options: { iterations?: number; tolerance?: number } = {},
) {
  const { iterations = 100, tolerance = 1e-4 } = options;
  const memory = 8;
  let gradient = new Float64Array(x.length);
  let next = new Float64Array(x.length);
  const trial = new Float64Array(x.length);
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let value = objective(x, gradient);
  const start = Math.sqrt(dot(gradient, gradient)) || 1;
  let used = 0;
  for (; used < iterations && Math.sqrt(dot(gradient, gradient)) > tolerance * start; used++) {
    const direction = descend(gradient, pairs);
    let slope = dot(direction, gradient);
    if (slope >= 0) {
      pairs.length = 0;
      for (let i = 0; i < x.length; i++) direction[i] = -(gradient[i] as number);
      slope = -dot(gradient, gradient);
    }
    let step = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let reached = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 30; tries++, step /= 2) {
      for (let i = 0; i < x.length; i++) trial[i] = (x[i] as number) + step * (direction[i] as number);
      reached = objective(trial, next);
      if (reached <= value + 1e-4 * step * slope) break;
    }
    if (!(reached < value)) break;
    const s = new Float64Array(x.length);
    const y = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      s[i] = (trial[i] as number) - (x[i] as number);
      y[i] = (next[i] as number) - (gradient[i] as number);
    }
    const curvature = dot(s, y);
    if (curvature > 1e-12) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > memory) pairs.shift();
    x.set(trial);
    value = reached;
    [gradient, next] = [next, gradient];
  }
  return { value, iterations: used };
}

/** The two-loop recursion: minus the inverse Hessian's estimate times the gradient. */
function descend(
  gradient: Float64Array,
  pairs: { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const alphas: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * dot(s, q);
    alphas.unshift(alpha);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) - alpha * (y[i] as number);
  }
  const last = pairs.at(-1);
  const scale = last ? dot(last.s, last.y) / dot(last.y, last.y) : 1;
  for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * scale;
  pairs.forEach(({ s, y, rho }, index) => {
    const beta = (alphas[index] as number) - rho * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) + beta * (s[i] as number);
  });
  for (let i = 0; i < q.length; i++) q[i] = -(q[i] as number);
  return q;
}
