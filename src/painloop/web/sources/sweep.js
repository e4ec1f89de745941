// A model asked along one of its parameters, or along the nightly dose at steady state.
import { simulateAverage } from "../computing/average.js";
import { remembering } from "../computing/remember.js";
import { evaluate, simulate } from "../computing/simulate.js";
import { concentration } from "../words/numbers.js";

/** @import { Column, Columns, Computed, Facts, Model, Models, Setting, Spec, Sweep, Values } from "../types.js" */
/** @typedef {[spec: Spec<Sweep>, model: Model, state: Values, models: Models]} Asked */
/** @typedef {(model: Model, parameter: string, value: number, values: Values) => Values} ReadoutsAt */
/** @typedef {{ low: number, high: number, points: number }} Range - points at even steps of the logarithm */
/** @typedef {(model: Model, key: string, range: Range, values: Values) => Columns} ReadoutsAlong */

const SETTLED = 120; // days of nightly doses after which nothing changes any more, from one day to the next
const MOST = 4; // times the normal capacity that may be added to it, with the strongest answer

/**
 * The value that a control gives its parameter. What a radio holds is only asked for as a key of the options.
 * @type {(setting: Setting, state: Values) => number}
 */
function settingValue({ control, factor, options, molar }, state) {
  if (Object.hasOwn(options, state[control])) return options[state[control]];
  return molar ? 10 ** (9 - state[control]) : state[control] * factor;
}

/**
 * The values that all controls give their parameters.
 * @type {(settings: Record<string, Setting>, state: Values) => Values}
 */
export const settingValues = (settings, state) =>
  Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, settingValue(setting, state)]));

/**
 * So many values from low to high, at even steps of their logarithm.
 * @type {(range: Range) => Column}
 */
export const evenInLogarithm = ({ low, high, points }) =>
  Float64Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)));

/**
 * The readouts at every value of an axis, one column for each.
 * @type {(readoutsAt: ReadoutsAt) => ReadoutsAlong}
 */
const readoutsAlong = (readoutsAt) =>
  remembering((model, key, range, values) => {
    const each = Array.from(evenInLogarithm(range), (value) => readoutsAt(model, key, value, values));
    return Object.fromEntries(Object.keys(each[0]).map((name) => [name, Float64Array.from(each, (at) => at[name])]));
  });

/**
 * The readouts along the axis, and beside them those with some parameters held at other values.
 * @type {(readoutsAlong: ReadoutsAlong, ...asked: Asked) => Computed}
 */
function curvesBy(readoutsAlong, { source }, model, state, models) {
  const { axis, points, settings } = source;
  const range = { low: axis.low, high: axis.high, points };
  const along = evenInLogarithm(range);
  const chosen = settingValues(settings, state);
  /** @type {Columns} */
  const columns = {};
  for (const [suffix, held] of Object.entries({ "": {}, ...source.beside })) {
    const found = readoutsAlong(model, axis.key, range, { ...chosen, ...held });
    for (const [key, column] of Object.entries(found)) columns[suffix ? `${key}_${suffix}` : key] = column;
  }
  const peaks = peaksOf(models.oral_naltrexone, source.peaks);
  return {
    along,
    columns: { ...columns, ...pinned(source, chosen, peaks), ...inPlasma(source, along, chosen, peaks) },
    facts: { ...concentrations(settings, state), ...peaks, ...settingValues(source.said, state) },
  };
}

/**
 * Single values to draw beside the curves, each in a row of its own from below.
 * @type {(source: Sweep, chosen: Values, peaks: Values) => Columns}
 */
function pinned({ pins }, chosen, peaks) {
  /** @type {(pin: number | string) => number} */
  const value = (pin) => (typeof pin === "string" ? (chosen[pin] ?? peaks[pin]) : pin);
  const columns = Object.entries(pins).flatMap(([key, pin], i) => [
    [`pin_${key}`, Float64Array.of(value(pin))],
    [`row_${key}`, Float64Array.of(i + 1)],
  ]);
  return Object.fromEntries(columns);
}

/**
 * The molar settings as concentrations, in words.
 * @type {(settings: Record<string, Setting>, state: Values) => Facts}
 */
function concentrations(settings, state) {
  const molar = Object.entries(settings).filter(([, setting]) => setting.molar);
  return Object.fromEntries(molar.map(([key, { control }]) => [`${key}_text`, concentration(state[control])]));
}

/** @type {(plasma: Model, doses: Values) => Values} */
const peaksOf = remembering((plasma, doses) =>
  Object.fromEntries(Object.entries(doses).flatMap(([key, dose]) => peak(plasma, key, dose))),
);

/**
 * The highest concentration in plasma within 6 hours after a dose, by name, in nM and in µM.
 * @type {(plasma: Model, key: string, dose: number) => [name: string, value: number][]}
 */
function peak(plasma, key, dose) {
  const times = Float64Array.from({ length: 601 }, (_, i) => i / 100);
  const nM = Math.max(...simulate(plasma, times, [{ time: 0, amount: dose }]).columns.plasma_naltrexone_nM);
  return [
    [key, nM],
    [`${key}_uM`, nM / 1000],
  ];
}

/**
 * The highest concentration in plasma along the dose, in nM and as the negative logarithm of mol/L, and how many
 * tenfolds it is short of the one that half-acts at TLR4: it is in proportion to the dose.
 * @type {(source: Sweep, along: Column, chosen: Values, peaks: Values) => Columns}
 */
function inPlasma(source, along, { EC50_TLR4 }, peaks) {
  const [[key, dose] = []] = Object.entries(source.peaks);
  if (!key || !dose) return {};
  const plasma_nM = along.map((each) => (each / dose) * peaks[key]);
  return {
    plasma_nM,
    plasma_p: plasma_nM.map((nM) => 9 - Math.log10(nM)),
    tenfolds: plasma_nM.map((nM) => Math.log10(EC50_TLR4 / nM)),
  };
}

/**
 * The means over a settled day of nightly doses, and the gains where the model has both arms, as SteadyState says.
 * @type {(model: Model, dose: number, values: Values) => Values}
 */
export function dayMeans(model, dose, values) {
  const { columns } = simulateAverage(model, [0, SETTLED], { dose, step: SETTLED / 4, values });
  const means = Object.fromEntries(model.readouts.map(({ key }) => [key, columns[key][1]]));
  if ("U" in columns) means.U = columns.U[1];
  if (!("glial_inhibition" in means && "disinhibition" in means)) return means;
  return { ...means, gain: means.disinhibition * (1 - means.glial_inhibition), gain_alone: means.disinhibition };
}

/** @type {ReadoutsAt} */
const atRest = (model, parameter, value, values) => {
  const readouts = evaluate(model, { ...values, [parameter]: value });
  return { ...readouts, ...seated(readouts, values) };
};

/**
 * Of all receptors, also of those that are lost for good: the share that each ligand holds, the free ones and the lost.
 * @type {(readouts: Values, values: Values) => Values}
 */
const seated = ({ p_AR, p_PR, p_BR, p_R }, { q }) => ({
  seat_agonist: q * p_AR,
  seat_partial: q * p_PR,
  seat_antagonist: q * p_BR,
  seat_free: q * p_R,
  seat_lost: 1 - q,
});

/** @type {ReadoutsAt} */
const onDose = (model, _, dose, values) => {
  const means = dayMeans(model, dose, values);
  return { ...means, ...added(means) };
};

/**
 * Of the seats that the body may add: the share that it has added and that works, is blocked, or waits for opioid.
 * @type {(means: Values) => Values}
 */
function added({ U, free, blocked }) {
  const share = (U - 1) / MOST;
  return { new_free: share * free, new_blocked: share * blocked, new_waiting: share * (1 - free - blocked) };
}

/** @type {{ curves: (...asked: Asked) => Computed }} */
export const sweep = { curves: curvesBy.bind(null, readoutsAlong(atRest)) };
/** @type {{ curves: (...asked: Asked) => Computed }} */
export const steadyState = { curves: curvesBy.bind(null, readoutsAlong(onDose)) };
