// Trials pooled: those that are switched on, by the method that is chosen; beside them what reviews printed.
import { pools } from "../pooling.js";

const CHOSEN = {
  random: { method: "hksj", name: "HKSJ" },
  older: { method: "random", name: "older" },
  fixed: { method: "fixed", name: "fixed" },
};
const ROUNDING = 1e-9; // points; two trials that differ give the same by both forms

const column = (rows, key) => Float64Array.from(rows, (row) => row[key] ?? NaN);

/** Names as one reads them out: A, B and C. */
const listed = (names) => [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");

/** The rows, the pool if there is one, and the reviews if they are wanted. */
function run({ source: { rows, reviews, near } }, _, state) {
  const inside = rows.filter(({ key }) => state[key]);
  const { method, name } = CHOSEN[state.method];
  const { weights, ...facts } = told(inside, method, near);
  const own = { name: `Our pool (${inside.length > 1 ? name : "one trial"})`, ...facts };
  const below = [...(inside.length ? [own] : []), ...(state.reviews === "shown" ? reviews : [])];
  const drawn = [...rows, ...below];
  const columns = Object.fromEntries(["estimate", "low", "high"].map((key) => [key, column(drawn, key)]));
  columns.weight = Float64Array.from(drawn, (row) => weights[inside.indexOf(row)] ?? NaN);
  facts.left = listed(rows.filter((row) => row.key && !inside.includes(row)).map(({ name }) => name));
  facts.pooled_rows = below.length;
  facts.printed_rows = inside.length ? below.length - 1 : below.length;
  return { along: Float64Array.from(drawn.keys()), columns, facts, names: drawn.map(({ name }) => name) };
}

/** What is said of the trials as one, by the method and by the others, and the share of each. */
function told(inside, method, near) {
  const found = pools(column(inside, "estimate"), column(inside, "se"));
  const { i2, ...own } = found[inside.length > 1 ? method : "fixed"]; // one trial has the interval of its own error
  const ends = Object.entries(found).flatMap(([name, each]) =>
    ["estimate", "low", "high"].map((key) => [`${name}_${key}`, each[key]]),
  );
  const doubtful = inside.some((row) => row.doubtful);
  return {
    ...own,
    i2: 100 * i2,
    ...Object.fromEntries(ends),
    k: inside.length,
    members: listed(inside.map(({ name }) => name)),
    doubtful,
    brink: doubtful && Math.min(Math.abs(own.low), Math.abs(own.high)) < near,
    closer: found.modified.high - found.hksj.high > ROUNDING,
  };
}

export const pooled = { run };
