// Trials pooled: those that are switched on, by the method that is chosen; beside them what reviews printed.
import { pools } from "../computing/pooling.js";
import { listInWords } from "../words/words.js";

/** @import { Column, Computed, Facts, MetaAnalysis, Row, Spec } from "../types.js" */
/** @typedef {Record<string, boolean> & { method: keyof typeof CHOSEN, reviews: string }} MetaState */
/** @typedef {"fixed" | "random" | "hksj"} Method */

/** @type {Record<"random" | "older" | "fixed", { method: Method, name: string }>} */
const CHOSEN = {
  random: { method: "hksj", name: "HKSJ" },
  older: { method: "random", name: "older" },
  fixed: { method: "fixed", name: "fixed" },
};
const ROUNDING = 1e-9; // points; two trials that differ give the same by both forms

/** @type {<Key extends string>(rows: { [Each in Key]?: number | null }[], key: Key) => Column} */
const column = (rows, key) => Float64Array.from(rows, (row) => row[key] ?? NaN);

/**
 * The trials, the pool if there is one, and the reviews if they are wanted, as rows of which each has its kind.
 * @type {(spec: Spec<MetaAnalysis>, model: unknown, state: MetaState) => Computed}
 */
function curves({ source: { rows, reviews, near } }, _, state) {
  const inside = rows.filter(({ key }) => state[key]);
  const { method, name } = CHOSEN[state.method];
  const { weights, ...pool } = poolOf(inside, method, near);
  /** @type {(row: Row) => Row & { kind: string, weight: number }} */
  const trial = (row) => ({ ...row, kind: kindOf(row, inside), weight: weights[inside.indexOf(row)] });
  const drawn = [
    ...rows.map(trial),
    ...(inside.length ? [{ ...pool, name: `Our pool (${inside.length > 1 ? name : "one trial"})`, kind: "pool" }] : []),
    ...(state.reviews === "shown" ? reviews.map((row) => ({ ...row, kind: "review" })) : []),
  ];
  const columns = Object.fromEntries(["estimate", "low", "high", "weight"].map((key) => [key, column(drawn, key)]));
  const left = listInWords(rows.filter((row) => row.key && !inside.includes(row)).map(({ name }) => name));
  return {
    along: Float64Array.from(drawn.keys()),
    columns,
    facts: { ...pool, left, ...blocksOf(rows, inside, weights) },
    names: drawn.map((row) => row.name),
    kinds: drawn.map((row) => row.kind),
  };
}

/**
 * Every trial that has a number as a block: where it stands, its share of the weight in %, and the side of a square of
 * that share. One that is left out weighs nothing.
 * @type {(rows: Row[], inside: Row[], weights: ArrayLike<number>) => Facts}
 */
function blocksOf(rows, inside, weights) {
  const blocks = rows.flatMap((row) => {
    const share = inside.includes(row) ? weights[inside.indexOf(row)] : 0;
    const { key, estimate } = row;
    return key
      ? [
          [`${key}_at`, estimate],
          [`${key}_share`, 100 * share],
          [`${key}_side`, Math.sqrt(share)],
        ]
      : [];
  });
  return Object.fromEntries(blocks);
}

/** @type {(row: Row, inside: Row[]) => string} */
function kindOf(row, inside) {
  if (inside.includes(row)) return "trial";
  return Number.isFinite(row.estimate) ? "left_out" : "no_number";
}

/**
 * What is said of the trials as one, by the method and by the others, and the share of each.
 * @param {Row[]} inside
 * @param {Method} method
 * @param {number} near
 */
function poolOf(inside, method, near) {
  const found = pools(column(inside, "estimate"), column(inside, "se"));
  const { i2, ...own } = found[inside.length > 1 ? method : "fixed"]; // one trial has the interval of its own error
  const ends = Object.entries(found).flatMap(([name, each]) =>
    /** @type {const} */ (["estimate", "low", "high"]).map((key) => [`${name}_${key}`, each[key]]),
  );
  const doubtful = inside.some((row) => row.doubtful);
  return {
    ...own,
    i2: 100 * i2,
    ...Object.fromEntries(ends),
    k: inside.length,
    members: listInWords(inside.map(({ name }) => name)),
    doubtful,
    side_unclear: doubtful && Math.min(Math.abs(own.low), Math.abs(own.high)) < near,
    closer: found.modified.high - found.hksj.high > ROUNDING,
  };
}

export const metaAnalysis = { curves };
