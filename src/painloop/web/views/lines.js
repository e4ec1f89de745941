// A view of curves: their names beside them, the threshold, the bands, and the measurements.
import { scaleLinear, scaleLog } from "d3-scale";
import { uniqueId } from "../dom.js";
import { points, shown } from "../state/state.js";
import { drawAxes, filledIn, marksOf } from "./axes.js";
import { around, createGround } from "./ground.js";
import { drawLabels } from "./names.js";
import { drawNotes } from "./notes.js";
import { put } from "./put.js";
import { circle, through } from "./shapes.js";
import { asBands, drawBandsOf } from "./sure.js";
import { createSvg, frame } from "./svg.js";

/** @import { Band, Chart, Column, Curves, Drawn, DrawnSeries, Layer, Layers, LineChart } from "../types.js" */
/** @import { Measured, Point, Scale, Series, Spec, State, Svg } from "../types.js" */
/** @import { Extent, Ground } from "./ground.js" */

/** @typedef {DrawnSeries & { across: Column, up: Column }} PlacedSeries - and its points in px */
/** @typedef {Point & { time: number }} Timed */
/** @typedef {Timed & { value: number }} Valued */
/** @typedef {Timed & { low: number, high: number }} Ranged */

const DIAMOND = "M0,-6L6,0L0,6L-6,0Z";
const LAYERS = [
  "bands",
  "grid",
  "x",
  "y",
  "second",
  "threshold",
  "sure",
  "kept",
  "curves",
  "dots",
  "mark",
  "probe",
  "said",
  "points",
  "labels",
  "title",
];

/**
 * The empty chart of a view.
 * @param {LineChart} view
 * @param {boolean} last - whether the axis that charts share is written under this one
 * @returns {Chart}
 */
export function createLines(view, last) {
  const { svg, layers } = createSvg(view, LAYERS);
  const clip = uniqueId("clip");
  layers.clip = /** @type {any} */ (svg.append("clipPath").attr("id", clip));
  for (const layer of [layers.sure, layers.kept, layers.curves]) layer.attr("clip-path", `url(#${clip})`);
  const ground = createGround();
  return { node: svg.node(), update: (moment) => update(svg, layers, ground, view, last, moment) };
}

/**
 * The round number at or above a value: 1, 2 or 5 times a power of ten.
 * @param {number} value
 */
export function roundTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return /** @type {number} */ ([1, 2, 5, 10].map((m) => m * power).find((top) => top >= value));
}

/** @type {(svg: Svg, layers: Layers, ground: Ground, view: LineChart, last: boolean, moment: Drawn) => void} */
function update(svg, layers, ground, view, last, moment) {
  const { spec, state, measures, curves, width, height = view.height, kept, sure } = moment;
  const narrow = width < 520;
  const alone = narrow || spec.views.length > 2; // behind a tab
  const titled = last || alone || view.across !== null;
  const now = shown(view, state).map((series) => asDrawn(series, view, curves));
  const before = kept ? shown(view, kept.state).map((series) => asDrawn(series, view, kept.curves)) : [];
  const bands = asBands(now, view, sure);
  const box = { left: 44, right: roomAtRight(spec, view, state, narrow), top: 32, bottom: titled ? 40 : 22 };
  // biome-ignore lint/complexity/useMathMinMax: the greatest of what is drawn; a gap is NaN, which Math.max would give
  const highest = [...now, ...before, ...bands].reduce((top, { ys }) => ys.reduce((a, b) => (b > a ? b : a), top), 0);
  const axis = filledIn(view.across ?? spec.source.axis, curves.along, measures);
  const across = [box.left, width - box.right];
  const x = (axis.scale === "log" ? scaleLog : scaleLinear)([axis.low, axis.high], across);
  const top = view.top ?? Math.max(roundTop(highest), 10 * view.bottom);
  const y = (view.scale === "log" ? scaleLog : scaleLinear)([view.bottom, top], [height - box.bottom, box.top]);
  const measurements = /** @type {Timed[]} */ (points(spec, view, state));
  const drawn = now.map((series) => inPx(series, x, y));
  const pale = before.map((series) => inPx(series, x, y));
  const named = drawn.filter(({ named_at: at }) => at === null);
  const room = {
    left: across[0] + 2,
    right: named.length > 1 ? across[1] : width - 2,
    top: box.top - 10,
    bottom: height - box.bottom,
  };

  frame(svg, view, moment, height);
  drawAxes(layers, view, { x, y, box, width, height, marks: marksOf(axis, narrow), titled });
  ground.clear(width, height);
  take(ground, [...pale, ...drawn], measurements, x, y);
  drawNotes(layers, view, moment, { x, y, ground, room, measured: measurements });
  put(layers.clip, "rect", [box], {
    x: across[0],
    y: box.top - 2,
    width: across[1] - across[0] + 2,
    height: height - box.bottom - box.top + 3,
  });
  drawBandsOf(layers.sure, bands, x, y);
  drawLines(layers.kept, pale, "kept_");
  drawLines(layers.curves, drawn);
  drawDots(layers.dots, drawn);
  drawLabels(layers.labels, named, drawn, { x, y, left: across[1] + 7, narrow }, ground, room);
  drawPoints(layers.points, measurements, x, y);
}

/**
 * Room for names at the ends of curves; charts that share an axis leave the same, so that they stand in line.
 * @type {(spec: Spec, view: LineChart, state: State, narrow: boolean) => number}
 */
function roomAtRight({ views }, view, state, narrow) {
  const alike = view.across ? [view] : views.filter(({ across }) => !across);
  const named = alike.some(
    (each) => each.second_unit || shown(each, state).filter(({ named_at: at }) => at === null).length > 1,
  );
  return named ? (narrow ? 84 : 122) : 18;
}

/** @type {(series: Series, view: LineChart, curves: Curves) => DrawnSeries} */
function asDrawn(series, view, curves) {
  // below a logarithmic axis is as far as a curve needs to go; nought would be without end
  const least = view.scale === "log" ? view.bottom / 10 : -Infinity;
  const ys = curves.columns[series.key].map((value) => Math.max(least, value * view.factor));
  return { ...series, xs: series.over ? curves.columns[series.over] : curves.along, ys };
}

/**
 * A curve with its points in px. A path that runs far off loses its dashes.
 * @type {(series: DrawnSeries, x: Scale, y: Scale) => PlacedSeries}
 */
function inPx(series, x, y) {
  const [low, high] = x.domain();
  const across = series.xs.map((value) => x(Math.min(2 * high - low, Math.max(2 * low - high, value))));
  return { ...series, across, up: series.ys.map((value) => y(value)) };
}

/**
 * Takes of the ground what curves and marks cover.
 * @type {(ground: Ground, series: PlacedSeries[], measurements: Timed[], x: Scale, y: Scale) => void}
 */
function take(ground, series, measurements, x, y) {
  for (const { form, across, up } of series)
    if (form === "line") ground.curve(across, up);
    else ground.mark(Array.from(across, (at, i) => around(7, at, up[i])));
  /** @param {Timed} point */
  const at = ({ time, value, low, high }) =>
    around(7, x(time), y(value ?? Number(low)), x(time), y(value ?? Number(high)));
  ground.mark(measurements.map(at));
}

/** @type {(layer: Layer, drawn: PlacedSeries[], before?: string) => void} */
const drawLines = (layer, drawn, before = "") =>
  put(
    layer,
    "path",
    drawn.filter(({ form }) => form === "line"),
    {
      "data-series": ({ key }) => `${before}${key}`,
      class: ({ stroke }) => `chart__curve chart__curve--${stroke}`,
      style: ({ stroke }) => `stroke: var(--stroke-${stroke}); stroke-dasharray: var(--dash-${stroke})`,
      d: ({ across, up }) => through(across, up),
    },
    ({ key }) => key,
  );

/** @type {(layer: Layer, drawn: PlacedSeries[]) => void} */
function drawDots(layer, drawn) {
  /** @param {PlacedSeries} series */
  const dot = ({ across, up, form }) =>
    Array.from(up, (at, i) => circle(across[i], at, form === "ring" ? 5 : 6)).join("");
  put(
    layer,
    "path",
    drawn.filter(({ form }) => form !== "line"),
    {
      "data-series": ({ key }) => key,
      class: ({ form }) => `chart__dot chart__dot--${form}`,
      style: ({ stroke }) => `--own: var(--stroke-${stroke})`,
      d: dot,
    },
    ({ key }) => key,
  );
}

/** @type {(layer: Layer, data: Timed[], x: Scale, y: Scale) => void} */
function drawPoints(layer, data, x, y) {
  /** @param {Timed} point */
  const at = ({ time }) => x(time);
  const ranged = /** @type {Ranged[]} */ (data.filter(({ low }) => low !== null));
  const valued = /** @type {Valued[]} */ (data.filter(({ value }) => value !== null));
  const [relative, absolute] = [valued.filter((point) => point.relative), valued.filter((point) => !point.relative)];
  put(layer, "line", ranged, { x1: at, x2: at, y1: ({ low }) => y(low), y2: ({ high }) => y(high) });
  put(layer, "path", relative, { d: DIAMOND, transform: (point) => `translate(${at(point)},${y(point.value)})` });
  put(layer, "circle", absolute, { r: 5, cx: at, cy: ({ value }) => y(value) });
}
