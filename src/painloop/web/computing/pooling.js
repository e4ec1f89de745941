// Trials pooled. analysis/pooling.py is the same in Python, and says what the methods are and where they are from.
import { zero } from "./roots.js";
import { normalCdf, tTest, Z95 } from "./statistics.js";

/** @import { Column, Pool } from "../types.js" */
/** @typedef {"fixed" | "random" | "hksj" | "modified"} Method */
/** @typedef {Pick<Pool, "tau2" | "q" | "i2">} Differing - how much the trials differ */

const LOOKS = 400; // values of tau at which the likelihood is computed first
/** @type {Method[]} */
const METHODS = ["fixed", "random", "hksj", "modified"];
/** @type {Method[]} */
const BY_STUDENT = ["hksj", "modified"]; // they use the spread that is seen among trials, so they need two
/** @type {Pool} */
const NONE = {
  estimate: NaN,
  low: NaN,
  high: NaN,
  p: NaN,
  i2: NaN,
  tau2: NaN,
  q: NaN,
  prediction_low: NaN,
  prediction_high: NaN,
  weights: [],
};

/** @type {(values: Column) => number} */
const sum = (values) => values.reduce((a, b) => a + b, 0);
/** @type {(effects: Column, weights: Column) => number} */
const mean = (effects, weights) => sum(weights.map((weight, i) => weight * effects[i])) / sum(weights);

/**
 * The weighted sum of squared distances of the estimates from their mean.
 * @type {(effects: Column, weights: Column, middle: number) => number}
 */
const spread = (effects, weights, middle) => sum(weights.map((weight, i) => weight * (effects[i] - middle) ** 2));

/**
 * The trials pooled by each method; where a method needs more trials than there are, its numbers are NaN.
 * @type {(effects: Column, errors: Column) => Record<Method, Pool>}
 */
export function pools(effects, errors) {
  const variances = errors.map((error) => error ** 2);
  const moments = effects.length > 0 ? heterogeneity(effects, variances) : NONE;
  const likeliest = effects.length > 1 ? { ...moments, tau2: likeliestTau2(effects, variances) } : NONE;
  /** @type {(method: Method) => [Method, Pool]} */
  const byMethod = (method) => {
    const differing = BY_STUDENT.includes(method) ? likeliest : moments;
    return [method, differing === NONE ? NONE : pool(effects, variances, differing, method)];
  };
  return /** @type {Record<Method, Pool>} */ (Object.fromEntries(METHODS.map(byMethod)));
}

/**
 * The trials pooled by one method, given tau squared, Q and I squared.
 * @type {(effects: Column, variances: Column, differing: Differing, method: Method) => Pool}
 */
function pool(effects, variances, { tau2, q, i2 }, method) {
  const weights = variances.map((variance) => 1 / (variance + (method === "fixed" ? 0 : tau2)));
  const estimate = mean(effects, weights);
  const error = errorOf(effects, weights, estimate, method);
  const predicts = method !== "fixed" && effects.length > 2;
  const prediction = predicts ? tTest(estimate, Math.sqrt(tau2 + error ** 2), effects.length - 2) : NONE;
  return {
    estimate,
    ...intervalOf(estimate, error, BY_STUDENT.includes(method) ? effects.length - 1 : Infinity),
    tau2,
    q,
    i2,
    prediction_low: prediction.low,
    prediction_high: prediction.high,
    weights: weights.map((weight) => weight / sum(weights)),
  };
}

/**
 * The standard error of the mean.
 * @type {(effects: Column, weights: Column, estimate: number, method: Method) => number}
 */
function errorOf(effects, weights, estimate, method) {
  const byTheory = 1 / sum(weights);
  if (!BY_STUDENT.includes(method)) return Math.sqrt(byTheory);
  const observed = spread(effects, weights, estimate) / (effects.length - 1);
  return Math.sqrt(byTheory * (method === "modified" ? Math.max(1, observed) : observed));
}

/**
 * The interval and p value of an estimate: Student's with so many degrees of freedom, normal if they are infinite.
 * @type {(estimate: number, error: number, freedom: number) => Pick<Pool, "low" | "high" | "p">}
 */
function intervalOf(estimate, error, freedom) {
  if (freedom < Infinity) {
    const { low, high, p } = tTest(estimate, error, freedom);
    return { low, high, p };
  }
  return { low: estimate - Z95 * error, high: estimate + Z95 * error, p: 2 * normalCdf(-Math.abs(estimate) / error) };
}

/**
 * How much the trials differ: tau squared by the method of moments, cut off at 0; Cochran's Q; I squared.
 * @type {(effects: Column, variances: Column) => Differing}
 */
function heterogeneity(effects, variances) {
  const freedom = effects.length - 1;
  if (!freedom) return { tau2: 0, q: 0, i2: 0 }; // one trial, which differs from itself only by rounding
  const weights = variances.map((variance) => 1 / variance);
  const q = spread(effects, weights, mean(effects, weights));
  if (q <= freedom) return { tau2: 0, q, i2: 0 };
  const room = sum(weights) - sum(weights.map((weight) => weight ** 2)) / sum(weights);
  return { tau2: (q - freedom) / room, q, i2: (q - freedom) / q };
}

/**
 * Tau squared by restricted maximum likelihood. This can have two maxima, so LOOKS values are compared first.
 * @type {(effects: Column, variances: Column) => number}
 */
function likeliestTau2(effects, variances) {
  /** @type {(tau2: number) => { weights: Column, total: number, squares: Column, middle: number }} */
  const at = (tau2) => {
    const weights = variances.map((variance) => 1 / (variance + tau2));
    const squares = weights.map((weight) => weight ** 2);
    const middle = mean(effects, weights);
    return { weights, total: sum(weights), squares, middle };
  };
  /** @type {(tau2: number) => number} */
  const likelihood = (tau2) => {
    const { weights, total, middle } = at(tau2);
    return sum(weights.map(Math.log)) - Math.log(total) - spread(effects, weights, middle);
  };
  /** @type {(tau2: number) => number} */
  const slope = (tau2) => {
    const { total, squares, middle } = at(tau2);
    return sum(squares) / total - total + spread(effects, squares, middle);
  };
  const widest = Math.max(...effects) - Math.min(...effects); // above it no tau is likelier
  const looks = Array.from({ length: LOOKS }, (_, i) => ((widest * i) / (LOOKS - 1)) ** 2);
  const heights = looks.map(likelihood);
  const best = heights.indexOf(Math.max(...heights));
  if (best === 0 && slope(0) <= 0) return 0;
  return zero(slope, looks[Math.max(best - 1, 0)], looks[best + 1]);
}
