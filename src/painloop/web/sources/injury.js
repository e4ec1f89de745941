// An injury meets the pain loop: what it leaves behind, in time and in the plane of nerve cells and glia.

import { atRest, equilibria, isAbove, restCurves, separatrix } from "../computing/loop.js";
import { remembering } from "../computing/remember.js";
import { simulate } from "../computing/simulate.js";
import { POINTS } from "../generated/constants.js";

/** @import { Column, Columns, Computed, Facts, Injury, Model, Models } from "../types.js" */
/** @import { Resting, Spec, Trajectory, Values } from "../types.js" */
/** @typedef {{ strength: number, days: number, w: number, N_0: number, relief: boolean, day: number }} InjuryState */

/** @type {(spec: Spec<Injury>, model: Model, state: InjuryState, models: Models) => Computed} */
function curves({ source }, model, state, models) {
  const values = { w: state.w, N_0: state.N_0 };
  const found = equilibria(models.loop_at_rest, values);
  // the day at which the reader looks changes nothing of the course
  const { times: along, columns: course } = follow(model, source, { ...state, day: 0 }, values, found[0]);
  const now = along.findLastIndex((time) => time <= state.day);
  /** @type {(column: Column, factor: number) => Column} */
  const shown = (column, factor) => column.map((value, i) => (i > now ? NaN : factor * value));
  const stable = found.filter((_, i) => i !== 1);
  const parting =
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
    border_rating: parting.S.map((S) => POINTS * S),
    border_glia: parting.G.map((G) => 100 * G),
  };
  const crossed = found.length === 3 && isAbove(parting, at);
  const present = { S: course.S[now], G: course.G[now] };
  return {
    along,
    columns,
    facts: {
      ...facts(source, state, along, course.pain_rating, found),
      ...work(source, state, models.loop_at_rest, along[now], present),
      crossed,
    },
  };
}

/**
 * The run of the loop from before the injury to long after it.
 * @type {(model: Model, source: Injury, state: InjuryState, values: Values, start: Resting) => Trajectory<Column>}
 */
const follow = remembering((model, { before, after, every, steps, relief_day }, state, values, start) => {
  const times = Float64Array.from({ length: Math.round((before + after) / every) + 1 }, (_, i) => every * i - before);
  const injury = state.days
    ? [
        { time: 0, values: { injury: state.strength } },
        { time: state.days, values: { injury: 0 } },
      ]
    : [];
  const relief = state.relief ? [{ time: relief_day, values: { N_0: 0 } }] : [];
  return simulate(model, times, [], values, { changes: [...injury, ...relief], start, stepsInPeriod: steps });
});

/**
 * The nullclines in the plane: the curves on which glia, or nerve cells, stand still.
 * @type {(source: Injury, rest: Model, values: Values) => Columns}
 */
function plane({ levels }, rest, values) {
  const { levels: level, recruitment, nullcline } = restCurves(rest, values, levels, ["recruitment", "nullcline"]);
  /** @type {(G: number) => number} */
  const inside = (G) => (G >= 0 && G <= 100 ? G : NaN);
  return {
    level: level.map((S) => POINTS * S),
    glia_still: recruitment.map((G) => 100 * G),
    nerves_still: nullcline.map((G) => inside(100 * G)),
  };
}

/**
 * What sentences may say: where the loop can rest, how high the injury went, and where it ended.
 * @type {(source: Injury, state: InjuryState, times: Column, rating: Column, found: Resting[]) => Facts}
 */
function facts({ relief_day }, state, times, rating, found) {
  const duringInjury = rating.filter((_, i) => times[i] <= Math.max(0, state.days));
  return {
    count: found.length,
    healthy: POINTS * found[0].S,
    threshold_rating: found.length === 3 ? POINTS * found[1].S : NaN,
    sensitised: POINTS * /** @type {Resting} */ (found.at(-1)).S,
    peak: Math.max(...duringInjury),
    end: /** @type {number} */ (rating.at(-1)),
    days_end: state.days,
    relief_from: state.relief ? relief_day : NaN,
  };
}

/**
 * What is at work on the day shown: the input, what glia add to the drive, and the glia that nerve cells call for.
 * @type {(source: Injury, state: InjuryState, rest: Model, time: number, present: Resting) => Facts}
 */
function work({ relief_day }, { strength, days, w, N_0, relief }, rest, time, { S, G }) {
  const injured = time >= 0 && time < days;
  return {
    injured,
    now_input: (relief && time >= relief_day ? 0 : N_0) + (injured ? strength : 0),
    now_glial_drive: w * G,
    now_recruitment: atRest(rest, { w, N_0 }, S).recruitment,
  };
}

export const injury = { curves };
