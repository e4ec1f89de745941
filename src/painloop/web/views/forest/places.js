// Where the rows of a forest stand, and how far its axis goes.
import { scaleLinear } from "d3-scale";
import { LETTER } from "./lettering.js";
import { isPooled } from "./rows.js";

/** @import { ForestPlot, ForestRow, PlacedRow } from "../../types.js" */

const NAMED_ABOVE = 38; // px a row takes whose name stands above it
const NAMED_MOST = 0.42; // of the width, for names at the left
const LIFT = 14; // px more, for the numbers above an interval that leaves the picture

/**
 * The ends of the axis: wide enough for all, pooled intervals as far as the view goes, with room for the names on both
 * sides of no difference.
 * @param {ForestRow[]} rows
 * @param {number} truth
 * @param {ForestPlot} view
 */
export function domainOf(rows, truth, { bottom, top }) {
  /** @param {number} end */
  const within = (end) => (top === null ? end : Math.max(bottom, Math.min(top, end)));
  /** @param {ForestRow} row */
  const seen = (row) => [row.value, ...[row.low, row.high].map((end) => (isPooled(row) ? within(end) : end))];
  const ends = [0, truth, ...rows.flatMap(seen)].filter(Number.isFinite);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const least = 0.25 * (high - low) || 1;
  return scaleLinear()
    .domain([Math.min(low, -least), Math.max(high, least)])
    .nice()
    .domain();
}

/**
 * The rows with their places: names at their left, or, where these would take too much of the width and there is room,
 * above them; a name that has neither room is cut. Each row has its `top`, the height `at` which it is drawn, and how
 * much room it has above for numbers.
 * @param {ForestRow[]} unplaced
 * @param {number[]} domain
 * @param {{ width: number, height: number | undefined, least: number }} room - px; without a height it is as tall as
 *   names above rows need, at least so much
 * @param {{ top: number, bottom: number }} margin - px above the rows and below them
 */
export function placed(unplaced, domain, { width, height: given, least }, margin) {
  const [first, last] = domain;
  const longest = LETTER * Math.max(...unplaced.map(({ name }) => name.length));
  /** @type {number[]} */
  const lifts = unplaced.map(({ low, high }) => (low < first || high > last ? LIFT : 0));
  const taken = margin.top + margin.bottom + lifts.reduce((sum, lift) => sum + lift, 0);
  const tall = taken + NAMED_ABOVE * unplaced.length;
  const above = longest > NAMED_MOST * width && tall <= (given ?? tall);
  const height = given ?? (above ? Math.max(least, tall) : least);
  const pitch = (height - taken) / unplaced.length;
  const left = Math.min(longest, NAMED_MOST * width);
  const letters = Math.floor(left / LETTER);
  let bottom = margin.top;
  /** @type {PlacedRow[]} */
  const rows = unplaced.map((row, i) => {
    const top = bottom;
    bottom += pitch + lifts[i];
    const name = above || row.name.length <= letters ? row.name : `${row.name.slice(0, letters - 1).trim()}…`;
    return { ...row, name, top, lift: lifts[i], at: bottom - pitch * (above ? 0.3 : 0.5) };
  });
  return { rows, height, left: longest && !above ? left + 12 : 14, pitch, above };
}
