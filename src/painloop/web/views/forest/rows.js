// The rows of a forest: what each shows, in the units of the chart.

/** @import { Curves, ForestPlot, ForestRow } from "../../types.js" */

const POOLED = ["pool", "review"]; // our own, and one as others printed it; they have no weight

/**
 * A row for each value. Its kind is trial, left_out of the pool, no_number, pool, or review; where the source says no
 * kinds, all are trials.
 * @param {ForestPlot} view
 * @param {Curves} curves
 * @returns {ForestRow[]}
 */
export function rowsOf({ series, factor }, { columns, names, kinds }) {
  const [values, lows, highs, weights] = series.map(({ key }) => columns[key]);
  return Array.from(values, (value, i) => {
    const kind = kinds[i] ?? "trial";
    const [low, high] = [lows[i] * factor, highs[i] * factor];
    const significant = kind === "trial" && (low > 0 || high < 0);
    return { name: names[i] ?? "", kind, value: value * factor, low, high, weight: weights?.[i] ?? NaN, significant };
  });
}

/** @param {ForestRow} row */
export const isPooled = ({ kind }) => POOLED.includes(kind);
/** @param {ForestRow} row */
export const isSingle = (row) => !isPooled(row);
/** @param {ForestRow} row */
export const isUsable = ({ value }) => Number.isFinite(value);
/** @param {ForestRow} row */
export const isWeighted = ({ weight }) => weight >= 0;
