// What is drawn beside the curves to read them by: named stretches of the axis, a level, where the reader looks, and
// what the reader said.
import { numberOf } from "../state/state.js";
import { clearest, NOTE } from "./clear.js";
import { around } from "./ground.js";
import { put } from "./put.js";

/** @import { Drawn, Layer, Layers, LineChart, Measured, Point, Said, Scale, Spec } from "../types.js" */
/** @import { Place } from "./clear.js" */
/** @import { Extent, Ground } from "./ground.js" */

/** @typedef {{ text: string, places: Place[] }} Note - a name, and where it may stand */

const MIDDLES = [0.7, 0.5, 0.3]; // of a line, where its name may stand

/**
 * Draws them, and adds what they cover to what is taken of the ground.
 * @param {Layers} layers
 * @param {LineChart} view
 * @param {Drawn} moment
 * @param {{ x: Scale, y: Scale, ground: Ground, room: Extent, measured: Point[] }} drawn
 */
export function drawNotes(layers, view, { spec, measures, said }, { x, y, ground, room, measured }) {
  const bands = drawBands(layers.bands, view, measures, x, y);
  const { level, name } = drawThreshold(layers.threshold, view, measures, x, y);
  ground.mark(level);
  ground.mark(drawProbe(layers.probe, view, spec, measures, x, y));
  const flag = drawFlag(layers.said, view, said, x, y);
  drawNames(layers.mark, [...flag, ...bands, ...name, ...nameOf(measured, x, y)], ground, room);
}

/**
 * Stretches of the axis; those without a length are not drawn. The name of one stands in its upper left, or below.
 * @type {(layer: Layer, view: LineChart, measures: Measured, x: Scale, y: Scale) => Note[]}
 */
function drawBands(layer, { bands }, measures, x, y) {
  const [low, high] = x.domain();
  const placed = bands
    .map(({ label, start, end }) => ({
      label,
      from: Math.max(low, numberOf(start, measures)),
      to: Math.min(high, numberOf(end, measures)),
    }))
    .filter(({ from, to }) => to > from);
  const [bottom, top] = y.range();
  put(layer, "rect", placed, {
    x: ({ from }) => x(from),
    width: ({ from, to }) => x(to) - x(from),
    y: top,
    height: bottom - top,
  });
  return placed.map(({ label, from }) => ({
    text: label,
    places: [top + 8, bottom - 9].map((at) => ({ x: x(from) + 4, at, anchor: "start" })),
  }));
}

/**
 * A level to compare with. Its name stands above it at its end, or wherever along it there is room.
 * @type {(layer: Layer, view: LineChart, measures: Measured, x: Scale, y: Scale) => { level: Extent[], name: Note[] }}
 */
function drawThreshold(layer, view, measures, x, y) {
  const level = view.threshold === null ? NaN : numberOf(view.threshold, measures);
  const at = Number.isFinite(level) ? [level] : [];
  const [from, to] = x.range();
  put(layer, "line", at, { x1: from, x2: to, y1: y, y2: y });
  return {
    level: at.map((value) => around(0, from, y(value), to, y(value))),
    name: at.map((value) => ({ text: view.threshold_label, places: placesAlong(from, to, y(value)) })),
  };
}

/**
 * Above a line and below it: at its end, its beginning, or in between.
 * @type {(from: number, to: number, level: number) => Place[]}
 */
const placesAlong = (from, to, level) =>
  [level - 10, level + 10].flatMap((at) => [
    { x: to - 4, at, anchor: "end" },
    { x: from + 4, at, anchor: "start" },
    ...MIDDLES.map((share) => ({ x: from + share * (to - from), at, anchor: /** @type {const} */ ("middle") })),
  ]);

/**
 * What the marks of measurements are, beside one of them: right of it or left, above or below.
 * @type {(measured: Point[], x: Scale, y: Scale) => Note[]}
 */
function nameOf(measured, x, y) {
  const places = measured.flatMap(({ time, value, low }) => {
    const [across, up] = [x(Number(time)), y(Number(value ?? low))];
    return [-14, 14, 0, -24, 24].flatMap((by) => [
      { x: across + 10, at: up + by, anchor: /** @type {const} */ ("start") },
      { x: across - 10, at: up + by, anchor: /** @type {const} */ ("end") },
    ]);
  });
  return places.length ? [{ text: "measured in people", places }] : [];
}

const FLAG = "M0,0V-16L-13,-11L0,-7"; // its foot on the place; it flies to the left, where there is always room

/**
 * A flag where the answer lies that was given to a guess; and what stands beside it.
 * @type {(layer: Layer, view: LineChart, said: Said | null | undefined, x: Scale, y: Scale) => Note[]}
 */
function drawFlag(layer, view, said, x, y) {
  const placed = said?.view === view.key ? [{ across: x(said.along), up: y(said.height) }] : [];
  put(layer, "path", placed, { d: FLAG, transform: ({ across, up }) => `translate(${across},${up})` });
  return placed.map(({ across, up }) => ({
    text: "you said",
    places: [up - 10, up + 8, up - 24].flatMap((at) => [
      { x: across - 17, at, anchor: /** @type {const} */ ("end") },
      { x: across + 5, at, anchor: /** @type {const} */ ("start") },
    ]),
  }));
}

/**
 * Their names, where nothing runs through them.
 * @type {(layer: Layer, notes: Note[], ground: Ground, room: Extent) => void}
 */
function drawNames(layer, notes, ground, room) {
  const placed = notes.map(({ text, places }) => ({ text, ...clearest(text, NOTE, places, ground, room) }));
  put(layer, "text", placed, {
    style: ({ anchor }) => `text-anchor: ${anchor}`,
    x: ({ x }) => x,
    y: ({ at }) => at + 4,
    text: ({ text }) => text,
  });
}

/**
 * The line at which the reader looks, in the charts that run along what it stands on; and what it covers.
 * @type {(layer: Layer, view: LineChart, spec: Spec, measures: Measured, x: Scale, y: Scale) => Extent[]}
 */
function drawProbe(layer, view, { probe, source }, measures, x, y) {
  const place = numberOf(`at_${source.axis.key}`, measures);
  const [bottom, top] = y.range();
  const places = probe && !view.across ? [x(place)] : [];
  put(layer, "line", places, { x1: (at) => at, x2: (at) => at, y1: top, y2: bottom });
  return places.map((at) => around(0, at, top, at, bottom));
}
