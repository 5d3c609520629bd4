/** Lanczos' approximation, g = 7, nine terms (C. Lanczos 1964; coefficients by P. Godfrey), good to 15 digits for x > 0. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function lnGamma(x: number): number {
  const shifted = x - 1;
  const t = shifted + 7.5;
  const sum = lanczos.reduce((total, c, i) => (i === 0 ? c : total + c / (shifted + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * The regularized incomplete beta function I_x(a, b), the share of a Beta(a, b) distribution below x; a, b > 0.
 * Continued fraction of DLMF §8.17.22, evaluated by Lentz's method.
 */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly only on this side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const tiny = 1e-300;
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / safe(1 + term * d);
      c = safe(1 + term / c);
      change *= c * d;
    }
    fraction *= change;
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return front * fraction;
}

/**
 * The value below which the share `p` (0 to 1) of a Beta(a, b) distribution lies, to 12 digits: Newton's method, kept
 * between bounds that halve where a step would leave them.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  const lnNorm = lnGamma(a + b) - lnGamma(a) - lnGamma(b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let round = 0; round < 100 && high - low > 1e-12; round++) {
    const gap = betaBelow(x, a, b) - p;
    if (gap < 0) low = x;
    else high = x;
    const density = Math.exp(lnNorm + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const next = x - gap / density;
    if (Math.abs(next - x) < 1e-13) return next;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return x;
}
