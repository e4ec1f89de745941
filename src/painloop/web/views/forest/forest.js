// A view of trials as rows: interval and estimate, a diamond for what is pooled.
// Its series are, in this order, the estimate, the ends of its interval and, where there is one, its weight (0 to 1).
import { scaleLinear } from "d3-scale";
import { createSvg, frame } from "../svg.js";
import { drawAxis } from "./axis.js";
import { drawEstimates } from "./estimates.js";
import { drawIntervals } from "./intervals.js";
import { drawKey, keyOf, LINE } from "./key.js";
import { domainOf, placed } from "./places.js";
import { rowsOf } from "./rows.js";
import { drawTexts } from "./texts.js";

/** @import { Chart, Drawn, ForestPlot, Layers, Svg } from "../../types.js" */

const LAYERS = ["grid", "x", "curves", "threshold", "truth", "dots", "names", "mark", "key", "title"];
const [TOP, BOTTOM] = [44, 64]; // px, above the rows and below them

/**
 * The empty chart of a view.
 * @type {(view: ForestPlot) => Chart}
 */
export function createForest(view) {
  const { svg, layers } = createSvg(view, LAYERS);
  return { node: svg.node(), update: (moment) => update(svg, layers, view, moment) };
}

/** @type {(svg: Svg, layers: Layers, view: ForestPlot, moment: Drawn) => void} */
function update(svg, layers, view, { curves, measures, width, height: given }) {
  const truth = /** @type {number} */ (curves.facts.truth ?? NaN);
  const unplaced = rowsOf(view, curves);
  const domain = domainOf(unplaced, truth, view);
  const key = keyOf(unplaced, width);
  const margin = { top: TOP, bottom: BOTTOM + LINE * (key.length - 1) };
  const { rows, height, left, pitch, above } = placed(
    unplaced,
    domain,
    { width, height: given, least: view.height },
    margin,
  );
  const box = { left, right: width - 14, top: TOP, bottom: height - margin.bottom };
  const x = scaleLinear(domain, [box.left, box.right]);
  frame(svg, view, { measures, width }, height);
  drawAxis(layers, x, box, truth, width);
  drawIntervals(layers.curves, view, rows, x, pitch);
  drawEstimates(layers.dots, view, rows, x, pitch);
  drawTexts(layers.names, view, rows, x, { pitch, above, width, left });
  drawKey(layers.key, key, height);
}
