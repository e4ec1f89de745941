// A view of bars, one for each name along the axis: the first series as outlines, the last as what is chosen of them.
import { scaleLinear } from "d3-scale";
import { createSvg, frame } from "./svg.js";

const TOP = 28;
const COUNT_ROOM = 58; // px, for "12 of 15"
const LAYERS = ["bars", "curves", "names", "counts", "title"];

/** The empty chart of a view. */
export function createBars(view) {
  const { svg, layers } = createSvg(view, LAYERS);
  return { node: svg.node(), update: (scene) => update(svg, layers, view, scene) };
}

function update(svg, layers, view, scene) {
  const { names, columns } = scene.curves;
  const [all, chosen] = view.series.map(({ key }) => Array.from(columns[key], (value) => value * view.factor));
  const step = (view.height - TOP) / names.length;
  const left = 12 + 7 * Math.max(...names.map(({ length }) => length));
  const x = scaleLinear([0, Math.max(...all)], [left, scene.width - COUNT_ROOM]);
  const top = (i) => (TOP + step * (i + 0.17)).toFixed(1);
  const path = (length, i) => `M${left},${top(i)}h${length.toFixed(1)}v${(step * 0.66).toFixed(1)}H${left}z`;
  const bar = (value, i) => (value > 0 ? path(x(value) - left, i) : "");
  const middle = (_, i) => TOP + step * (i + 0.5) + 4.5;

  frame(svg, view, scene);
  layers.bars
    .selectAll("path")
    .data(chosen)
    .join("path")
    .attr("class", "chart__bar")
    .attr("style", (_, i) => `--own: var(--stroke-${names[i]})`)
    .attr("d", bar);
  layers.curves
    .selectAll("path")
    .data([all, chosen])
    .join("path")
    .attr("data-series", (_, i) => view.series[i].key)
    .attr("class", (_, i) => ["chart__outline", "chart__edge"][i])
    .attr("d", (values) => values.map(bar).join(""));
  layers.names
    .selectAll("text")
    .data(names)
    .join("text")
    .attr("x", left - 7)
    .attr("y", middle)
    .text((name) => name);
  layers.counts
    .selectAll("text")
    .data(chosen)
    .join("text")
    .attr("x", (_, i) => x(all[i]) + 6)
    .attr("y", middle)
    .text((value, i) => (value === all[i] ? value : `${value} of ${all[i]}`));
}
