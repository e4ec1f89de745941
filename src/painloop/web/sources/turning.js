// A number of the pain loop is turned up and back down: the way there, the way back, and where the loop could rest.
import { POINTS } from "../generated/constants.js";
import { atRest, equilibria, folds, restCurves } from "../loop.js";
import { simulate } from "../simulate.js";

const BRANCHES = ["healthy", "threshold", "sensitised"];

function run({ source }, model, state, { loop_at_rest: rest }) {
  const { moved } = state;
  const loop = { w: state.w, N_0: state.N_0 };
  const { times: along, values } = way(source, state.pace, source.low[moved], state[moved]);
  const rating = follow(source, model, rest, loop, moved, along, values);
  const now = roundHalfToEven((state.day / 100) * (along.length - 1));
  const shown = (column) => column.map((value, i) => (i > now ? NaN : value));
  const columns = {
    pain_rating: shown(rating),
    turned: shown(values),
    way_rating: shown(rating),
    now_turned: values.slice(now, now + 1),
    now_rating: rating.slice(now, now + 1),
    ...branches(source, rest, loop, moved),
  };
  const facts = {
    far: state[moved],
    start: rating[0],
    top: rating[source.turns],
    end: rating.at(-1),
    moved_name: source.names[moved],
    left: source.low[moved],
    right: source.high[moved],
    ...tips(rest, loop, moved, rating),
  };
  return { along, columns, facts };
}

/** As Python rounds. */
function roundHalfToEven(value) {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

/** Times, and where the number stands from each of them on. */
function way({ turns }, pace, low, high) {
  const at = (value) => Float64Array.from({ length: 2 * turns + 1 }, (_, step) => value(step));
  return {
    times: at((step) => (pace / turns) * step),
    values: at((step) => low + (high - low) * (1 - Math.abs(step - turns) / turns)),
  };
}

/** The rating on the way, from the lowest resting state of where it begins. */
function follow({ steps }, model, rest, loop, moved, times, values) {
  const begin = { ...loop, [moved]: values[0] };
  const [start] = equilibria(rest, begin);
  const changes = Array.from(times.slice(1), (time, i) => ({ time, values: { [moved]: values[i + 1] } }));
  return simulate(model, times, [], begin, { changes, start, stepsInPeriod: steps }).columns.pain_rating;
}

/** Where the loop can rest: for each S the number that holds it there, as three branches between the folds. */
function branches({ levels }, rest, loop, moved) {
  const key = moved === "w" ? "coupling" : "input";
  const { levels: level, [key]: curve } = restCurves(rest, loop, levels, [key]);
  const rises = (i) => curve[i + 1] - curve[i] > 0;
  const last = levels - 2;
  const turns = Array.from(level.keys())
    .slice(1, -1)
    .filter((i) => rises(i - 1) !== rises(i));
  const ends = turns.length === 2 ? [0, ...turns, last] : [0, last, last, last];
  return Object.fromEntries(
    BRANCHES.flatMap((name, i) => [
      [`rest_${name}`, level.slice(ends[i], ends[i + 1] + 1).map((S) => POINTS * S)],
      [`turned_${name}`, curve.slice(ends[i], ends[i + 1] + 1)],
    ]),
  );
}

/** Where the way up and the way down tip; nan where the curve does not turn. */
function tips(rest, loop, moved, rating) {
  const key = moved === "w" ? "coupling" : "input";
  const found = folds(rest, loop, key);
  const [up, down] = found.length === 2 ? found.map((S) => atRest(rest, loop, S)[key]) : [NaN, NaN];
  const tipped = found.length === 2 && rating.some((value) => value > POINTS * found[1]);
  return { up, down, folds: found.length, tipped };
}

export const turning = { run };
