// From the controls' values to what is drawn and said.
import { format } from "d3-format";
import { SOURCES } from "./sources.js";

const COMPARISONS = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const modelOf = (spec, models, state) => models[spec.rivals[state[spec.chosen_by]] ?? spec.model];

/** The curves of a state: { along, columns, facts, names }; `models` are all there are. */
export function run(spec, models, state) {
  return { facts: {}, names: [], ...SOURCES[spec.source.kind].run(spec, modelOf(spec, models, state), state, models) };
}

const [ROWS, POINTS] = [20, 11]; // that can be read on paper

/**
 * The curves at so few points that they fit on paper: rows that have names are the first, points of a curve every so
 * many.
 */
export function few(spec, models, state, curves) {
  const own = SOURCES[spec.source.kind].few?.(spec, modelOf(spec, models, state), state);
  if (own) return { ...curves, along: own.times, columns: own.columns };
  const rows = (column) => curves.names.length > 0 && column.length === curves.along.length;
  const some = (column) =>
    rows(column)
      ? column.slice(0, ROWS)
      : column.filter((_, i) => i % Math.ceil((column.length - 1) / (POINTS - 1) || 1) === 0);
  const columns = Object.fromEntries(Object.entries(curves.columns).map(([key, column]) => [key, some(column)]));
  return { ...curves, along: some(curves.along), columns, names: curves.names.slice(0, ROWS) };
}

/** The state with every fact and measure added: what sentences may speak of. */
export function measured(spec, state, curves) {
  const { window = () => [0, curves.along.length] } = SOURCES[spec.source.kind];
  const [from, to] = window(spec.source, state, curves.along);
  const along = curves.along.slice(from, to);
  const result = { ...state, ...curves.facts };
  for (const measure of spec.measures) {
    const view = spec.views.find(({ key }) => key === measure.view);
    const value = (column) => read(measure, view, along, curves.columns[column].subarray(from, to));
    if (measure.column) result[measure.key] = value(measure.column);
    else for (const series of view.series) result[`${measure.key}_${series.stroke}`] = value(series.key);
  }
  return result;
}

/** All that views and words of a state rest on. */
export function sceneOf(spec, models, state) {
  const curves = run(spec, models, state);
  return { spec, state, curves, measures: measured(spec, state, curves) };
}

/** A number, or the one of that name in the state. */
export const numberOf = (value, state) => (typeof value === "string" ? state[value] : value);

function read(measure, view, along, y) {
  const drawn = () => y.map((value) => value * view.factor);
  const threshold = typeof view.threshold === "number" ? view.threshold : 0;
  if (measure.how === "hours_above") return hoursAbove(along, drawn(), threshold);
  if (measure.how === "reaches") return reaches(along, drawn(), threshold);
  if (measure.how === "peak_at") return along[y.indexOf(Math.max(...y))];
  if (measure.how === "lowest_at") return along[y.indexOf(Math.min(...y))];
  return { peak: Math.max(...y), lowest: Math.min(...y), end: y.at(-1) }[measure.how] * measure.factor;
}

/** How long the broken line through (t, y) runs above the threshold. */
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

/** Where y first reaches the threshold, straight over the logarithm of the axis; infinite if it never does. */
export function reaches(along, y, threshold) {
  const first = y.findIndex((value) => value >= threshold);
  if (first < 0) return Infinity;
  if (first === 0) return along[0];
  const share = (threshold - y[first - 1]) / (y[first] - y[first - 1]);
  return along[first - 1] * (along[first] / along[first - 1]) ** share;
}

/** A number in Python's format; d3's g keeps trailing zeros unless told. */
export function number(value, spec) {
  return format(spec.replace(/g$/, "~g"))(value).replace("\u2212", "-");
}

/** The first sentence that fits, filled in; nothing if none does. */
export function say(choice, state) {
  const fits = ({ when }) => when.every(([name, how, value]) => COMPARISONS[how](state[name], value));
  return fill(choice.find(fits)?.text ?? "", state);
}

/** A template, filled in. */
export function fill(text, state) {
  return text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, spec) =>
    spec ? number(state[name], spec) : String(state[name]),
  );
}

/** One sentence from every choice that has one. */
export function tell(choices, state) {
  return choices
    .map((choice) => say(choice, state))
    .filter(Boolean)
    .join(" ");
}

/** What is said to whoever guessed: the numbers are those of the state that is then shown. */
export function replyTo(spec, models, state) {
  const { reply, values } = spec.prediction;
  return fill(reply, sceneOf(spec, models, { ...state, ...values }).measures);
}

/** The series of a view that are on. */
export function shown(view, state) {
  return view.series.filter((series) => state[series.stroke] ?? true);
}

/** The measurements made on this schedule at the nearest dose studied, if that is near and within the days shown. */
export function points(spec, view, state) {
  const { source } = spec;
  if (source.kind !== "regimen") return [];
  const dose = state[source.amount];
  const end = state[source.days] * source.every;
  const near = view.points.filter(
    (p) =>
      p.schedule === state[source.schedule] &&
      dose > 0 &&
      Math.max(dose / p.dose, p.dose / dose) <= spec.nearby &&
      p.time <= end,
  );
  const distance = (p) => Math.abs(Math.log(dose / p.dose));
  const nearest = Math.min(...near.map(distance), Infinity);
  return near.filter((p) => distance(p) <= nearest);
}
