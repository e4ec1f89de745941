// A view of curves: their names beside them, the threshold, the bands, and the measurements.
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { uniqueId } from "../dom.js";
import { numberOf, points, shown } from "../state.js";
import { drawAxes, filledIn, marksOf } from "./axes.js";
import { drawLabels } from "./names.js";
import { createSvg, frame } from "./svg.js";

const DIAMOND = "M0,-6L6,0L0,6L-6,0Z";
const LAYERS = [
  "bands",
  "grid",
  "x",
  "y",
  "second",
  "threshold",
  "curves",
  "dots",
  "mark",
  "points",
  "labels",
  "title",
];

/** The empty chart of a view. */
export function createLines(view, last) {
  const { svg, layers } = createSvg(view, LAYERS);
  const clip = uniqueId("clip");
  layers.box = svg.append("clipPath").attr("id", clip).append("rect");
  layers.curves.attr("clip-path", `url(#${clip})`);
  return { node: svg.node(), update: (scene) => update(svg, layers, view, last, scene) };
}

/** The round number at or above a value: 1, 2 or 5 times a power of ten. */
export function roundTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((m) => m * power).find((top) => top >= value);
}

function update(svg, layers, view, last, scene) {
  const { spec, state, measures, curves, width } = scene;
  const narrow = width < 520;
  const titled = last || view.across !== null;
  const drawn = shown(view, state).map((series) => asDrawn(series, view, curves));
  const named = drawn.filter(({ named_at: at }) => at === null);
  const box = { left: 40, right: roomAtRight(spec, view, state, narrow), top: 32, bottom: titled ? 40 : 22 };
  // biome-ignore lint/complexity/useMathMinMax: the greatest of what is drawn; a gap is NaN, which Math.max would give
  const highest = drawn.reduce((top, { ys }) => ys.reduce((a, b) => (b > a ? b : a), top), 0);
  const axis = filledIn(view.across ?? spec.source.axis, curves.along, measures);
  const across = [box.left, width - box.right];
  const x = (axis.scale === "log" ? scaleLog : scaleLinear)([axis.low, axis.high], across);
  const y = scaleLinear([view.bottom, view.top ?? roundTop(highest)], [view.height - box.bottom, box.top]);

  frame(svg, view, scene);
  drawAxes(layers, view, { x, y, box, width, height: view.height, marks: marksOf(axis, narrow), titled });
  drawBands(layers.bands, view.bands, measures, x, y);
  drawThreshold(layers, view, measures, x, y);
  layers.box
    .attr("x", across[0])
    .attr("y", box.top - 2)
    .attr("width", across[1] - across[0] + 2)
    .attr("height", view.height - box.bottom - box.top + 3);
  drawCurves(layers, drawn, x, y);
  drawLabels(layers.labels, named, drawn, { x, y, left: across[1] + 7, right: width, narrow });
  drawPoints(layers.points, points(spec, view, state), x, y);
}

/** Room for names at the ends of curves; charts that share an axis leave the same, so that they stand in line. */
function roomAtRight({ views }, view, state, narrow) {
  const alike = view.across ? [view] : views.filter(({ across }) => !across);
  const needed = alike.some(
    (each) => each.second_unit || shown(each, state).filter(({ named_at: at }) => at === null).length > 1,
  );
  return needed ? (narrow ? 84 : 122) : 18;
}

/** A series with its points in the units of the chart. */
function asDrawn(series, view, curves) {
  const ys = curves.columns[series.key].map((value) => value * view.factor);
  return { ...series, xs: series.over ? curves.columns[series.over] : curves.along, ys };
}

/** Stretches of the axis, each with its name at its upper left; those without a length are not drawn. */
function drawBands(layer, bands, measures, x, y) {
  const [low, high] = x.domain();
  const placed = bands
    .map(({ label, start, end }) => ({
      label,
      from: Math.max(low, numberOf(start, measures)),
      to: Math.min(high, numberOf(end, measures)),
    }))
    .filter(({ from, to }) => to > from);
  const [bottom, top] = y.range();
  layer
    .selectAll("rect")
    .data(placed)
    .join("rect")
    .attr("x", ({ from }) => x(from))
    .attr("width", ({ from, to }) => x(to) - x(from))
    .attr("y", top)
    .attr("height", bottom - top);
  layer
    .selectAll("text")
    .data(placed)
    .join("text")
    .attr("x", ({ from }) => x(from) + 4)
    .attr("y", top + 12)
    .text(({ label }) => label);
}

function drawThreshold({ threshold, mark }, view, measures, x, y) {
  const level = view.threshold === null ? NaN : numberOf(view.threshold, measures);
  const at = Number.isFinite(level) ? [level] : [];
  const [from, to] = x.range();
  threshold.selectAll("line").data(at).join("line").attr("x1", from).attr("x2", to).attr("y1", y).attr("y2", y);
  mark
    .selectAll("text")
    .data(at)
    .join("text")
    .attr("x", to - 4)
    .attr("y", (value) => y(value) - 5)
    .text(view.threshold_label);
}

function drawCurves({ curves, dots }, drawn, x, y) {
  // straight pieces: the points lie so close that a chord misses its curve by less than a pixel, and they paint three
  // times faster
  const [low, high] = x.domain();
  // a path that runs far off loses its dashes
  const near = (value) => Math.min(2 * high - low, Math.max(2 * low - high, value));
  const path = ({ xs, ys }) =>
    line(
      (_, i) => x(near(xs[i])),
      (value) => y(value),
    )
      .defined((value, i) => Number.isFinite(value) && Number.isFinite(xs[i]))
      .digits(1)(ys);
  curves
    .selectAll("path")
    .data(
      drawn.filter(({ form }) => form === "line"),
      ({ key }) => key,
    )
    .join("path")
    .attr("data-series", ({ key }) => key)
    .attr("class", ({ stroke }) => `chart__curve chart__curve--${stroke}`)
    .attr("style", ({ stroke }) => `stroke: var(--stroke-${stroke}); stroke-dasharray: var(--dash-${stroke})`)
    .attr("d", (series) => path(series) ?? "");
  const dot = ({ xs, ys, form }) =>
    Array.from(ys, (value, i) => circle(x(xs[i]), y(value), form === "ring" ? 5 : 6)).join("");
  dots
    .selectAll("path")
    .data(
      drawn.filter(({ form }) => form !== "line"),
      ({ key }) => key,
    )
    .join("path")
    .attr("data-series", ({ key }) => key)
    .attr("class", ({ form }) => `chart__dot chart__dot--${form}`)
    .attr("style", ({ stroke }) => `--own: var(--stroke-${stroke})`)
    .attr("d", dot);
}

const circle = (x, y, r) =>
  Number.isFinite(x) && Number.isFinite(y)
    ? `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`
    : "";

function drawPoints(layer, data, x, y) {
  const at = ({ time }) => x(time);
  const ranged = data.filter(({ low }) => low !== null);
  const valued = data.filter(({ value }) => value !== null);
  layer
    .selectAll("line")
    .data(ranged)
    .join("line")
    .attr("x1", at)
    .attr("x2", at)
    .attr("y1", ({ low }) => y(low))
    .attr("y2", ({ high }) => y(high));
  layer
    .selectAll("path")
    .data(valued.filter(({ relative }) => relative))
    .join("path")
    .attr("d", DIAMOND)
    .attr("transform", (p) => `translate(${at(p)},${y(p.value)})`);
  layer
    .selectAll("circle")
    .data(valued.filter(({ relative }) => !relative))
    .join("circle")
    .attr("r", 5)
    .attr("cx", at)
    .attr("cy", ({ value }) => y(value));
}
