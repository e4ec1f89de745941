// The axes of a view of curves: what is written at them, and the lines across.
import { axisBottom, axisLeft, axisRight } from "d3-axis";
import { fill, numberOf } from "../state.js";

/** An axis with its label and its ends as they are now. */
export const filledIn = (axis, along, measures) => ({
  ...axis,
  label: fill(axis.label, measures),
  low: numberOf(axis.low, measures) ?? (axis.scale === "clock" ? 0 : along[0]),
  high: numberOf(axis.high, measures) ?? along.at(-1),
});

/** The marks along the bottom, what is written at them and under them all: { ticks, write, title }. */
export function marksOf({ scale, label, unit, low, high }, narrow) {
  const title = unit ? `${label} (${unit})` : label;
  if (scale === "linear") return { count: narrow ? 5 : 8, title };
  if (scale === "log") {
    const powers = Array.from(
      { length: Math.floor(Math.log10(high / low) + 1.000001) },
      (_, i) => Math.ceil(Math.log10(low) - 1e-9) + i,
    );
    const write = (value) => value.toLocaleString("en-GB", { maximumSignificantDigits: 1 });
    return {
      ticks: powers.filter((_, i) => !narrow || powers.length < 5 || i % 2 === 0).map((power) => 10 ** power),
      write,
      title,
    };
  }
  const inDays = high > 48;
  const step = inDays ? 24 * Math.ceil(Math.round(high / 24) / (narrow ? 7 : 14)) : narrow && high > 24 ? 12 : 6;
  const ticks = Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
  return { ticks, write: (t) => (inDays ? t / 24 : t), title: `${inDays ? "days" : "hours"} after the first dose` };
}

export function drawAxes(layers, view, { x, y, box, width, height, marks, titled }) {
  const bottom = height - box.bottom;
  const along = axisBottom(x).tickSizeOuter(0);
  if (marks.ticks) along.tickValues(marks.ticks).tickFormat(marks.write);
  else along.ticks(marks.count);
  layers.x.attr("transform", `translate(0,${bottom})`).call(along);
  layers.x
    .selectAll(".chart__axis-title")
    .data(titled ? [0] : [])
    .join("text")
    .attr("class", "chart__axis-title")
    .attr("x", (box.left + width - box.right) / 2)
    .attr("y", 34)
    .text(marks.title);
  const count = Math.max(3, Math.round((bottom - box.top) / 40));
  if (view.ticks)
    layers.y.attr("transform", `translate(${box.left},0)`).call(axisLeft(y).ticks(count).tickSizeOuter(0));
  layers.grid
    .selectAll("line")
    .data(view.ticks ? y.ticks(count) : [])
    .join("line")
    .attr("x1", box.left)
    .attr("x2", width - box.right)
    .attr("y1", y)
    .attr("y2", y);
  if (view.second_unit) drawSecondAxis(layers.second, view, y, width - box.right, box.right);
}

function drawSecondAxis(layer, view, y, left, room) {
  const second = y.copy().domain(y.domain().map((value) => value * view.second_factor));
  layer.attr("transform", `translate(${left},0)`).call(axisRight(second).ticks(3).tickSizeOuter(0));
  layer
    .selectAll(".chart__axis-title")
    .data([view.second_unit])
    .join("text")
    .attr("class", "chart__axis-title")
    .attr("x", Math.min(room - 2, 32))
    .attr("y", 14)
    .text((unit) => unit);
}
