// Two rules for one step, and where the steps lie; integrate.py is the same, function for function.

import { REACH } from "../generated/constants.js";

/** @import { Column, Mesh, Model } from "../types.js" */
/** @typedef {Record<"k1" | "k2" | "k3" | "k4" | "at" | "out", Column>} Workspace */

/**
 * The work arrays of a model, made once a run so that a drag makes no garbage.
 * @type {(model: Model) => Workspace}
 */
export function workspace(model) {
  const states = model.states.length;
  /** @type {(n: number) => Column} */
  const array = (n) => new Float64Array(n);
  return {
    k1: array(states),
    k2: array(states),
    k3: array(states),
    k4: array(states),
    at: array(states),
    out: array(2 * states),
  };
}

/**
 * Moves `state` one step of length h on, in place; `halves` is what half a step leaves of the states that decay.
 * @type {(model: Model, state: Column, halves: ArrayLike<number>, known: number[], h: number, work: Workspace) => void}
 */
export function rk4Step(model, state, halves, known, h, { k1, k2, k3, k4, at }) {
  const n = model.flowing;
  const { rates } = model;
  rates(state, known, k1);
  for (let i = 0; i < n; i++) at[i] = state[i] + (h / 2) * k1[i];
  for (let j = 0; j < halves.length; j++) at[n + j] = state[n + j] * halves[j];
  rates(at, known, k2);
  for (let i = 0; i < n; i++) at[i] = state[i] + (h / 2) * k2[i];
  rates(at, known, k3);
  for (let i = 0; i < n; i++) at[i] = state[i] + h * k3[i];
  for (let j = 0; j < halves.length; j++) at[n + j] *= halves[j];
  rates(at, known, k4);
  for (let i = 0; i < n; i++) state[i] += (h / 6) * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
  for (let j = 0; j < halves.length; j++) state[n + j] = at[n + j];
}

/**
 * Moves the flowing `state` one step of length h on, in place: each relaxes exactly, with its source and rate at the
 * midpoint.
 * @type {(relaxations: (state: Column, out: Column) => void, state: Column, h: number, work: Workspace) => void}
 */
export function exponentialMidpointStep(relaxations, state, h, { at, out }) {
  relaxations(state, out);
  for (let i = 0; i < state.length; i++) at[i] = relaxed(state[i], out[i], out[state.length + i], h / 2);
  relaxations(at, out);
  for (let i = 0; i < state.length; i++) state[i] = relaxed(state[i], out[i], out[state.length + i], h);
}

/** @type {(y: number, source: number, rate: number, h: number) => number} */
function relaxed(y, source, rate, h) {
  return y + (source - rate * y) * (rate > 0 ? -Math.expm1(-rate * h) / rate : h);
}

/**
 * Times from 0 to `length` at which steps begin and end: the mesh, made finer if a state relaxes too fast for it.
 * @type {(length: number, mesh: Mesh, fastest?: number) => number[]}
 */
export function nodes(length, mesh, fastest = 0) {
  const steps = stepsNeeded(mesh, fastest);
  const result = [];
  for (let period = 0; period * mesh.period < length; period++) {
    for (let k = 0; k < steps; k++) {
      const time = mesh.period * period + mesh.period * (k / steps) ** mesh.grading;
      if (time < length) result.push(time);
    }
  }
  return [...result, length];
}

/**
 * The mesh's steps in a period, or the fewest of which the longest, the last, does not go beyond REACH.
 * @type {(mesh: Mesh, fastest: number) => number}
 */
function stepsNeeded(mesh, fastest) {
  const share = fastest > 0 ? REACH / (mesh.period * fastest) : 1;
  return share >= 1 ? mesh.steps : Math.max(mesh.steps, Math.ceil(1 / (1 - (1 - share) ** (1 / mesh.grading))));
}
