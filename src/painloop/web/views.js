// How a view is drawn, by kind: create(view, last) gives { node, update(scene) }.
import { createBars } from "./views/bars.js";
import { createForest } from "./views/forest.js";
import { createLines } from "./views/lines.js";
import { createRows } from "./views/rows.js";

const VIEWS = { bars: createBars, forest: createForest, lines: createLines, rows: createRows };

/** The empty charts of all views. The axis is written under a chart if it is the last of those that share it. */
export function chartsOf(views) {
  const last = (i) => i === views.length - 1 || views.slice(i + 1).every(({ across }) => across);
  return views.map((view, i) => VIEWS[view.kind](view, last(i)));
}
