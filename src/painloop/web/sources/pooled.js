// Trials pooled; sources/pooled.py and analysis/pooling.py are the same, function for function.
import { normalCdf, tTest, Z95 } from "../statistics.js";

const NEAR = 0.05; // points, as in pooled.py
const NONE = Object.fromEntries(
  ["estimate", "low", "high", "p", "i2", "tau2", "q", "prediction_low", "prediction_high"].map((key) => [key, NaN]),
);

const sum = (values) => values.reduce((a, b) => a + b, 0);
const column = (rows, key) => Float64Array.from(rows, (row) => row[key] ?? NaN);

/** Names as one reads them out: A, B and C. */
const listed = (names) => [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");

/** The rows, the pool if there is one, and the reviews if they are wanted. */
function run({ source: { rows, reviews } }, _, state) {
  const inside = rows.filter(({ key }) => state[key]);
  const { weights, ...facts } = told(inside, state.method);
  const own = { name: `Our pool (${state.method})`, ...facts };
  const below = [...(inside.length ? [own] : []), ...(state.reviews === "shown" ? reviews : [])];
  const drawn = [...rows, ...below];
  const columns = Object.fromEntries(["estimate", "low", "high"].map((key) => [key, column(drawn, key)]));
  columns.weight = Float64Array.from(drawn, (row) => weights[inside.indexOf(row)] ?? NaN);
  facts.left = listed(rows.filter((row) => row.key && !inside.includes(row)).map(({ name }) => name));
  facts.pooled_rows = below.length;
  facts.printed_rows = below.length - (inside.length > 0);
  return { along: Float64Array.from(drawn.keys()), columns, facts, names: drawn.map(({ name }) => name) };
}

/** What is said of the trials as one, and the share of each. */
function told(inside, method) {
  const found = pool(column(inside, "estimate"), column(inside, "se"), method);
  const other = pool(column(inside, "estimate"), column(inside, "se"), method === "random" ? "fixed" : "random");
  const doubtful = inside.some((row) => row.doubtful);
  return {
    ...found, k: inside.length, members: listed(inside.map(({ name }) => name)), doubtful,
    brink: doubtful && Math.min(Math.abs(found.low), Math.abs(found.high)) < NEAR,
    other_estimate: other.estimate, other_low: other.low, other_high: other.high,
  };
}

/** The trials as one; every number is NaN where there is none. */
export function pool(effects, errors, method) {
  if (!effects.length) return { ...NONE, weights: [] };
  const variances = errors.map((error) => error ** 2);
  const { tau2, q, i2 } = between(effects, variances);
  const weights = variances.map((variance) => 1 / (variance + (method === "random" ? tau2 : 0)));
  const total = sum(weights);
  const estimate = sum(weights.map((weight, i) => weight * effects[i])) / total;
  const error = 1 / Math.sqrt(total);
  const next = method === "random" && effects.length > 2 ? tTest(estimate, Math.hypot(Math.sqrt(tau2), error), effects.length - 2) : NONE;
  return {
    estimate, low: estimate - Z95 * error, high: estimate + Z95 * error, p: 2 * normalCdf(-Math.abs(estimate) / error),
    tau2, q, i2: 100 * i2, prediction_low: next.low, prediction_high: next.high, weights: weights.map((weight) => weight / total),
  };
}

/** How the trials differ: tau squared by the method of moments, cut off at 0; Cochran's Q; I squared. */
function between(effects, variances) {
  const freedom = effects.length - 1;
  if (!freedom) return { tau2: 0, q: 0, i2: 0 }; // one trial, which differs from itself only by rounding
  const weights = variances.map((variance) => 1 / variance);
  const total = sum(weights);
  const mean = sum(weights.map((weight, i) => weight * effects[i])) / total;
  const q = sum(weights.map((weight, i) => weight * (effects[i] - mean) ** 2));
  if (q <= freedom) return { tau2: 0, q, i2: 0 };
  return { tau2: (q - freedom) / (total - sum(weights.map((weight) => weight ** 2)) / total), q, i2: (q - freedom) / q };
}

export const pooled = { run };
