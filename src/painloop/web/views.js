// How a view is drawn, by kind: create(view, last) gives { node, update(scene) }; still.py has the same kinds.
import { createBars } from "./views/bars.js";
import { createForest } from "./views/forest.js";
import { createLines } from "./views/lines.js";
import { createRows } from "./views/rows.js";

export const VIEWS = { bars: createBars, forest: createForest, lines: createLines, rows: createRows };
