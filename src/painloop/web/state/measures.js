// What is read off the curves.
import { sourceOf } from "../sources/sources.js";

/** @import { Column, Columns, Curves, Measure, Measured, Slider, Spec, State, Values, View } from "../types.js" */

/**
 * The state with every fact and measure added: what sentences may speak of.
 * @type {(spec: Spec, state: State, curves: Curves) => Measured}
 */
export function measured(spec, state, curves) {
  const { window = () => [0, curves.along.length] } = sourceOf(spec);
  const [from, to] = window(spec.source, state, curves.along);
  const along = curves.along.slice(from, to);
  const result = { ...single(curves), ...state, ...curves.facts, ...(spec.probe ? lookedAt(spec, state, curves) : {}) };
  for (const measure of spec.measures) {
    const view = /** @type {View} */ (spec.views.find(({ key }) => key === measure.view));
    /** @type {(column: string) => number} */
    const value = (column) => read(measure, view, along, curves.columns[column].subarray(from, to));
    if (measure.column) result[measure.key] = value(measure.column);
    else for (const series of view.series) result[`${measure.key}_${series.stroke}`] = value(series.key);
  }
  return result;
}

/**
 * Where the reader looks, held within the curves, also as it is spoken, and every curve's value there, straight between
 * its points.
 * @type {(spec: Spec, state: State, curves: Curves) => Measured}
 */
function lookedAt({ controls, probe, source }, state, { along, columns }) {
  const { unit } = /** @type {Slider} */ (controls.find(({ key }) => key === probe));
  const place = Math.min(along[along.length - 1], Math.max(along[0], Number(state[probe])));
  const text = place.toLocaleString("en-GB", { maximumSignificantDigits: 3 });
  return { probe_text: `${text}\u00a0${unit}`, [`at_${source.axis.key}`]: place, ...valuesAt(place, along, columns) };
}

/** @type {(place: number, along: Column, columns: Columns) => Values} */
function valuesAt(place, along, columns) {
  const to = along.findIndex((value) => value >= place);
  const from = Math.max(0, to - 1);
  const share = from === to ? 0 : (place - along[from]) / (along[to] - along[from]);
  const whole = Object.entries(columns).filter(([, column]) => column.length === along.length);
  return Object.fromEntries(
    whole.map(([key, column]) => [`at_${key}`, column[from] + share * (column[to] - column[from])]),
  );
}

/**
 * The columns that hold one value, such as that of the moment shown.
 * @type {(curves: Curves) => Values}
 */
const single = ({ columns }) =>
  Object.fromEntries(
    Object.entries(columns)
      .filter(([, column]) => column.length === 1)
      .map(([key, [value]]) => [key, value]),
  );

/** @type {(measure: Measure, view: View, along: Column, y: Column) => number} */
function read(measure, view, along, y) {
  const drawn = () => y.map((value) => value * view.factor);
  const threshold = typeof view.threshold === "number" ? view.threshold : 0;
  if (measure.how === "hours_above") return hoursAbove(along, drawn(), threshold);
  if (measure.how === "reaches") return reaches(along, drawn(), threshold);
  if (measure.how === "peak_at") return along[y.indexOf(Math.max(...y))];
  if (measure.how === "lowest_at") return along[y.indexOf(Math.min(...y))];
  return (
    { peak: Math.max(...y), lowest: Math.min(...y), end: /** @type {number} */ (y.at(-1)) }[measure.how] *
    measure.factor
  );
}

/**
 * How long the broken line through (t, y) runs above the threshold.
 * @type {(t: Column, y: Column, threshold: number) => number}
 */
export function hoursAbove(t, y, threshold) {
  let hours = 0;
  for (let i = 1; i < t.length; i++) {
    const a = y[i - 1] - threshold;
    const b = y[i] - threshold;
    const share = a > 0 && b > 0 ? 1 : a > 0 || b > 0 ? Math.max(a, b) / Math.abs(a - b) : 0;
    hours += share * (t[i] - t[i - 1]);
  }
  return hours;
}

/**
 * Where y first reaches the threshold, straight over the logarithm of the axis; infinite if it never does.
 * @type {(along: Column, y: Column, threshold: number) => number}
 */
export function reaches(along, y, threshold) {
  const first = y.findIndex((value) => value >= threshold);
  if (first < 0) return Infinity;
  if (first === 0) return along[0];
  const share = (threshold - y[first - 1]) / (y[first] - y[first - 1]);
  return along[first - 1] * (along[first] / along[first - 1]) ** share;
}
