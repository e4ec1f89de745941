// Doses in, trajectory out; simulate.py is the same, for one patient.
import { nodes, rk4Step, workspace } from "./integrate.js";

/** A model's parameters, some of them changed, and all that follows from them alone. */
export function known(model, values = {}) {
  return model.complete(model.parameters.map((parameter) => values[parameter.key] ?? parameter.default));
}

/** What a model's function of known numbers answers. */
export function constants(answer, count, p) {
  const out = new Float64Array(count);
  answer([], p, out);
  return out;
}

/** The readouts of a model that stands still, at its start or in the state given. */
export function evaluate(model, values = {}, state = {}) {
  const shown = new Float64Array(model.readouts.length);
  model.readoutsAt(begin(model, state), known(model, values), shown);
  return Object.fromEntries(model.readouts.map(({ key }, i) => [key, shown[i]]));
}

/** Where the states begin: as the model says, unless changed. */
export function begin(model, changes = {}) {
  return Float64Array.from(model.states, ({ key, start }) => changes[key] ?? start);
}

/** From one event to the next: what happens at its beginning, and when to report, counted from there. */
function stretches(times, doses, changes) {
  const last = times[times.length - 1];
  const starts = [...new Set([times[0], ...[...doses, ...changes].map((event) => event.time)])]
    .filter((time) => time <= last)
    .sort((a, b) => a - b);
  let first = 0;
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? last;
    while (times[first] < start) first++;
    const reported = [];
    for (let at = first; times[at] <= end; at++) reported.push(times[at] - start);
    return {
      length: end - start,
      amount: doses.reduce((sum, dose) => (dose.time === start ? sum + dose.amount : sum), 0),
      changes: Object.assign({}, ...changes.filter((change) => change.time === start).map((change) => change.values)),
      first,
      reported,
    };
  });
}

/** The steps of a stretch: its mesh and the times to report. */
function steps(model, stretch, p, count) {
  const [fastest] = constants(model.fastest, 1, p);
  const rates = constants(model.decays, model.states.length - model.flowing, p);
  const mesh = { ...model.mesh, steps: count };
  const at = [...new Set([...nodes(stretch.length, mesh, fastest), ...stretch.reported])].sort((a, b) => a - b);
  const reported = new Set(stretch.reported);
  return at.slice(1).map((time, i) => {
    const h = time - at[i];
    return { h, halves: rates.map((rate) => Math.exp((-rate * h) / 2)), reports: reported.has(time) };
  });
}

/**
 * Runs a printed model; returns { times, columns: { key: Float64Array } } with a column for every state and readout.
 * `changes` are parameters that take other values on the way, `start` states that begin elsewhere.
 */
export function simulate(
  model,
  times,
  doses = [],
  values = {},
  { changes = [], start = {}, stepsInPeriod = model.mesh.steps } = {},
) {
  const state = begin(model, start);
  const work = workspace(model);
  const shown = new Float64Array(model.readouts.length);
  const columns = Object.fromEntries(
    [...model.states, ...model.readouts].map(({ key }) => [key, new Float64Array(times.length)]),
  );
  let now = { ...values };
  let p = known(model, now);
  let course = new Map();
  const record = (index) => {
    model.readoutsAt(state, p, shown);
    model.states.forEach(({ key }, i) => (columns[key][index] = state[i]));
    model.readouts.forEach(({ key }, i) => (columns[key][index] = shown[i]));
  };
  for (const stretch of stretches(times, doses, changes)) {
    if (Object.keys(stretch.changes).length) {
      now = { ...now, ...stretch.changes };
      p = known(model, now);
      course = new Map();
    }
    const jumps = constants(model.doses, state.length, p);
    for (let i = 0; i < state.length; i++) state[i] += stretch.amount * jumps[i];
    let index = stretch.first;
    if (stretch.reported[0] === 0) record(index++);
    const shape = `${stretch.length} ${stretch.reported}`;
    if (!course.has(shape)) course.set(shape, steps(model, stretch, p, stepsInPeriod));
    for (const { h, halves, reports } of course.get(shape)) {
      rk4Step(model, state, halves, p, h, work);
      if (reports) record(index++);
    }
  }
  return { times, columns };
}
