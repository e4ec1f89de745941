// The same trial many times, patient by patient, beside what theory says of such trials.
import { evaluate } from "../simulate.js";
import { normalCdf, paired, prospects, riskDifference, summary, welch } from "../statistics.js";

const LEVEL = 0.05;
// numbers kept for each trial, so that one that grows keeps the patients it has; even, and more than it takes
const PEOPLE = 1024;
const DRAWS = 4; // uniform numbers for each of them

/** Wellons' lowbias32: every bit of what goes in turns about half of the bits that come out. */
function mixed(x) {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

const uniform = (key, counter) => (mixed((mixed(counter) + key) | 0) + 0.5) / 2 ** 32;

/** Two standard normal numbers, by Box and Muller, written to `out` at `i`. */
function normalPair(key, counter, out, i) {
  const size = Math.sqrt(-2 * Math.log(uniform(key, counter)));
  const angle = 2 * Math.PI * uniform(key, counter + 1);
  out[i] = size * Math.cos(angle);
  out[i + 1] = size * Math.sin(angle);
}

/** One trial's changes on the drug and on placebo, written to two arrays; in a crossover of the same people. */
function changes(state, trial, onDrug, onPlacebo) {
  const { placebo, placebo_sd: placeboSd, noise_sd: noise, effect, response_sd: responseSd, design, patients } = state;
  const key = mixed(state.seed);
  const crossover = design === "crossover";
  const z = new Float64Array(DRAWS);
  for (let person = 0; person < 2 * patients; person++) {
    const drugged = crossover || person % 2 === 0;
    const counter = DRAWS * (PEOPLE * trial + person);
    const row = crossover ? person : person >> 1;
    normalPair(key, counter, z, 0);
    const own = placebo + placeboSd * z[0];
    if (crossover || !drugged) onPlacebo[row] = own + noise * z[1];
    if (!drugged) continue;
    normalPair(key, counter + 2, z, 2);
    onDrug[row] = own + (effect + responseSd * z[2]) + noise * z[3];
  }
}

const compare = ({ design }, onDrug, onPlacebo) =>
  design === "crossover"
    ? paired(summary(onDrug.map((change, i) => change - onPlacebo[i])))
    : welch(summary(onDrug), summary(onPlacebo));

/** How many trials are significant, how many point away from the truth, and how much the significant ones show. */
function counted({ effect }, tests) {
  const significant = tests.filter(({ p }) => p < LEVEL);
  const hits = significant.length;
  const wrong = ({ difference }) => difference * (effect > 0 ? 1 : -1) < 0;
  const size = significant.reduce((sum, { difference }) => sum + Math.abs(difference), 0);
  return {
    truth: effect,
    hits,
    hits_wrong: significant.filter(wrong).length,
    wrong: tests.filter(wrong).length,
    exaggeration: hits && effect ? size / hits / Math.abs(effect) : NaN,
  };
}

/** The SDs of a change, as the model of a trial on paper says. */
const spreads = (model, { placebo_sd, noise_sd, response_sd }) =>
  evaluate(model, { placebo_sd, noise_sd, response_sd });

function chance({ effect, design }, sd, patients) {
  const [error, freedom] =
    design === "crossover"
      ? [sd / Math.sqrt(2 * patients), 2 * patients - 1]
      : [sd * Math.sqrt(2 / patients), 2 * patients - 2];
  return prospects(effect / error, freedom);
}

/** The fewest patients in each arm that give the wanted power; infinite if more than the most. */
function needed({ wanted, most }, state, sd) {
  if (state.effect === 0) return Infinity;
  let [low, high] = [1, most + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chance(state, sd, middle).power >= wanted) high = middle;
    else low = middle;
  }
  return high <= most ? high : Infinity;
}

/** Who responded in the last trial, and the NNT with its interval; harm has its own numbers, without a sign. */
function answered(drug, placebo, each) {
  const { difference, low, high } = riskDifference(drug, each, placebo, each);
  return {
    responders: drug,
    responders_placebo: placebo,
    each,
    nnt: Math.floor(10 * Math.abs(1 / difference) + 0.5) / 10,
    nnt_best: Math.abs(1 / high),
    nnt_worst: Math.abs(1 / low),
    nnt_side: side(difference),
    nnt_open: low <= 0 && high >= 0,
  };
}

/** The NNT that is true: of the shares who respond if trials were endless. Above 1000 it is none. */
function answer({ placebo, effect }, spread, response) {
  const gain =
    normalCdf((-response - placebo - effect) / spread.sd_drug) - normalCdf((-response - placebo) / spread.sd_placebo);
  const told = side(gain, 1e-3);
  return { nnt_true: told === "none" ? Infinity : 1 / Math.abs(gain), nnt_true_side: told };
}

/** The share of patients, in %, who improve by at least so much on the drug and on placebo, in the long run. */
function improving({ placebo, effect }, spread, falls) {
  const share = (mean, sd) => falls.map((fall) => 100 * normalCdf((-fall - mean) / sd));
  return {
    falls,
    improving_drug: share(placebo + effect, spread.sd_drug),
    improving_placebo: share(placebo, spread.sd_placebo),
  };
}

const side = (gain, least = 0) => (gain > least ? "benefit" : gain < -least ? "harm" : "none");

/** The trials as rows, named by their numbers, and the power of trials of every size. */
function run({ source }, model, state) {
  const crossover = state.design === "crossover";
  const each = crossover ? 2 * state.patients : state.patients;
  const [onDrug, onPlacebo] = [new Float64Array(each), new Float64Array(each)];
  const tests = Array.from({ length: state.trials }, (_, trial) => {
    changes(state, trial, onDrug, onPlacebo);
    return compare(state, onDrug, onPlacebo);
  });
  const responders = (last) => last.filter((change) => change <= -source.response).length;
  const spread = spreads(model, state);
  // in a crossover, of the difference
  const sd = crossover ? Math.hypot(state.response_sd, Math.SQRT2 * state.noise_sd) : spread.sd_change;
  const { power, exaggeration } = chance(state, sd, state.patients);
  const column = (key) => Float64Array.from(tests, (test) => test[key]);
  const columns = {
    difference: column("difference"),
    low: column("low"),
    high: column("high"),
    p: column("p"),
    sizes: Float64Array.from(source.sizes),
    power_curve: Float64Array.from(source.sizes, (n) => 100 * chance(state, sd, n).power),
    size_here: Float64Array.of(state.patients),
    power_here: Float64Array.of(100 * power),
    ...improving(state, spread, Float64Array.from(source.falls)),
  };
  const group = crossover ? "order" : "arm";
  const hoped = {
    power: 100 * power,
    expected: power * state.trials,
    hoped_exaggeration: exaggeration,
    needed: needed(source, state, sd),
    people: 2 * state.patients,
    group,
  };
  const facts = {
    ...counted(state, tests),
    ...hoped,
    ...answered(responders(onDrug), responders(onPlacebo), each),
    ...answer(state, spread, source.response),
  };
  const along = Float64Array.from(tests, (_, i) => i + 1);
  return { along, columns, facts, names: Array.from(along, String) };
}

export const replicated = { run };
