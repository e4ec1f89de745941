// From the controls' values to what is drawn and said; explorers/state.py is the same, function for function.
import { format } from "d3-format";
import { simulateAverage } from "./average.js";
import { evaluate, simulate } from "./simulate.js";

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

/** The curves of a state: { along, columns }. */
export function run(spec, models, state) {
  const model = models[spec.rivals[state[spec.chosen_by]] ?? spec.model];
  if (spec.source.kind !== "regimen") return asked(model, spec.source, state);
  const { times: along, columns } = simulate(model, times(spec.source, state), doses(spec.source, state));
  return { along, columns };
}

/** The readouts along the axis, and beside them those with some parameters held at other values. */
function asked(model, source, state) {
  const { low, high, points, settings, beside } = source;
  const along = Float64Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)));
  const chosen = Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, set(setting, state)]));
  const answer = source.kind === "settled" ? settled : swept;
  const columns = {};
  for (const [suffix, held] of Object.entries({ "": {}, ...beside })) {
    const names = model.readouts.map(({ key }) => (suffix ? `${key}_${suffix}` : key));
    for (const name of names) columns[name] = new Float64Array(points);
    along.forEach((at, i) => {
      const shown = answer(model, source, at, { ...chosen, ...held });
      model.readouts.forEach(({ key }, j) => (columns[names[j]][i] = shown[key]));
    });
  }
  return { along, columns };
}

const swept = (model, { axis }, at, values) => evaluate(model, { ...values, [axis.key]: at });

function settled(model, { days, step }, dose, values) {
  const { columns } = simulateAverage(model, [0, days], { dose, step, values });
  return Object.fromEntries(model.readouts.map(({ key }) => [key, columns[key][1]]));
}

function set({ control, factor, options }, state) {
  return Object.hasOwn(options, state[control]) ? options[state[control]] : state[control] * factor;
}

/** The state with every measure added: what sentences may speak of. */
export function measured(spec, state, curves) {
  const [from, to] = readFrom(spec.source, state, curves.along);
  const along = curves.along.slice(from, to);
  const result = { ...state };
  for (const measure of spec.measures) {
    const view = spec.views.find(({ key }) => key === measure.view);
    const value = (column) => read(measure, view, along, curves.columns[column].subarray(from, to));
    if (measure.column) result[measure.key] = value(measure.column);
    else for (const series of view.series) result[`${measure.key}_${series.stroke}`] = value(series.key);
  }
  return result;
}

/** The points off which measures are read, from and to. */
function readFrom(source, state, along) {
  if (source.kind !== "regimen") return [0, along.length];
  const last = doses(source, state).at(-1).time;
  return [along.findIndex((t) => t >= last), along.findLastIndex((t) => t <= last + source.every) + 1];
}

function read(measure, view, along, y) {
  const drawn = () => y.map((value) => value * view.factor);
  if (measure.how === "hours_above") return hoursAbove(along, drawn(), view.threshold ?? 0);
  if (measure.how === "reaches") return reaches(along, drawn(), view.threshold ?? 0);
  if (measure.how === "peak_at") return along[y.indexOf(Math.max(...y))];
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
  const text = choice.find(fits)?.text ?? "";
  return text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, spec) => (spec ? number(state[name], spec) : String(state[name])));
}

/** One sentence from every choice that has one. */
export function tell(choices, state) {
  return choices.map((choice) => say(choice, state)).filter(Boolean).join(" ");
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
