// Doses in, trajectory out; simulate.py is the same, for one patient.
import { nodes, rk4Step, workspace } from "./integrate.js";

/** @import { Change, Column, Dose, Model, Printed, Trajectory, Values } from "../types.js" */
/** @typedef {{ length: number, amount: number, changes: Values, first: number, reported: number[] }} Stretch */
/** @typedef {{ h: number, halves: Column, reports: boolean }} Step */

/**
 * A model's parameters, some of them changed, and all that follows from them alone.
 * @type {(model: Model, values?: Values) => number[]}
 */
export function known(model, values = {}) {
  return model.complete(model.parameters.map((parameter) => values[parameter.key] ?? parameter.default));
}

/**
 * The `count` numbers that a model's function of its parameters alone writes.
 * @type {(write: Printed, count: number, p: number[]) => Column}
 */
export function constants(write, count, p) {
  const out = new Float64Array(count);
  write([], p, out);
  return out;
}

/**
 * The readouts of a model that stands still, at its start or in the state given.
 * @type {(model: Model, values?: Values, state?: Values) => Values}
 */
export function evaluate(model, values = {}, state = {}) {
  const shown = new Float64Array(model.readouts.length);
  model.readoutsAt(begin(model, state), known(model, values), shown);
  return Object.fromEntries(model.readouts.map(({ key }, i) => [key, shown[i]]));
}

/**
 * Where the states begin: as the model says, unless changed.
 * @type {(model: Model, changes?: Values) => Column}
 */
export function begin(model, changes = {}) {
  return Float64Array.from(model.states, ({ key, start }) => changes[key] ?? start);
}

/**
 * The stretches from one event to the next: what happens at the beginning, and when to report, counted from there.
 * @type {(times: ArrayLike<number>, doses: Dose[], changes: Change[]) => Stretch[]}
 */
function stretches(times, doses, changes) {
  const last = times[times.length - 1];
  const starts = [...new Set([times[0], ...[...doses, ...changes].map((event) => event.time)])]
    .filter((time) => time <= last)
    .sort((a, b) => a - b);
  const given = together(doses, 0, (sum, { amount }) => sum + amount);
  const changed = together(changes, {}, (all, { values }) => ({ ...all, ...values }));
  let first = 0;
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? last;
    while (times[first] < start) first++;
    const reported = [];
    for (let at = first; times[at] <= end; at++) reported.push(times[at] - start);
    const [amount, values] = [given.get(start) ?? 0, changed.get(start) ?? {}];
    return { length: end - start, amount, changes: values, first, reported };
  });
}

/**
 * For each time what the events at that time come to.
 * @template {{ time: number }} Event
 * @template All
 * @param {Event[]} events
 * @param {All} none
 * @param {(all: All, event: Event) => All} add
 */
function together(events, none, add) {
  /** @type {Map<number, All>} */
  const found = new Map();
  for (const event of events) found.set(event.time, add(found.get(event.time) ?? none, event));
  return found;
}

/**
 * Plans the steps of stretches: the mesh and the times to report. One that is as the stretch before it has its steps.
 * @param {Model} model
 * @param {number} count - steps of the mesh
 * @returns {(stretch: Stretch, p: number[]) => Step[]}
 */
function planning(model, count) {
  const mesh = { ...model.mesh, steps: count };
  /** @type {Step[]} */
  let steps = [];
  /** @type {ArrayLike<number>[]} */
  let before = [];
  return ({ length, reported }, p) => {
    const fastest = constants(model.fastest, 1, p);
    const rates = constants(model.decays, model.states.length - model.flowing, p);
    const shape = [[length], fastest, rates, reported];
    if (!shape.every((part, i) => areEqual(part, before[i])))
      steps = stepsOf(nodes(length, mesh, fastest[0]), reported, rates);
    before = shape;
    return steps;
  };
}

/** @type {(one: ArrayLike<number>, other: ArrayLike<number> | undefined) => boolean} */
function areEqual(one, other) {
  if (one.length !== other?.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** @type {(nodes: number[], reported: number[], rates: Column) => Step[]} */
function stepsOf(nodes, reported, rates) {
  const steps = [];
  let [i, j] = [1, reported[0] === 0 ? 1 : 0]; // both begin at the start of the stretch, or after it
  for (let from = 0; i < nodes.length || j < reported.length; ) {
    const to = Math.min(nodes[i] ?? Infinity, reported[j] ?? Infinity);
    const h = to - from;
    const reports = reported[j] === to;
    steps.push({ h, halves: rates.map((rate) => Math.exp((-rate * h) / 2)), reports });
    if (nodes[i] === to) i++;
    if (reports) j++;
    from = to;
  }
  return steps;
}

/**
 * Runs a printed model, with a column for every state and readout.
 * @template {ArrayLike<number>} Times
 * @param {Model} model
 * @param {Times} times - when to report, rising
 * @param {Dose[]} doses
 * @param {Values} values - of parameters that are not at their defaults
 * @param {{ changes?: Change[], start?: Values, stepsInPeriod?: number }} options - what changes on the way,
 *   states that do not begin as the model says, and steps of the mesh
 * @returns {Trajectory<Times>}
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
  const plan = planning(model, stepsInPeriod);
  /** @type {(index: number) => void} */
  const record = (index) => {
    model.readoutsAt(state, p, shown);
    model.states.forEach(({ key }, i) => (columns[key][index] = state[i]));
    model.readouts.forEach(({ key }, i) => (columns[key][index] = shown[i]));
  };
  for (const stretch of stretches(times, doses, changes)) {
    if (Object.keys(stretch.changes).length) {
      now = { ...now, ...stretch.changes };
      p = known(model, now);
    }
    const jumps = constants(model.doses, state.length, p);
    for (let i = 0; i < state.length; i++) state[i] += stretch.amount * jumps[i];
    let index = stretch.first;
    if (stretch.reported[0] === 0) record(index++);
    for (const { h, halves, reports } of plan(stretch, p)) {
      rk4Step(model, state, halves, p, h, work);
      if (reports) record(index++);
    }
  }
  return { times, columns };
}
