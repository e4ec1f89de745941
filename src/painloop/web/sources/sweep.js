// A model asked along one of its parameters, or along the nightly dose where it has settled.
import { simulateAverage } from "../average.js";
import { concentration } from "../numbers.js";
import { evaluate, simulate } from "../simulate.js";

const SETTLED = 120; // days of nightly doses after which nothing changes any more, from one day to the next

/** What a control makes of its parameter. */
export function settingValue({ control, factor, options, molar }, state) {
  if (Object.hasOwn(options, state[control])) return options[state[control]];
  return molar ? 10 ** (9 - state[control]) : state[control] * factor;
}

/** What all controls make of theirs. */
export const settingValues = (settings, state) =>
  Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, settingValue(setting, state)]));

/** The readouts along the axis, and beside them those with some parameters held at other values. */
function along({ source }, model, state, models, answer) {
  const {
    axis: { key: runs, low, high },
    points,
    settings,
    beside,
    pins,
  } = source;
  const places = Float64Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)));
  const chosen = settingValues(settings, state);
  const columns = {};
  for (const [suffix, held] of Object.entries({ "": {}, ...beside })) {
    places.forEach((at, i) => {
      for (const [key, value] of Object.entries(answer(model, source, runs, at, { ...chosen, ...held }))) {
        const name = suffix ? `${key}_${suffix}` : key;
        columns[name] ??= new Float64Array(points);
        columns[name][i] = value;
      }
    });
  }
  const peaks = peaksOf(source, models.oral_naltrexone);
  Object.entries(pins).forEach(([key, value], i) => {
    columns[`pin_${key}`] = Float64Array.of(typeof value === "string" ? (chosen[value] ?? peaks[value]) : value);
    columns[`row_${key}`] = Float64Array.of(i + 1);
  });
  const said = Object.entries(settings).filter(([, { molar }]) => molar);
  const texts = Object.fromEntries(said.map(([key, { control }]) => [`${key}_text`, concentration(state[control])]));
  return { along: places, columns, facts: { ...texts, ...peaks } };
}

const peaked = new WeakMap(); // of every source, which asks the same doses in every state

function peaksOf(source, plasma) {
  if (!peaked.has(source))
    peaked.set(
      source,
      Object.fromEntries(Object.entries(source.peaks).flatMap(([key, dose]) => peak(plasma, key, dose))),
    );
  return peaked.get(source);
}

/** The highest concentration in plasma within 6 hours after a dose, by name, in nM and in µM. */
function peak(plasma, key, dose) {
  const times = Float64Array.from({ length: 601 }, (_, i) => i / 100);
  const nM = Math.max(...simulate(plasma, times, [{ time: 0, amount: dose }]).columns.plasma_naltrexone_nM);
  return [
    [key, nM],
    [`${key}_uM`, nM / 1000],
  ];
}

const swept = (model, _, runs, at, values) => evaluate(model, { ...values, [runs]: at });

const atDose = (model, _source, _parameter, dose, values) => dayMeans(model, dose, values);

/** The means over a settled day, and the gain of the loop where the model has both arms. */
export function dayMeans(model, dose, values) {
  const { columns } = simulateAverage(model, [0, SETTLED], { dose, step: SETTLED / 4, values });
  const means = Object.fromEntries(model.readouts.map(({ key }) => [key, columns[key][1]]));
  if ("glial_inhibition" in means && "disinhibition" in means)
    means.gain = means.disinhibition * (1 - means.glial_inhibition);
  return means;
}

const kind = (answer) => ({ run: (spec, model, state, models) => along(spec, model, state, models, answer) });

export const sweep = kind(swept);
export const settled = kind(atDose);
