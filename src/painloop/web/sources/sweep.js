// A model asked along a parameter, or along the settled nightly dose; sources/sweep.py is the same, function for function.
import { simulateAverage } from "../average.js";
import { concentration } from "../controls.js";
import { evaluate } from "../simulate.js";

/** What a control makes of its parameter. */
export function settingValue({ control, factor, options, molar }, state) {
  if (Object.hasOwn(options, state[control])) return options[state[control]];
  return molar ? 10 ** (9 - state[control]) : state[control] * factor;
}

/** What all controls make of theirs. */
export const settingValues = (settings, state) =>
  Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, settingValue(setting, state)]));

/** The readouts along the axis, and beside them those with some parameters held at other values. */
function along({ source }, model, state, answer) {
  const { axis: { key: runs, low, high }, points, settings, beside, pins } = source;
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
  Object.entries(pins).forEach(([key, value], i) => {
    columns[`pin_${key}`] = Float64Array.of(typeof value === "string" ? chosen[value] : value);
    columns[`row_${key}`] = Float64Array.of(i + 1);
  });
  const said = Object.entries(settings).filter(([, { molar }]) => molar);
  const facts = Object.fromEntries(said.map(([key, { control }]) => [`${key}_text`, concentration(state[control])]));
  return { along: places, columns, facts };
}

const swept = (model, _, runs, at, values) => evaluate(model, { ...values, [runs]: at });

const atDose = (model, { days, step }, _, dose, values) => dayMeans(model, dose, days, step, values);

/** The means over a settled day, and the gain of the loop where the model has both arms. */
export function dayMeans(model, dose, days, step, values) {
  const { columns } = simulateAverage(model, [0, days], { dose, step, values });
  const means = Object.fromEntries(model.readouts.map(({ key }) => [key, columns[key][1]]));
  if ("glial_inhibition" in means && "disinhibition" in means) means.gain = means.disinhibition * (1 - means.glial_inhibition);
  return means;
}

export const sweep = { run: (spec, model, state) => along(spec, model, state, swept) };
export const settled = { run: (spec, model, state) => along(spec, model, state, atDose) };
