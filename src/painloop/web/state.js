// From the controls' values to what is drawn and said; explorers/state.py is the same, function for function.
import { format } from "d3-format";
import { simulate } from "./simulate.js";

const COMPARISONS = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** One dose at time 0, or one at the start of each day. */
export function doses(regimen, state) {
  const count = state[regimen.schedule] === "nightly" ? Math.floor(state[regimen.days]) : 1;
  return Array.from({ length: count }, (_, day) => ({ time: day * regimen.every, amount: state[regimen.amount] }));
}

/** Times that lie denser after each dose: in every day, nodes at (k/K)^2 of it. */
export function times(regimen, state) {
  const days = Math.floor(state[regimen.days]);
  const nodes = [];
  for (let day = 0; day < days; day++) {
    for (let k = 0; k < regimen.nodes; k++) nodes.push((day + (k / regimen.nodes) ** 2) * regimen.every);
  }
  return [...nodes, days * regimen.every];
}

/** The trajectory of a state. */
export function run(spec, model, state) {
  return simulate(model, times(spec.regimen, state), doses(spec.regimen, state));
}

/** The state with every measure added: what sentences may speak of. */
export function measured(spec, state, trajectory) {
  const { regimen } = spec;
  const last = doses(regimen, state).at(-1).time;
  const from = trajectory.times.findIndex((t) => t >= last);
  const to = trajectory.times.findLastIndex((t) => t <= last + regimen.every) + 1;
  const result = { ...state };
  for (const measure of spec.measures) {
    const view = spec.views.find(({ key }) => key === measure.view);
    for (const series of view.series) {
      const values = trajectory.columns[series.key].subarray(from, to);
      result[`${measure.key}_${series.stroke}`] = read(measure, view, trajectory.times.slice(from, to), values);
    }
  }
  return result;
}

function read(measure, view, t, y) {
  if (measure.how === "hours_above") return hoursAbove(t, y.map((value) => value * view.factor), view.threshold ?? 0);
  return (measure.how === "peak" ? Math.max(...y) : y.at(-1)) * measure.factor;
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

/** A number in Python's format; d3's g keeps trailing zeros unless told. */
export function number(value, spec) {
  return format(spec.replace(/g$/, "~g"))(value).replace("\u2212", "-");
}

/** The first sentence that fits, filled in; nothing if none does. */
export function say(choice, state) {
  const fits = ({ when }) => when.every(([name, how, value]) => COMPARISONS[how](state[name], value));
  const text = choice.find(fits)?.text ?? "";
  return text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, spec) => (spec ? number(state[name], spec) : String(state[name])));
}

/** One sentence from every choice that has one. */
export function tell(choices, state) {
  return choices.map((choice) => say(choice, state)).filter(Boolean).join(" ");
}

/** The series of a view that are switched on. */
export function shown(view, state) {
  return view.series.filter((series) => state[series.stroke] ?? true);
}

/** The measurements made on this schedule at the nearest dose studied, if that is near and within the days shown. */
export function points(spec, view, state) {
  const { regimen } = spec;
  const dose = state[regimen.amount];
  const end = state[regimen.days] * regimen.every;
  const near = view.points.filter(
    (p) =>
      p.schedule === state[regimen.schedule] &&
      dose > 0 &&
      Math.max(dose / p.dose, p.dose / dose) <= spec.nearby &&
      p.time <= end,
  );
  const distance = (p) => Math.abs(Math.log(dose / p.dose));
  const nearest = Math.min(...near.map(distance), Infinity);
  return near.filter((p) => distance(p) <= nearest);
}
