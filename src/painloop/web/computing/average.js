// The day-averaged model; average.py is the same, for one patient.
import { PHASES } from "../generated/constants.js";
import { exponentialMidpointStep, workspace } from "./integrate.js";
import { begin, constants, known } from "./simulate.js";

/** @import { Column, Model, Printed, Trajectory, Values } from "../types.js" */

/**
 * The decaying states through a day of nightly doses, one array for each phase.
 * @type {(model: Model, dose: number, p: number[]) => Column[]}
 */
function settled(model, dose, p) {
  const rates = constants(model.decays, model.states.length - model.flowing, p);
  const jumps = constants(model.doses, model.states.length, p).subarray(model.flowing);
  const { period } = model.mesh;
  return Array.from({ length: PHASES }, (_, phase) =>
    rates.map(
      (rate, j) =>
        (dose * jumps[j] * Math.exp(-rate * ((phase + 0.5) / PHASES) * period)) / -Math.expm1(-rate * period),
    ),
  );
}

/**
 * Runs the day-averaged model, with a dose in every period until it is stopped; returns as `simulate` does.
 * @type {<Times extends ArrayLike<number> & Iterable<number>>(model: Model, times: Times, options?: { dose?: number,
 *   until?: number, values?: Values, start?: Values, step?: number }) => Trajectory<Times>}
 */
export function simulateAverage(
  model,
  times,
  { dose = 0, until = Infinity, values = {}, start = {}, step = 0.25 } = {},
) {
  const p = known(model, values);
  const n = model.flowing;
  const state = begin(model, start).subarray(0, n);
  const work = workspace(model);
  const whole = new Float64Array(model.states.length);
  const phases = { on: settled(model, dose, p), off: until < Infinity ? settled(model, 0, p) : [] };
  const kept = [...model.states.slice(0, n), ...model.readouts];
  const columns = Object.fromEntries(kept.map(({ key }) => [key, new Float64Array(times.length)]));

  /**
   * The means over the phases of a day of the `count` numbers that a function of the model writes.
   * @type {(write: Printed, count: number, drug: Column[]) => (at: Column, out?: Column) => Column}
   */
  const mean = (write, count, drug) => {
    const one = new Float64Array(count);
    const sum = new Float64Array(count);
    return (at, out = sum) => {
      out.fill(0);
      for (let i = 0; i < n; i++) whole[i] = at[i];
      for (const decaying of drug) {
        for (let j = 0; j < decaying.length; j++) whole[n + j] = decaying[j]; // set() costs more, of so few
        write(whole, p, one);
        for (let i = 0; i < count; i++) out[i] += one[i] / PHASES;
      }
      return out;
    };
  };
  const stops = [...new Set([...times, ...(until > times[0] && until < times[times.length - 1] ? [until] : [])])].sort(
    (a, b) => a - b,
  );
  let index = 0;
  stops.forEach((from, i) => {
    const drug = from < until ? phases.on : phases.off;
    if (from === times[index]) {
      const shown = mean(model.readoutsAt, model.readouts.length, drug)(state);
      kept.forEach(({ key }, j) => (columns[key][index] = j < n ? state[j] : shown[j - n]));
      index++;
    }
    if (i + 1 === stops.length) return;
    const relaxations = mean(model.relaxations, 2 * n, drug);
    const steps = Math.max(1, Math.ceil((stops[i + 1] - from) / step - 1e-9));
    for (let s = 0; s < steps; s++) exponentialMidpointStep(relaxations, state, (stops[i + 1] - from) / steps, work);
  });
  return { times, columns };
}
