// How often trials of a design are significant, by theory.
import { prospects } from "../../computing/statistics.js";

/** @import { Replicated } from "../../types.js" */
/** @import { TrialState } from "./trial.js" */

/**
 * The power of a trial, and by how much a significant one exaggerates; `sd` is that of what the design compares.
 * @type {(state: TrialState, sd: number, patients: number) => { power: number, exaggeration: number }}
 */
export function powerOf({ effect, design }, sd, patients) {
  const [error, freedom] =
    design === "crossover"
      ? [sd / Math.sqrt(2 * patients), 2 * patients - 1]
      : [sd * Math.sqrt(2 / patients), 2 * patients - 2];
  return prospects(effect / error, freedom);
}

/**
 * The fewest patients in each arm that give the wanted power; infinite if more than the most.
 * @type {(source: Replicated, state: TrialState, sd: number) => number}
 */
export function fewestPatients({ wanted, most }, state, sd) {
  if (state.effect === 0) return Infinity;
  let [low, high] = [1, most + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (powerOf(state, sd, middle).power >= wanted) high = middle;
    else low = middle;
  }
  return high <= most ? high : Infinity;
}
