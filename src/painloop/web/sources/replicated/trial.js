// One trial on paper: what every patient's pain does, and the test of it.
import { normalPairs } from "../../computing/generator.js";
import { paired, summary, welch } from "../../computing/statistics.js";

/** @import { Column, Test } from "../../types.js" */
/**
 * What the controls say of a trial, and how many such trials there are.
 * @typedef {{ design: string, patients: number, trials: number, seed: number, effect: number, response_sd: number,
 *   placebo: number, placebo_sd: number, noise_sd: number }} TrialState
 */
/** @typedef {{ onDrug: Column, onPlacebo: Column }} Changes */

// numbers kept for each trial, so that one that grows keeps the patients it has; even, and more than it takes
const PEOPLE = 1024;
const DRAWS = 4; // normal numbers for each of them

/** @type {{ seed: number, trials: Column[] }} */
let drawn = { seed: NaN, trials: [] }; // the numbers of the last seed: while the truth moves, the people stay

/**
 * The normal numbers of a trial's people.
 * @type {(seed: number, trial: number, people: number) => Column}
 */
function numbersOf(seed, trial, people) {
  if (drawn.seed !== seed) drawn = { seed, trials: [] };
  const known = drawn.trials[trial] ?? new Float64Array();
  if (known.length >= DRAWS * people) return known;
  const numbers = new Float64Array(DRAWS * people);
  numbers.set(known);
  const drawPair = normalPairs(seed);
  for (let i = known.length; i < numbers.length; i += 2) drawPair(DRAWS * PEOPLE * trial + i, numbers, i);
  drawn.trials[trial] = numbers;
  return numbers;
}

/**
 * Runs trials: a function that gives { onDrug, onPlacebo }, the changes in one of them, by its number.
 * @type {(state: TrialState) => (trial: number) => Changes}
 */
export function trialsOf({ placebo, placebo_sd, noise_sd, effect, response_sd, design, patients, seed }) {
  const crossover = design === "crossover"; // everybody takes both
  const each = crossover ? 2 * patients : patients;
  const [onDrug, onPlacebo] = [new Float64Array(each), new Float64Array(each)]; // the same for every trial
  return (trial) => {
    const z = numbersOf(seed, trial, 2 * patients);
    for (let person = 0; person < 2 * patients; person++) {
      const drugged = crossover || person % 2 === 0;
      const row = crossover ? person : person >> 1;
      const place = DRAWS * person;
      const own = placebo + placebo_sd * z[place];
      if (crossover || !drugged) onPlacebo[row] = own + noise_sd * z[place + 1];
      if (drugged) onDrug[row] = own + (effect + response_sd * z[place + 2]) + noise_sd * z[place + 3];
    }
    return { onDrug, onPlacebo };
  };
}

/**
 * The t test of a trial: { difference, low, high, p }.
 * @type {(state: TrialState, changes: Changes) => Test}
 */
export const testOf = ({ design }, { onDrug, onPlacebo }) =>
  design === "crossover"
    ? paired(summary(onDrug.map((change, i) => change - onPlacebo[i])))
    : welch(summary(onDrug), summary(onPlacebo));
