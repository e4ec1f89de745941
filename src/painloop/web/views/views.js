// How a view is drawn, by kind: create(view, last) gives { node, update(moment) }.
import { createBars } from "./bars.js";
import { createForest } from "./forest/forest.js";
import { createLines } from "./lines.js";
import { createRows } from "./rows.js";

/** @import { Chart, ChartMakers, View } from "../types.js" */

/** @type {ChartMakers} */
const VIEWS = { bars: createBars, forest: createForest, lines: createLines, rows: createRows };

/**
 * The empty charts of all views. The axis is written under a chart if it is the last of those that share it.
 * @param {View[]} views
 * @returns {Chart[]}
 */
export function chartsOf(views) {
  /** @param {number} i */
  const last = (i) => i === views.length - 1 || views.slice(i + 1).every(({ across }) => across);
  return views.map((view, i) => VIEWS[view.kind](view, last(i)));
}
