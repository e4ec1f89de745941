// Student's t and what trials can show, for the browser; analysis/statistics.py and SciPy are the same in Python.
// No library: the three functions cost 18 kB (jstat) or 52 kB (@stdlib) of compressed script, these less than 1 kB. A
// t variable is a normal one over s = chi / sqrt(freedom), so one integral over s gives its tail, its quantile and
// the power of its test.

/** @import { Column, Test } from "../types.js" */
/** @typedef {[s: number, weight: number][]} Nodes */
/** @typedef {{ mean: number, variance: number, n: number }} Sample */

const ROOT = Math.sqrt(2 * Math.PI);
export const Z95 = 1.959963984540054; // the normal quantile of 0.975
/** @type {(x: number) => number} */
const density = (x) => Math.exp((-x * x) / 2) / ROOT;

/**
 * The normal distribution function, by its series (Marsaglia 2004); right to 1e-15.
 * @type {(x: number) => number}
 */
export function normalCdf(x) {
  if (!(Math.abs(x) <= 8.5)) return x > 0 ? 1 : x < 0 ? 0 : NaN;
  let sum = x;
  for (let i = 3, term = x; sum + term !== sum; i += 2) sum += term *= (x * x) / i;
  return 0.5 + sum * density(x);
}

/**
 * Values of s = chi / sqrt(freedom) at even steps of log s, with their weights: the trapezoid rule, which is right to
 * rounding for a density that smooth.
 * @type {(freedom: number) => Nodes}
 */
function spread(freedom) {
  const step = Math.min(0.1, 0.4 / Math.sqrt(2 * freedom)); // 0.4 of its SD, less where the tail on the left is long
  /** @type {Nodes} */
  const nodes = [];
  for (const way of [1, -1]) {
    for (let i = way > 0 ? 0 : 1, weight = 1; weight > 1e-17; i++) {
      const log = way * i * step;
      weight = Math.exp(freedom * (log - Math.expm1(2 * log) / 2));
      nodes.push([Math.exp(log), weight]);
    }
  }
  const total = nodes.reduce((sum, [, weight]) => sum + weight, 0);
  return nodes.map(([s, weight]) => [s, weight / total]);
}

/** @type {(nodes: Nodes, value: (s: number) => number) => number} */
const mean = (nodes, value) => nodes.reduce((sum, [s, weight]) => sum + weight * value(s), 0);
/** @type {(nodes: Nodes, t: number) => number} */
const tails = (nodes, t) => 2 * mean(nodes, (s) => normalCdf(-t * s));

/**
 * The t whose two tails hold `level`: Newton's method from Fisher's expansion.
 * @type {(nodes: Nodes, freedom: number, level: number, z: number) => number}
 */
function critical(nodes, freedom, level, z) {
  let t = z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  for (let i = 0, move = 1; i < 30 && Math.abs(move) > 1e-9 * t; i++) {
    move = (tails(nodes, t) - level) / (2 * mean(nodes, (s) => s * density(t * s)));
    t += move; // the error left is of the order of the last move's square
  }
  return t;
}

/**
 * A difference with its standard error: { difference, low, high, p }, by a t test.
 * @type {(difference: number, error: number, freedom: number) => Test}
 */
export function tTest(difference, error, freedom) {
  const nodes = spread(freedom);
  const half = critical(nodes, freedom, 0.05, Z95) * error;
  return { difference, low: difference - half, high: difference + half, p: tails(nodes, Math.abs(difference) / error) };
}

/**
 * What two-sided tests at 5 % show whose difference is truly `shift` standard errors: power, and mean size if
 * significant over true size.
 * @type {(shift: number, freedom: number) => { power: number, exaggeration: number }}
 */
export function prospects(shift, freedom) {
  const mu = Math.abs(shift);
  const nodes = spread(freedom);
  const t = critical(nodes, freedom, 0.05, Z95);
  const power = mean(nodes, (s) => normalCdf(mu - t * s) + normalCdf(-mu - t * s));
  const size = mean(
    nodes,
    (s) => mu * (normalCdf(mu - t * s) - normalCdf(-mu - t * s)) + density(t * s - mu) + density(t * s + mu),
  );
  return { power, exaggeration: mu ? size / power / mu : Infinity };
}

/**
 * Mean and variance of a sample, and how many it holds.
 * @type {(values: Column) => Sample}
 */
export function summary(values) {
  const n = values.length;
  const middle = values.reduce((sum, value) => sum + value, 0) / n;
  return { mean: middle, variance: values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1), n };
}

/**
 * Welch's t test of two arms.
 * @type {(first: Sample, second: Sample) => Test}
 */
export function welch(first, second) {
  const a = first.variance / first.n;
  const b = second.variance / second.n;
  return tTest(
    first.mean - second.mean,
    Math.sqrt(a + b),
    (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1)),
  );
}

/**
 * Paired t test, from the differences within patients.
 * @type {(differences: Sample) => Test}
 */
export const paired = ({ mean: middle, variance, n }) => tTest(middle, Math.sqrt(variance / n), n - 1);

/**
 * Wilson's interval of a share.
 * @type {(k: number, n: number) => [low: number, high: number]}
 */
function wilson(k, n) {
  const middle = (k + Z95 ** 2 / 2) / (n + Z95 ** 2);
  const half = (Z95 / (n + Z95 ** 2)) * Math.sqrt((k * (n - k)) / n + Z95 ** 2 / 4);
  return [middle - half, middle + half];
}

/**
 * The difference of two shares with Newcombe's interval: { difference, low, high }.
 * @type {(k: number, n: number, other: number, m: number) => Omit<Test, "p">}
 */
export function riskDifference(k, n, other, m) {
  const [p, q] = [k / n, other / m];
  const [a, b] = [wilson(k, n), wilson(other, m)];
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - a[0], b[1] - q),
    high: p - q + Math.hypot(a[1] - p, q - b[0]),
  };
}
