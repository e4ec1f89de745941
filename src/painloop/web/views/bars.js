// A view of bars, one for each name along the axis: outlines for the first series, filled bars for the second.
import { scaleLinear } from "d3-scale";
import { put } from "./put.js";
import { createSvg, frame } from "./svg.js";

/** @import { BarChart, Chart, Drawn, Layers, Svg } from "../types.js" */

const TOP = 28;
const COUNT_ROOM = 58; // px, for "12 of 15"
const LAYERS = ["bars", "curves", "names", "counts", "title"];

/**
 * The empty chart of a view.
 * @type {(view: BarChart) => Chart}
 */
export function createBars(view) {
  const { svg, layers } = createSvg(view, LAYERS);
  return { node: svg.node(), update: (moment) => update(svg, layers, view, moment) };
}

/** @type {(svg: Svg, layers: Layers, view: BarChart, moment: Drawn) => void} */
function update(svg, layers, view, moment) {
  const { names, columns } = moment.curves;
  const { height = view.height } = moment;
  const [all, chosen] = view.series.map(({ key }) => Array.from(columns[key], (value) => value * view.factor));
  const step = (height - TOP) / names.length;
  const left = 12 + 7 * Math.max(...names.map(({ length }) => length));
  const x = scaleLinear([0, Math.max(...all)], [left, moment.width - COUNT_ROOM]);
  /** @param {number} i */
  const top = (i) => (TOP + step * (i + 0.17)).toFixed(1);
  /** @type {(length: number, i: number) => string} */
  const path = (length, i) => `M${left},${top(i)}h${length.toFixed(1)}v${(step * 0.66).toFixed(1)}H${left}z`;
  /** @type {(value: number, i: number) => string} */
  const bar = (value, i) => (value > 0 ? path(x(value) - left, i) : "");
  /** @type {(datum: unknown, i: number) => number} */
  const middle = (_, i) => TOP + step * (i + 0.5) + 4.5;

  frame(svg, view, moment, height);
  put(layers.bars, "path", chosen, {
    class: "chart__bar",
    style: (_, i) => `--own: var(--stroke-${names[i]})`,
    d: bar,
  });
  put(layers.curves, "path", [all, chosen], {
    "data-series": (_, i) => view.series[i].key,
    class: (_, i) => ["chart__outline", "chart__edge"][i],
    d: (values) => values.map(bar).join(""),
  });
  put(layers.names, "text", names, { x: left - 7, y: middle, text: (name) => name });
  put(layers.counts, "text", chosen, {
    x: (_, i) => x(all[i]) + 6,
    y: middle,
    text: (value, i) => (value === all[i] ? value : `${value} of ${all[i]}`),
  });
}
