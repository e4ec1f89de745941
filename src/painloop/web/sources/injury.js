// An injury meets the pain loop: what it leaves behind, in time and in the plane of nerve cells and glia.
import { POINTS } from "../generated/constants.js";
import { beyond, equilibria, restCurves, separatrix } from "../loop.js";
import { simulate } from "../simulate.js";

function run({ source }, model, state, models) {
  const values = { w: state.w, N_0: state.N_0 };
  const found = equilibria(models.loop_at_rest, values);
  const { times: along, columns: course } = follow(source, model, state, values, found[0]);
  const now = along.findLastIndex((time) => time <= state.day);
  const shown = (column, factor) => column.map((value, i) => (i > now ? NaN : factor * value));
  const stable = found.filter((_, i) => i !== 1);
  const curve =
    found.length === 3 ? separatrix(models, values, found[1]) : { S: new Float64Array(), G: new Float64Array() };
  const end = along.findIndex((time) => time >= state.days);
  const at = { S: course.S[end], G: course.G[end] };
  const columns = {
    pain_rating: shown(course.pain_rating, 1),
    glia: shown(course.G, 100),
    now_rating: course.pain_rating.slice(now, now + 1),
    now_glia: course.G.slice(now, now + 1).map((G) => 100 * G),
    ...plane(source, models.loop_at_rest, values),
    rest_rating: Float64Array.from(stable, ({ S }) => POINTS * S),
    rest_glia: Float64Array.from(stable, ({ G }) => 100 * G),
    border_rating: curve.S.map((S) => POINTS * S),
    border_glia: curve.G.map((G) => 100 * G),
  };
  return {
    along,
    columns,
    facts: { ...facts(source, state, along, course, found), crossed: found.length === 3 && beyond(curve, at) },
  };
}

function follow({ before, after, every, steps, relief_day }, model, state, values, start) {
  const times = Float64Array.from({ length: Math.round((before + after) / every) + 1 }, (_, i) => every * i - before);
  const injury = state.days
    ? [
        { time: 0, values: { injury: state.strength } },
        { time: state.days, values: { injury: 0 } },
      ]
    : [];
  const relief = state.relief ? [{ time: relief_day, values: { N_0: 0 } }] : [];
  return simulate(model, times, [], values, { changes: [...injury, ...relief], start, stepsInPeriod: steps });
}

/** The two curves on which nerve cells, or glia, hold still. */
function plane({ levels }, rest, values) {
  const { levels: level, recruitment, nullcline } = restCurves(rest, values, levels, ["recruitment", "nullcline"]);
  const inside = (G) => (G >= 0 && G <= 100 ? G : NaN);
  return {
    level: level.map((S) => POINTS * S),
    glia_still: recruitment.map((G) => 100 * G),
    nerves_still: nullcline.map((G) => inside(100 * G)),
  };
}

function facts({ relief_day }, state, times, { pain_rating: rating }, found) {
  const meanwhile = rating.filter((_, i) => times[i] <= Math.max(0, state.days));
  return {
    count: found.length,
    healthy: POINTS * found[0].S,
    threshold_rating: found.length === 3 ? POINTS * found[1].S : NaN,
    sensitised: POINTS * found.at(-1).S,
    peak: Math.max(...meanwhile),
    end: rating.at(-1),
    days_end: state.days,
    relief_from: state.relief ? relief_day : NaN,
  };
}

export const injury = { run };
