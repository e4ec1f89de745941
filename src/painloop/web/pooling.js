// Trials as one. analysis/pooling.py is the same in Python, and says what the methods are and where they are from.
import { zero } from "./roots.js";
import { normalCdf, tTest, Z95 } from "./statistics.js";

const LOOKS = 400; // along tau
const METHODS = ["fixed", "random", "hksj", "modified"];
const BY_STUDENT = ["hksj", "modified"]; // they measure how trials differ, so they need two
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

const sum = (values) => values.reduce((a, b) => a + b, 0);
const mean = (effects, weights) => sum(weights.map((weight, i) => weight * effects[i])) / sum(weights);

/** How far estimates lie from their mean, squared and weighed. */
const spread = (effects, weights, middle) => sum(weights.map((weight, i) => weight * (effects[i] - middle) ** 2));

/** The trials as one, by each method; where a method needs more trials than there are, its numbers are NaN. */
export function pools(effects, errors) {
  const variances = errors.map((error) => error ** 2);
  const moments = effects.length > 0 ? between(effects, variances) : undefined;
  const likeliest = effects.length > 1 ? { ...moments, tau2: likeliestTau2(effects, variances) } : undefined;
  const one = (method) => {
    const differing = BY_STUDENT.includes(method) ? likeliest : moments;
    return [method, differing ? pool(effects, variances, differing, method) : NONE];
  };
  return Object.fromEntries(METHODS.map(one));
}

/** The trials as one, which differ by so much. */
function pool(effects, variances, { tau2, q, i2 }, method) {
  const weights = variances.map((variance) => 1 / (variance + (method === "fixed" ? 0 : tau2)));
  const estimate = mean(effects, weights);
  const error = errorOf(effects, weights, estimate, method);
  const further = method !== "fixed" && effects.length > 2;
  const next = further ? tTest(estimate, Math.sqrt(tau2 + error ** 2), effects.length - 2) : NONE;
  return {
    estimate,
    ...intervalOf(estimate, error, BY_STUDENT.includes(method) ? effects.length - 1 : Infinity),
    tau2,
    q,
    i2,
    prediction_low: next.low,
    prediction_high: next.high,
    weights: weights.map((weight) => weight / sum(weights)),
  };
}

/** The standard error of the mean. */
function errorOf(effects, weights, estimate, method) {
  const byTheory = 1 / sum(weights);
  if (!BY_STUDENT.includes(method)) return Math.sqrt(byTheory);
  const observed = spread(effects, weights, estimate) / (effects.length - 1);
  return Math.sqrt(byTheory * (method === "modified" ? Math.max(1, observed) : observed));
}

function intervalOf(estimate, error, freedom) {
  if (freedom < Infinity) {
    const { low, high, p } = tTest(estimate, error, freedom);
    return { low, high, p };
  }
  return { low: estimate - Z95 * error, high: estimate + Z95 * error, p: 2 * normalCdf(-Math.abs(estimate) / error) };
}

/** How the trials differ: tau squared by the method of moments, cut off at 0; Cochran's Q; I squared. */
function between(effects, variances) {
  const freedom = effects.length - 1;
  if (!freedom) return { tau2: 0, q: 0, i2: 0 }; // one trial, which differs from itself only by rounding
  const weights = variances.map((variance) => 1 / variance);
  const q = spread(effects, weights, mean(effects, weights));
  if (q <= freedom) return { tau2: 0, q, i2: 0 };
  const room = sum(weights) - sum(weights.map((weight) => weight ** 2)) / sum(weights);
  return { tau2: (q - freedom) / room, q, i2: (q - freedom) / q };
}

/** Tau squared by restricted maximum likelihood. It can have two hills, so it is looked at all along first. */
function likeliestTau2(effects, variances) {
  const at = (tau2) => {
    const weights = variances.map((variance) => 1 / (variance + tau2));
    const squares = weights.map((weight) => weight ** 2);
    const middle = mean(effects, weights);
    return { weights, total: sum(weights), squares, middle };
  };
  const likelihood = (tau2) => {
    const { weights, total, middle } = at(tau2);
    return sum(weights.map(Math.log)) - Math.log(total) - spread(effects, weights, middle);
  };
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
