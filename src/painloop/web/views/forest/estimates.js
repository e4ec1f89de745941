// The estimates of a forest. Of a trial: a square as large as its weight, or a dot where there are no weights; filled
// where it is significant, else hollow. Of a pool: a diamond from end to end of its interval.
import { circle, square } from "../shapes.js";
import { diamond } from "./diamond.js";
import { CROWDED, drawPaths, stroke } from "./paths.js";
import { isSingle, isUsable, isWeighted } from "./rows.js";

/** @import { ForestPlot, Layer, Path, PlacedRow, Scale } from "../../types.js" */

const SIDE = 17; // px, of the square of the heaviest trial

/**
 * Draws them; where there are weights, ticks in the squares are the estimates, and the squares the weights.
 * @param {Layer} layer
 * @param {ForestPlot} view
 * @param {PlacedRow[]} rows
 * @param {Scale} x
 * @param {number} pitch
 */
export function drawEstimates(layer, { series: [estimate, , , weight] }, rows, x, pitch) {
  const usable = rows.filter(isUsable);
  const single = usable.filter(isSingle);
  const significant = single.filter((row) => row.significant);
  const r = Number(Math.min(5, Math.max(1.6, pitch * 0.36)).toFixed(1));
  const mark = markOf(single, x, pitch, r);
  /** @param {PlacedRow} row */
  const tick = (row) => (isWeighted(row) ? `M${x(row.value).toFixed(1)},${row.at - 3}v6` : "");
  /** @type {(key: string | null, style: string, marks: string[]) => Path} */
  const dots = (key, style, marks) => ({ key, look: "chart__dot", style, marks });
  const hollow = `fill: var(--paper); ${stroke("not_significant", Math.min(1.8, r * 0.7))}`;
  const filled = `fill: var(--stroke-significant); ${stroke("significant", pitch < CROWDED ? 0 : 1)}`;
  /** @param {string} kind */
  const diamonds = (kind) =>
    usable.filter((row) => row.kind === kind).map((row) => diamond(x, row, Math.min(8, pitch * 0.4)));
  drawPaths(layer, [
    ...(weight ? [dots(weight.key, hollow, single.map(mark))] : []),
    dots(estimate.key, hollow, single.map(weight ? tick : mark)),
    dots(null, filled, significant.map(mark)),
    dots(null, "fill: var(--ink); stroke: none", diamonds("pool")), // an edge would hide the tips
    dots(null, "fill: var(--paper); stroke: var(--ink)", diamonds("review")),
  ]);
}

/**
 * How a trial is marked: the area of its square is its weight beside that of the heaviest.
 * @param {PlacedRow[]} single
 * @param {Scale} x
 * @param {number} pitch
 * @param {number} r - px, the radius of a dot
 * @returns {(row: PlacedRow) => string}
 */
function markOf(single, x, pitch, r) {
  const heaviest = Math.max(...single.map((row) => row.weight || 0));
  const largest = Math.min(SIDE, pitch * 0.8);
  /** @param {number} weight */
  const side = (weight) => Number((Math.max(0.2, Math.sqrt(weight / heaviest)) * largest).toFixed(1));
  return (row) => (isWeighted(row) ? square(x(row.value), row.at, side(row.weight)) : circle(x(row.value), row.at, r));
}
