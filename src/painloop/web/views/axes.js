// The axes of a view of curves: what is written at them, and the lines across.
import { axisBottom, axisLeft, axisRight } from "d3-axis";
import { numberOf } from "../state/state.js";
import { fill } from "../words/words.js";
import { put } from "./put.js";
import { unless } from "./svg.js";

/** @import { NumberValue } from "d3-scale" */
/** @import { Axis, Box, Column, Layer, Layers, LineChart, Measured, Scale } from "../types.js" */

/** @typedef {Axis & { low: number, high: number }} FilledAxis - its ends are numbers */

/**
 * The marks of an axis, what is written at them, and under them all; without ticks, d3 chooses so many.
 * @typedef {{ ticks?: number[], count?: number, write?: (value: number) => string | number, title: string }} Marks
 */

/**
 * An axis with its label and its ends as they are now.
 * @type {(axis: Axis, along: Column, measures: Measured) => FilledAxis}
 */
export const filledIn = (axis, along, measures) => ({
  ...axis,
  label: fill(axis.label, measures),
  low: numberOf(axis.low, measures) ?? (axis.scale === "clock" ? 0 : along[0]),
  high: numberOf(axis.high, measures) ?? /** @type {number} */ (along.at(-1)),
});

/**
 * The powers of ten from one number to another.
 * @param {number[]} ends
 */
function powersOf([low, high]) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const count = Math.floor(Math.log10(high) + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => 10 ** (first + i));
}

const FIGURES = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 1 });
/** @param {number} value */
const inFull = (value) => FIGURES.format(value);

/**
 * The marks along the bottom.
 * @param {FilledAxis} axis
 * @param {boolean} narrow
 * @returns {Marks}
 */
export function marksOf({ scale, label, unit, low, high }, narrow) {
  const title = unit ? `${label} (${unit})` : label;
  if (scale === "linear") return { count: narrow ? 5 : 8, title };
  if (scale === "log") {
    const powers = powersOf([low, high]);
    return { ticks: powers.filter((_, i) => !narrow || powers.length < 5 || i % 2 === 0), write: inFull, title };
  }
  const inDays = high > 48;
  const step = inDays ? 24 * Math.ceil(Math.round(high / 24) / (narrow ? 7 : 14)) : narrow && high > 24 ? 12 : 6;
  const ticks = Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
  return { ticks, write: (t) => (inDays ? t / 24 : t), title: `${inDays ? "days" : "hours"} after the first dose` };
}

/** @typedef {{ x: Scale, y: Scale, box: Box, width: number, height: number, marks: Marks, titled: boolean }} Frame */

/**
 * Draws the axes of a chart and its lines across, where they are not those that stand there.
 * @type {(layers: Layers, view: LineChart, frame: Frame) => void}
 */
export function drawAxes(layers, view, frame) {
  const { x, y, marks } = frame;
  unless(layers.grid.node(), [x.domain(), x.range(), y.domain(), y.range(), marks], () => redraw(layers, view, frame));
}

/** @type {(layers: Layers, view: LineChart, frame: Frame) => void} */
function redraw(layers, view, { x, y, box, width, height, marks, titled }) {
  const bottom = height - box.bottom;
  const along = axisBottom(x).tickSizeOuter(0);
  if (marks.ticks)
    along.tickValues(marks.ticks).tickFormat(/** @type {(value: NumberValue) => string} */ (marks.write));
  else along.ticks(marks.count);
  layers.x.attr("transform", `translate(0,${bottom})`).call(along);
  titleAt(layers.x, titled ? marks.title : "", (box.left + width - box.right) / 2, 34);
  const ticks = view.ticks ? levelsOf(view, y, Math.max(3, Math.round((bottom - box.top) / 40))) : [];
  const up = axisLeft(y).tickValues(ticks).tickSizeOuter(0);
  if (view.scale === "log") up.tickFormat(written).tickSize(0).tickPadding(5); // so that 0.001 has room
  if (view.ticks) layers.y.attr("transform", `translate(${box.left},0)`).call(up);
  put(layers.grid, "line", ticks, { x1: box.left, x2: width - box.right, y1: y, y2: y });
  if (view.second_unit) drawSecondAxis(layers.second, view, y, width - box.right, box.right);
}

/** @type {(value: NumberValue) => string} */
const written = (value) => inFull(Number(value));

/**
 * Where the lines across stand: about so many, or at every power of ten.
 * @type {(view: LineChart, y: Scale, count: number) => number[]}
 */
const levelsOf = ({ scale }, y, count) => (scale === "log" ? powersOf(y.domain()) : y.ticks(count));

/** @type {(layer: Layer, view: LineChart, y: Scale, left: number, room: number) => void} */
function drawSecondAxis(layer, view, y, left, room) {
  const second = y.copy().domain(y.domain().map((value) => value * view.second_factor));
  const across = axisRight(second)
    .tickValues(levelsOf(view, second, 3))
    .tickSizeOuter(0);
  if (view.scale === "log") across.tickFormat(written);
  layer.attr("transform", `translate(${left},0)`).call(across);
  titleAt(layer, view.second_unit, Math.min(room - 2, 32), 14);
}

/**
 * What an axis is about; the numbers at its marks are texts too.
 * @type {(layer: Layer, title: string, x: number, y: number) => void}
 */
const titleAt = (layer, title, x, y) =>
  layer
    .selectAll(".chart__axis-title")
    .data(title ? [title] : [])
    .join("text")
    .attr("class", "chart__axis-title")
    .attr("x", x)
    .attr("y", y)
    .text(title);
