// Hours and days after one dose, or during nightly doses.
import { simulate } from "../simulate.js";

/** One dose at time 0, or one at the start of each day. */
export function doses(source, state) {
  const count = state[source.schedule] === "nightly" ? Math.floor(state[source.days]) : 1;
  return Array.from({ length: count }, (_, day) => ({ time: day * source.every, amount: state[source.amount] }));
}

/** Times that lie denser after each dose: in every day, nodes at (k/K)^2 of it. */
function times(source, state) {
  const days = Math.floor(state[source.days]);
  const nodes = [];
  for (let day = 0; day < days; day++) {
    for (let k = 0; k < source.nodes; k++) nodes.push((day + (k / source.nodes) ** 2) * source.every);
  }
  return [...nodes, days * source.every];
}

function run({ source }, model, state) {
  const { times: along, columns } = simulate(model, times(source, state), doses(source, state));
  return { along, columns };
}

/** The day after the last dose. */
function window(source, state, along) {
  const last = doses(source, state).at(-1).time;
  return [along.findIndex((t) => t >= last), along.findLastIndex((t) => t <= last + source.every) + 1];
}

/** The same at round hours, few enough to be read. */
function few({ source }, model, state) {
  const end = state[source.days] * source.every;
  const hours = [
    0,
    1,
    2,
    4,
    8,
    12,
    ...Array.from({ length: Math.floor(state[source.days]) }, (_, day) => (day + 1) * source.every),
  ];
  return simulate(
    model,
    hours.filter((hour) => hour <= end),
    doses(source, state),
  );
}

export const regimen = { run, window, few };
