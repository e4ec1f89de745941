// A view of curves: their names beside them, the threshold, the bands, and the measurements.
import { axisBottom, axisLeft, axisRight } from "d3-axis";
import { scaleLinear, scaleLog } from "d3-scale";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { uniqueId } from "../dom.js";
import { fill, numberOf, points, shown, tell } from "../state.js";

const LINE_HEIGHT = 14;
const DIAMOND = "M0,-6L6,0L0,6L-6,0Z";
const LAYERS = ["bands", "grid", "x", "y", "second", "threshold", "curves", "dots", "mark", "points", "labels", "title"];

/** An SVG with empty layers and its title; later updates only change attributes. */
export function createSvg(view, names) {
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg")).attr("role", "img").attr("class", "chart");
  const layer = (name) => [name, svg.append("g").attr("class", `chart__${name}`).attr("aria-hidden", "true")];
  const layers = Object.fromEntries(names.map(layer));
  layers.title.append("text").attr("y", 14).text(view.unit ? `${view.title} (${view.unit})` : view.title);
  return { svg, layers };
}

/** Gives an SVG its size and its finding as its name. */
export function frame(svg, view, { measures, width }, height = view.height) {
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  svg.classed("chart--narrow", width < 520).attr("aria-label", tell(view.finding, measures));
}

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
  const highest = drawn.reduce((top, { ys }) => ys.reduce((a, b) => (b > a ? b : a), top), 0);
  const axis = filledIn(view.across ?? spec.source.axis, curves.along, measures);
  const across = [box.left, width - box.right];
  const x = (axis.scale === "log" ? scaleLog : scaleLinear)([axis.low, axis.high], across);
  const y = scaleLinear([view.bottom, view.top ?? roundTop(highest)], [view.height - box.bottom, box.top]);

  frame(svg, view, scene);
  drawAxes(layers, view, { x, y, box, width, height: view.height, narrow, marks: marksOf(axis, narrow), titled });
  drawBands(layers.bands, view.bands, measures, x, y);
  drawThreshold(layers, view, measures, x, y);
  layers.box.attr("x", across[0]).attr("y", box.top - 2).attr("width", across[1] - across[0] + 2)
    .attr("height", view.height - box.bottom - box.top + 3);
  drawCurves(layers, drawn, x, y);
  drawLabels(layers.labels, named, drawn, { x, y, left: across[1] + 7, right: width, narrow });
  drawPoints(layers.points, points(spec, view, state), x, y);
}

/** Room for names at the ends of curves; charts that share an axis leave the same, so that they stand in line. */
function roomAtRight({ views }, view, state, narrow) {
  const alike = view.across ? [view] : views.filter(({ across }) => !across);
  const needed = alike.some((each) => each.second_unit || shown(each, state).filter(({ named_at: at }) => at === null).length > 1);
  return needed ? (narrow ? 84 : 122) : 18;
}

/** A series with its points in the units of the chart. */
function asDrawn(series, view, curves) {
  const ys = curves.columns[series.key].map((value) => value * view.factor);
  return { ...series, xs: series.over ? curves.columns[series.over] : curves.along, ys };
}

/** An axis with its label and its ends as they are now. */
const filledIn = (axis, along, measures) => ({
  ...axis,
  label: fill(axis.label, measures),
  low: numberOf(axis.low, measures) ?? (axis.scale === "clock" ? 0 : along[0]),
  high: numberOf(axis.high, measures) ?? along.at(-1),
});

/** The marks along the bottom, what is written at them and under them all: { ticks, write, title }. */
function marksOf({ scale, label, unit, low, high }, narrow) {
  const title = unit ? `${label} (${unit})` : label;
  if (scale === "linear") return { count: narrow ? 5 : 8, title };
  if (scale === "log") {
    const powers = Array.from({ length: Math.floor(Math.log10(high / low) + 1.000001) }, (_, i) => Math.ceil(Math.log10(low) - 1e-9) + i);
    const write = (value) => value.toLocaleString("en-GB", { maximumSignificantDigits: 1 });
    return { ticks: powers.filter((_, i) => !narrow || powers.length < 5 || i % 2 === 0).map((power) => 10 ** power), write, title };
  }
  const inDays = high > 48;
  const step = inDays ? 24 * Math.ceil(Math.round(high / 24) / (narrow ? 7 : 14)) : narrow && high > 24 ? 12 : 6;
  const ticks = Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
  return { ticks, write: (t) => (inDays ? t / 24 : t), title: `${inDays ? "days" : "hours"} after the first dose` };
}

function drawAxes(layers, view, { x, y, box, width, height, narrow, marks, titled }) {
  const bottom = height - box.bottom;
  const along = axisBottom(x).tickSizeOuter(0);
  if (marks.ticks) along.tickValues(marks.ticks).tickFormat(marks.write);
  else along.ticks(marks.count);
  layers.x.attr("transform", `translate(0,${bottom})`).call(along);
  layers.x.selectAll(".chart__axis-title").data(titled ? [0] : []).join("text").attr("class", "chart__axis-title")
    .attr("x", (box.left + width - box.right) / 2).attr("y", 34).text(marks.title);
  const count = Math.max(3, Math.round((bottom - box.top) / 40));
  layers.y.attr("transform", `translate(${box.left},0)`).call(axisLeft(y).ticks(count).tickSizeOuter(0));
  layers.grid.selectAll("line").data(y.ticks(count)).join("line")
    .attr("x1", box.left).attr("x2", width - box.right).attr("y1", y).attr("y2", y);
  if (view.second_unit) drawSecondAxis(layers.second, view, y, width - box.right, box.right);
}

function drawSecondAxis(layer, view, y, left, room) {
  const second = y.copy().domain(y.domain().map((value) => value * view.second_factor));
  layer.attr("transform", `translate(${left},0)`).call(axisRight(second).ticks(3).tickSizeOuter(0));
  layer.selectAll(".chart__axis-title").data([view.second_unit]).join("text")
    .attr("class", "chart__axis-title").attr("x", Math.min(room - 2, 32)).attr("y", 14).text((unit) => unit);
}

/** Stretches of the axis, each with its name at its upper left; those without a length are not drawn. */
function drawBands(layer, bands, measures, x, y) {
  const [low, high] = x.domain();
  const placed = bands
    .map(({ label, start, end }) => ({ label, from: Math.max(low, numberOf(start, measures)), to: Math.min(high, numberOf(end, measures)) }))
    .filter(({ from, to }) => to > from);
  const [bottom, top] = y.range();
  layer.selectAll("rect").data(placed).join("rect")
    .attr("x", ({ from }) => x(from)).attr("width", ({ from, to }) => x(to) - x(from)).attr("y", top).attr("height", bottom - top);
  layer.selectAll("text").data(placed).join("text").attr("x", ({ from }) => x(from) + 4).attr("y", top + 12).text(({ label }) => label);
}

function drawThreshold({ threshold, mark }, view, measures, x, y) {
  const level = view.threshold === null ? NaN : numberOf(view.threshold, measures);
  const at = Number.isFinite(level) ? [level] : [];
  const [from, to] = x.range();
  threshold.selectAll("line").data(at).join("line").attr("x1", from).attr("x2", to).attr("y1", y).attr("y2", y);
  mark.selectAll("text").data(at).join("text").attr("x", to - 4).attr("y", (value) => y(value) - 5).text(view.threshold_label);
}

function drawCurves({ curves, dots }, drawn, x, y) {
  // straight pieces: the points lie so close that a chord misses its curve by less than a pixel, and they paint three times faster
  const [low, high] = x.domain();
  const near = (value) => Math.min(2 * high - low, Math.max(2 * low - high, value)); // a path that runs far off loses its dashes
  const path = ({ xs, ys }) =>
    line((_, i) => x(near(xs[i])), (value) => y(value)).defined((value, i) => Number.isFinite(value) && Number.isFinite(xs[i])).digits(1)(ys);
  curves.selectAll("path").data(drawn.filter(({ form }) => form === "line"), ({ key }) => key).join("path")
    .attr("data-series", ({ key }) => key)
    .attr("class", ({ stroke }) => `chart__curve chart__curve--${stroke}`)
    .attr("style", ({ stroke }) => `stroke: var(--stroke-${stroke}); stroke-dasharray: var(--dash-${stroke})`)
    .attr("d", (series) => path(series) ?? "");
  const dot = ({ xs, ys, form }) => Array.from(ys, (value, i) => circle(x(xs[i]), y(value), form === "ring" ? 5 : 6)).join("");
  dots.selectAll("path").data(drawn.filter(({ form }) => form !== "line"), ({ key }) => key).join("path")
    .attr("data-series", ({ key }) => key)
    .attr("class", ({ form }) => `chart__dot chart__dot--${form}`)
    .attr("style", ({ stroke }) => `--own: var(--stroke-${stroke})`)
    .attr("d", dot);
}

const circle = (x, y, r) =>
  Number.isFinite(x) && Number.isFinite(y) ? `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0` : "";

/** Names at the curves' ends, pushed apart where they would touch, on a phone in two lines; and names beside a point. */
function drawLabels(layer, named, drawn, { x, y, left, right, narrow }) {
  const lines = ({ label }) => (narrow ? label.split(/(?<=-)| /) : [label]);
  const ends = named.length > 1 ? named.filter(({ ys }) => Number.isFinite(ys.at(-1))) : [];
  const placed = ends.map((series) => ({ ...series, lines: lines(series), x: left, at: Math.max(y(series.ys.at(-1)), y.range()[1]), anchor: "start" }));
  placed.sort((a, b) => b.at - a.at);
  placed.forEach((label, i) => {
    const below = placed[i - 1]?.at ?? Infinity;
    label.at = Math.min(label.at, below - LINE_HEIGHT * label.lines.length - (narrow ? 3 : 1));
  });
  const beside = drawn.filter(({ named_at: at }) => at !== null).map((series) => besidePoint(series, x, y, right)).filter(Boolean);
  layer.selectAll("text").data([...placed, ...beside], ({ key }) => key).join("text")
    .attr("style", ({ stroke, anchor }) => `fill: var(--stroke-${stroke}); text-anchor: ${anchor}`)
    .attr("transform", ({ x: at, at: height, lines: all }) => `translate(${at},${height + 4 - (LINE_HEIGHT / 2) * (all.length - 1)})`)
    .selectAll("tspan").data(({ lines: all }) => all).join("tspan")
    .attr("x", 0).attr("y", (_, i) => i * LINE_HEIGHT).text((text) => text);
}

/** Where the name of a curve stands that is named at a share of it: to the right, unless there is no room. */
function besidePoint(series, x, y, right) {
  const { xs, ys, named_at: share, label } = series;
  const [low, high] = x.domain();
  const [bottom, top] = y.domain();
  const inside = Array.from(ys.keys()).filter((i) => xs[i] >= low && xs[i] <= high && ys[i] >= bottom && ys[i] <= top);
  if (!inside.length || !label) return null;
  const i = inside[Math.round(share * (inside.length - 1))];
  const at = x(xs[i]);
  const length = 7.8 * label.length;
  const fits = at + 10 + length < right;
  const level = Math.max(y(ys[i]) - 10, y.range()[1] + 6); // above its curve, and inside the picture
  return { ...series, lines: [label], x: fits ? at + 6 : Math.max(at - 6, length), at: level, anchor: fits ? "start" : "end" };
}

function drawPoints(layer, data, x, y) {
  const at = ({ time }) => x(time);
  const ranged = data.filter(({ low }) => low !== null);
  const valued = data.filter(({ value }) => value !== null);
  layer.selectAll("line").data(ranged).join("line")
    .attr("x1", at).attr("x2", at).attr("y1", ({ low }) => y(low)).attr("y2", ({ high }) => y(high));
  layer.selectAll("path").data(valued.filter(({ relative }) => relative)).join("path")
    .attr("d", DIAMOND).attr("transform", (p) => `translate(${at(p)},${y(p.value)})`);
  layer.selectAll("circle").data(valued.filter(({ relative }) => !relative)).join("circle")
    .attr("r", 5).attr("cx", at).attr("cy", ({ value }) => y(value));
}
