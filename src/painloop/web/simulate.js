// Doses in, trajectory out; simulate.py is the same.
import { integrate } from "./integrate.js";

/** The stretches between doses: their nodes, both ends included, and the amount that enters at their beginning. */
function segments(times, doses) {
  const first = times[0];
  const last = times[times.length - 1];
  const inside = doses.filter((dose) => dose.time <= last);
  const starts = [...new Set([first, ...inside.map((dose) => dose.time)])].sort((a, b) => a - b);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? last;
    const between = times.filter((t) => t > start && t < end);
    const amount = inside.reduce((sum, dose) => (dose.time === start ? sum + dose.amount : sum), 0);
    return { nodes: end > start ? [start, ...between, end] : [start], amount };
  });
}

/** Runs a printed model; returns { times, columns: { key: Float64Array } } with a column for every state and readout. */
export function simulate(model, times, doses = [], values = {}) {
  const parameters = Float64Array.from(model.parameters, (p) => values[p.key] ?? p.default);
  const state = Float64Array.from(model.states, (s) => s.start);
  const shown = new Float64Array(model.readouts.length);
  const columns = Object.fromEntries([...model.states, ...model.readouts].map(({ key }) => [key, new Float64Array(times.length)]));
  const index = new Map(times.map((t, i) => [t, i]));
  const record = (time) => {
    const at = index.get(time);
    if (at === undefined) return;
    model.readoutsAt(state, parameters, shown);
    model.states.forEach(({ key }, i) => (columns[key][at] = state[i]));
    model.readouts.forEach(({ key }, i) => (columns[key][at] = shown[i]));
  };
  for (const { nodes, amount } of segments(times, doses)) {
    model.states.forEach(({ key }, i) => model.doseInto.includes(key) && (state[i] += amount));
    record(nodes[0]);
    integrate(model.rates, state, nodes, parameters, model.step, (i) => record(nodes[i]));
  }
  return { times, columns };
}
