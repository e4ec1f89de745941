// The intervals of trials, and the rules between trials, our own pool and reviews.
import { CROWDED, drawPaths, stroke } from "./paths.js";
import { isPooled, isSingle } from "./rows.js";

/** @import { ForestPlot, Layer, Path, PlacedRow, Scale } from "../../types.js" */

/**
 * Both halves of every interval, and those that exclude no difference once more, thicker and in their colour.
 * @param {Layer} layer
 * @param {ForestPlot} view
 * @param {PlacedRow[]} rows
 * @param {Scale} x
 * @param {number} pitch
 */
export function drawIntervals(layer, { series: [, low, high] }, rows, x, pitch) {
  const single = rows.filter(isSingle);
  const significant = single.filter((row) => row.significant);
  const width = Math.min(2, Math.max(0.6, pitch / 5));
  const faint = pitch < CROWDED ? "; stroke-opacity: 0.5" : ""; // so that the estimates stand out of a crowd
  /** @typedef {"low" | "value" | "high"} End */
  /** @type {(chosen: PlacedRow[], from: End, to: End) => string[]} */
  const lines = (chosen, from, to) => chosen.map((row) => line(x, row, row[from], row[to]));
  /** @type {(key: string | null, name: string, wide: number, marks: string[]) => Path} */
  const curve = (key, name, wide, marks) => ({ key, look: "chart__curve", style: stroke(name, wide) + faint, marks });
  const rules = rulesOf(rows, x);
  drawPaths(layer, [
    curve(low.key, "not_significant", width, lines(single, "low", "value")),
    curve(high.key, "not_significant", width, lines(single, "value", "high")),
    curve(null, "significant", width * 1.5, lines(significant, "low", "high")),
    ...(rules.length
      ? [{ look: "chart__curve", style: "stroke: var(--ink-soft); stroke-width: 1", marks: rules }]
      : []),
  ]);
}

/** @type {(x: Scale, row: PlacedRow, from: number, to: number) => string} */
const line = (x, { at }, from, to) =>
  Number.isFinite(from) && Number.isFinite(to) ? `M${x(from).toFixed(1)},${at.toFixed(1)}H${x(to).toFixed(1)}` : "";

/**
 * A rule above the first row of the pools, and above the first of the reviews.
 * @param {PlacedRow[]} rows
 * @param {Scale} x
 */
function rulesOf(rows, x) {
  /** @param {PlacedRow} row */
  const group = (row) => (isPooled(row) ? row.kind : "trial");
  const first = rows.filter((row, i) => i && group(row) !== group(rows[i - 1]));
  return first.map(({ top }) => `M4,${top.toFixed(1)}H${x.range()[1]}`);
}
