// One fixed-step method, the classical Runge-Kutta of fourth order; integrate.py is the same, line for line.

/** The work arrays of a model with n states, made once so that a drag makes no garbage. */
function workspace(n) {
  return { k1: new Float64Array(n), k2: new Float64Array(n), k3: new Float64Array(n), k4: new Float64Array(n), at: new Float64Array(n) };
}

/** Moves `state` one step of length h on, in place. */
function rk4Step(rates, state, parameters, h, { k1, k2, k3, k4, at }) {
  const n = state.length;
  rates(state, parameters, k1);
  for (let i = 0; i < n; i++) at[i] = state[i] + (h / 2) * k1[i];
  rates(at, parameters, k2);
  for (let i = 0; i < n; i++) at[i] = state[i] + (h / 2) * k2[i];
  rates(at, parameters, k3);
  for (let i = 0; i < n; i++) at[i] = state[i] + h * k3[i];
  rates(at, parameters, k4);
  for (let i = 0; i < n; i++) state[i] += (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
}

/** Moves `state` along increasing `times`, in equal steps no longer than `step`, and calls `report(i)` at every one after the first. */
export function integrate(rates, state, times, parameters, step, report) {
  const work = workspace(state.length);
  for (let i = 1; i < times.length; i++) {
    const length = times[i] - times[i - 1];
    const steps = Math.max(1, Math.ceil(length / step - 1e-9));
    for (let s = 0; s < steps; s++) rk4Step(rates, state, parameters, length / steps, work);
    report(i);
  }
}
