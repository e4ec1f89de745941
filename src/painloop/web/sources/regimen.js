// Hours and days after one dose, or during nightly doses.
import { remembering } from "../computing/remember.js";
import { simulate } from "../computing/simulate.js";

/** @import { Column, Columns, Computed, Dose, Facts, Model } from "../types.js" */
/** @import { Point, Regimen, Spec, State, Trajectory, Values, View } from "../types.js" */
// the state is one of numbers, but for the schedule

/** @type {(source: Regimen, state: Values) => number} */
const countOf = (source, state) =>
  /** @type {State} */ (state)[source.schedule] === "nightly" ? Math.floor(state[source.days]) : 1;

/**
 * One dose at time 0, or one at the start of each day.
 * @type {(source: Regimen, state: Values) => Dose[]}
 */
function doses(source, state) {
  return Array.from({ length: countOf(source, state) }, (_, day) => ({
    time: day * source.every,
    amount: state[source.amount],
  }));
}

/**
 * Times that lie denser after each dose: in every day, nodes at (k/K)^2 of it.
 * @type {(source: Regimen, state: Values) => Column}
 */
function times(source, state) {
  const days = Math.floor(state[source.days]);
  const nodes = [];
  for (let day = 0; day < days; day++) {
    for (let k = 0; k < source.nodes; k++) nodes.push((day + (k / source.nodes) ** 2) * source.every);
  }
  return Float64Array.from([...nodes, days * source.every]);
}

/** @type {(model: Model, source: Regimen, state: Values) => Trajectory<Column>} */
const follow = remembering((model, source, state) => simulate(model, times(source, state), doses(source, state)));

/** @type {(spec: Spec<Regimen>, model: Model, state: Values) => Computed} */
function curves({ source }, model, state) {
  const { times: along, columns } = follow(model, source, { ...state, [source.hour]: 0 }); // wherever one looks
  return { along, columns: { ...columns, ...ofPeak(source, columns) }, facts: looked(source, state) };
}

/**
 * A column as a share of its peak; nought where nothing is taken.
 * @type {(source: Regimen, columns: Columns) => Columns}
 */
function ofPeak({ filling }, columns) {
  const peak = filling ? Math.max(...columns[filling]) : 0;
  return filling ? { of_peak: columns[filling].map((value) => (peak > 0 ? value / peak : 0)) } : {};
}

/**
 * The day and the hour of it at which the reader looks, and whether a dose is taken just then.
 * @type {(source: Regimen, state: Values) => Facts}
 */
function looked(source, state) {
  if (!source.hour) return {};
  const hour = Math.min(state[source.hour], Math.floor(state[source.days]) * source.every);
  const [day, clock] = [Math.floor(hour / source.every), hour % source.every];
  return { day, clock, taken: clock === 0 && day < countOf(source, state) && state[source.amount] > 0 };
}

/**
 * The day after the last dose.
 * @type {(source: Regimen, state: Values, along: Column) => [from: number, to: number]}
 */
function window(source, state, along) {
  const last = (countOf(source, state) - 1) * source.every;
  return [along.findIndex((t) => t >= last), along.findLastIndex((t) => t <= last + source.every) + 1];
}

/**
 * The curves at a few round hours and at the end of every day.
 * @type {(spec: Spec<Regimen>, model: Model, state: Values) => Computed}
 */
function few({ source }, model, state) {
  const end = state[source.days] * source.every;
  const hours = [
    0,
    1,
    2,
    4,
    8,
    12,
    ...Array.from({ length: Math.floor(state[source.days]) }, (_, day) => (day + 1) * source.every),
  ];
  const along = Float64Array.from(hours.filter((hour) => hour <= end));
  const { columns } = simulate(model, along, doses(source, state));
  return { along, columns };
}

/**
 * The measurements made on this schedule at the nearest dose studied, if that is near and within the days shown.
 * @type {(spec: Spec<Regimen>, view: View, state: Values) => Point[]}
 */
function points({ source }, view, state) {
  const dose = state[source.amount];
  const end = state[source.days] * source.every;
  const near = (view.points ?? []).filter(
    (p) =>
      p.schedule === /** @type {State} */ (state)[source.schedule] &&
      dose > 0 &&
      Math.max(dose / p.dose, p.dose / dose) <= source.nearby &&
      (p.time ?? 0) <= end,
  );
  /** @type {(p: Point) => number} */
  const distance = (p) => Math.abs(Math.log(dose / p.dose));
  const nearest = Math.min(...near.map(distance), Infinity);
  return near.filter((p) => distance(p) <= nearest);
}

export const regimen = { curves, window, few, points };
