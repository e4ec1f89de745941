// A view as SVG: curves with their names at their ends, the threshold, and the measurements.
import { axisBottom, axisLeft, axisRight } from "d3-axis";
import { scaleLinear, scaleLog } from "d3-scale";
import { select } from "d3-selection";
import { line } from "d3-shape";
import { points, shown, tell } from "./state.js";

const LINE_HEIGHT = 14;
const DIAMOND = "M0,-6L6,0L0,6L-6,0Z";

/** The empty chart of a view; later calls of `update` only change attributes. */
export function createChart(view, last) {
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg")).attr("role", "img").attr("class", "chart");
  const layers = Object.fromEntries(
    ["grid", "x", "y", "second", "threshold", "curves", "mark", "points", "labels", "title"].map((name) => [
      name,
      svg.append("g").attr("class", `chart__${name}`).attr("aria-hidden", "true"),
    ]),
  );
  layers.title.append("text").attr("y", 14).text(`${view.title} (${view.unit})`);
  return { node: svg.node(), update: (scene) => update(svg, layers, view, last, scene) };
}

/** The round number at or above a value: 1, 2 or 5 times a power of ten. */
export function roundTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((m) => m * power).find((top) => top >= value);
}

function update(svg, layers, view, last, { spec, state, measures, curves, width }) {
  const narrow = width < 520;
  const box = { left: 40, right: narrow ? 84 : 122, top: 32, bottom: last ? 40 : 22 };
  const height = view.height;
  const drawn = shown(view, state).map((series) => ({
    ...series,
    values: curves.columns[series.key].map((value) => value * view.factor),
  }));
  const { along } = curves;
  const highest = drawn.reduce((top, { values }) => values.reduce((a, b) => Math.max(a, b), top), 0);
  const across = [box.left, width - box.right];
  const x = spec.source.kind === "regimen" ? scaleLinear([0, along.at(-1)], across) : scaleLog([along[0], along.at(-1)], across);
  const y = scaleLinear([0, view.top ?? roundTop(highest)], [height - box.bottom, box.top]);

  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  svg.classed("chart--narrow", narrow).attr("aria-label", tell(view.finding, measures));
  drawAxes(layers, view, { x, y, box, width, height, narrow, axis: axisOf(spec.source, x.domain()[1], narrow), last });
  drawThreshold(layers, view, x, y);
  // straight pieces: the points lie so close that a chord misses its curve by less than a pixel, and they paint three times faster
  const path = line((_, i) => x(along[i]), (value) => y(value)).digits(1);
  layers.curves.selectAll("path").data(drawn, ({ key }) => key).join("path")
    .attr("data-series", ({ key }) => key)
    .attr("class", ({ stroke }) => `chart__curve chart__curve--${stroke}`)
    .attr("style", ({ stroke }) => `stroke: var(--stroke-${stroke}); stroke-dasharray: var(--dash-${stroke})`)
    .attr("d", ({ values }) => path(values));
  drawLabels(layers.labels, drawn, across[1] + 7, y, narrow);
  drawPoints(layers.points, points(spec, view, state), x, y);
}

/** The marks along the bottom, what is written at them and under them all: { ticks, write, title }. */
function axisOf({ kind, axis, low, high }, end, narrow) {
  if (kind !== "regimen") {
    const powers = Array.from({ length: Math.floor(Math.log10(high / low) + 1.000001) }, (_, i) => Math.ceil(Math.log10(low) - 1e-9) + i);
    const write = (value) => value.toLocaleString("en-GB", { maximumSignificantDigits: 1 });
    return { ticks: powers.filter((_, i) => !narrow || powers.length < 5 || i % 2 === 0).map((power) => 10 ** power), write, title: `${axis.label} (${axis.unit})` };
  }
  const inDays = end > 48;
  const step = inDays ? 24 * Math.ceil(Math.round(end / 24) / (narrow ? 7 : 14)) : narrow && end > 24 ? 12 : 6;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
  return { ticks, write: (t) => (inDays ? t / 24 : t), title: `${inDays ? "days" : "hours"} after the first dose` };
}

function drawAxes(layers, view, { x, y, box, width, height, narrow, axis, last }) {
  const bottom = height - box.bottom;
  layers.x.attr("transform", `translate(0,${bottom})`)
    .call(axisBottom(x).tickValues(axis.ticks).tickSizeOuter(0).tickFormat(axis.write));
  layers.x.selectAll(".chart__axis-title").data(last ? [0] : []).join("text").attr("class", "chart__axis-title")
    .attr("x", (box.left + width - box.right) / 2).attr("y", 34).text(axis.title);
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

function drawThreshold({ threshold, mark }, view, x, y) {
  const at = view.threshold === null ? [] : [view.threshold];
  const [from, to] = x.range();
  threshold.selectAll("line").data(at).join("line").attr("x1", from).attr("x2", to).attr("y1", y).attr("y2", y);
  mark.selectAll("text").data(at).join("text").attr("x", to - 4).attr("y", (value) => y(value) - 5).text(view.threshold_label);
}

/** Names at the curves' ends, pushed apart where they would touch; on a phone in two lines. A lone curve needs none. */
function drawLabels(layer, drawn, left, y, narrow) {
  const lines = ({ label }) => (narrow ? label.split(/(?<=-)| /) : [label]);
  const placed = drawn.length > 1 ? drawn.map((series) => ({ ...series, lines: lines(series), at: y(series.values.at(-1)) })) : [];
  placed.sort((a, b) => b.at - a.at);
  placed.forEach((label, i) => {
    const below = placed[i - 1]?.at ?? Infinity;
    label.at = Math.min(label.at, below - LINE_HEIGHT * label.lines.length - (narrow ? 3 : 1));
  });
  layer.selectAll("text").data(placed, ({ key }) => key).join("text")
    .attr("style", ({ stroke }) => `fill: var(--stroke-${stroke})`)
    .attr("transform", ({ at, lines }) => `translate(${left},${at + 4 - (LINE_HEIGHT / 2) * (lines.length - 1)})`)
    .selectAll("tspan").data(({ lines }) => lines).join("tspan")
    .attr("x", 0).attr("y", (_, i) => i * LINE_HEIGHT).text((line) => line);
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
