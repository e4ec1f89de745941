// The same trial many times, patient by patient, beside what theory says of such trials.
import { evaluate } from "../../computing/simulate.js";
import { normalCdf } from "../../computing/statistics.js";
import { nntInTruth, nntSeen } from "./nnt.js";
import { fewestPatients, powerOf } from "./power.js";
import { testOf, trialsOf } from "./trial.js";

/** @import { Column, Columns, Computed, Facts, Model, Replicated, Spec, Test, Values } from "../../types.js" */
/** @import { TrialState } from "./trial.js" */

const LEVEL = 0.05;
const ROW = 20; // trials that lie side by side as whole cards; more of them are narrower

/**
 * The trials as rows, named by their numbers, and the power of trials of every size.
 * @type {(spec: Spec<Replicated>, model: Model, state: TrialState) => Generator<void, Computed>}
 */
function* curves({ source }, model, state) {
  const { tests, responders } = yield* replicate(source, state);
  const { placebo_sd, noise_sd, response_sd } = state;
  const spread = evaluate(model, { placebo_sd, noise_sd, response_sd });
  const crossover = state.design === "crossover";
  // in a crossover, of the difference within a patient
  const sd = crossover ? Math.hypot(state.response_sd, Math.SQRT2 * state.noise_sd) : spread.sd_change;
  const { power, exaggeration } = powerOf(state, sd, state.patients);
  /** @type {(key: keyof Test) => Column} */
  const column = (key) => Float64Array.from(tests, (test) => test[key]);
  const columns = {
    difference: column("difference"),
    low: column("low"),
    high: column("high"),
    p: column("p"),
    sizes: Float64Array.from(source.sizes),
    power_curve: Float64Array.from(source.sizes, (n) => 100 * powerOf(state, sd, n).power),
    size_here: Float64Array.of(state.patients),
    power_here: Float64Array.of(100 * power),
    ...improving(state, spread, Float64Array.from(source.falls)),
    turn: Float64Array.from(tests, (_, i) => (i + 0.5) / Math.max(ROW, tests.length)),
  };
  const facts = {
    ...counted(state, tests),
    card: Math.min(1, ROW / tests.length),
    power: 100 * power,
    expected: power * state.trials,
    expected_exaggeration: exaggeration,
    needed: fewestPatients(source, state, sd),
    people: 2 * state.patients,
    group: crossover ? "order" : "arm",
    ...responders,
    ...nntInTruth(state, spread, source.response),
  };
  const along = Float64Array.from(tests, (_, i) => i + 1);
  return { along, columns, facts, names: Array.from(along, String) };
}

/** @type {{ key: string, tests: Test[] }} */
let collected = { key: "", tests: [] }; // of the last truth and design: whoever goes on collecting has these already

/**
 * The tests of all trials, and who responded in the last of them; it may be left after every trial.
 * @type {(source: Replicated, state: TrialState) => Generator<void, { tests: Test[], responders: Facts }>}
 */
function* replicate({ response }, state) {
  const trial = trialsOf(state);
  const key = JSON.stringify({ ...state, trials: 0 });
  if (collected.key !== key) collected = { key, tests: [] };
  const { tests } = collected;
  while (tests.length < state.trials) {
    tests.push(testOf(state, trial(tests.length)));
    yield;
  }
  const { onDrug, onPlacebo } = trial(state.trials - 1);
  /** @type {(changes: Column) => number} */
  const responding = (changes) => changes.filter((change) => change <= -response).length;
  return {
    tests: tests.slice(0, state.trials),
    responders: nntSeen(responding(onDrug), responding(onPlacebo), onDrug.length),
  };
}

/**
 * How many trials are significant, how many point away from the truth, and how much the significant ones show.
 * @type {(state: TrialState, tests: Test[]) => Facts}
 */
function counted({ effect }, tests) {
  const significant = tests.filter(({ p }) => p < LEVEL);
  const hits = significant.length;
  /** @type {(test: Test) => boolean} */
  const wrong = ({ difference }) => difference * (effect > 0 ? 1 : -1) < 0;
  const size = significant.reduce((sum, { difference }) => sum + Math.abs(difference), 0);
  return {
    truth: effect,
    hits,
    drawer: tests.length - hits,
    hits_wrong: significant.filter(wrong).length,
    wrong: tests.filter(wrong).length,
    exaggeration: hits && effect ? size / hits / Math.abs(effect) : NaN,
  };
}

/**
 * The share of patients, in %, who improve by at least so much on the drug and on placebo, in the long run.
 * @type {(state: TrialState, spread: Values, falls: Column) => Columns}
 */
function improving({ placebo, effect }, spread, falls) {
  /** @type {(mean: number, sd: number) => Column} */
  const share = (mean, sd) => falls.map((fall) => 100 * normalCdf((-fall - mean) / sd));
  return {
    falls,
    improving_drug: share(placebo + effect, spread.sd_drug),
    improving_placebo: share(placebo, spread.sd_placebo),
  };
}

export const replicated = { curves };
