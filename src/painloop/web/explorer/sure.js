// How sure the curves are: the same state asked of a hundred sets of parameters over their ranges, in parts, so that
// the page goes on answering.
import { hypercube } from "../computing/hypercube.js";
import { inParts } from "../computing/parts.js";
import { h } from "../dom.js";
import { models } from "../generated/models.js";
import { momentOf } from "../state/state.js";
import { chosen, fillRanges } from "../words/words.js";

/** @import { Choice, Column, Measured, Models, Moment, Spec, Sure, View } from "../types.js" */

const SETS = 100;
const LEFT_OUT = 0.05; // at either end: the band holds the middle 90
const WHAT =
  "What you set stays. All other parameters vary at once, each over the range that “Models and parameters” gives: " +
  `in half of the ${SETS} sets it lies below the book’s number, in half above. The band holds the middle 90 sets.`;

/** @typedef {{ columns: Record<string, Column>, measures: Measured }} Answer */

/** @type {Models[]} */
let sets = []; // made when they are first asked for

/**
 * The views whose curves run along the source's own axis, and so can be compared point by point.
 * @param {View[]} views
 */
const along = (views) => views.filter(({ kind, across }) => kind === "lines" && !across);

/**
 * The switch, and what it finds; null where no curve of a model runs along the axis.
 * @param {Spec} spec
 * @param {View[]} views
 * @param {{ redraw: () => void, seek: (keys: string[]) => void }} stage - a band has come or gone; it is to be seen
 *   in one of these views
 */
export function howSure(spec, views, { redraw, seek }) {
  const own = along(views);
  if (!spec.model || !own.length) return null;
  const keys = own.flatMap(({ series }) => series.map(({ key }) => key));
  const said = h("p", { class: "explorer-sure__said", role: "status" });
  const progress = h("progress", { max: SETS, "aria-label": "Sets of parameters asked", hidden: true });
  const what = h("p", { class: "control__help", hidden: true }, WHAT);
  /** @type {Sure | null} */
  let band = null;
  /** @type {Moment | null} */
  let asked = null;
  /** @type {{ stop: () => void } | null} */
  let work = null;

  /** Lets go of what was found, and of what is being asked. */
  function drop() {
    work?.stop();
    [band, asked] = [null, null];
    said.textContent = "";
    progress.hidden = true;
  }

  /** @param {Moment} moment - asked once, while the switch is on */
  function ask(moment) {
    if (!isOn() || asked === moment) return;
    asked = moment;
    progress.hidden = false;
    work = inParts(
      answersOf(spec, moment, keys),
      (answers) => finish(moment, answers),
      (count) => (progress.value = count),
    );
  }

  /** @type {(moment: Moment, answers: Answer[]) => void} */
  function finish(moment, answers) {
    progress.hidden = true;
    band = bandOf(keys, answers);
    said.textContent = agreement(spec, moment, answers);
    redraw();
  }

  function toggle() {
    button.setAttribute("aria-pressed", String(!isOn()));
    what.hidden = !isOn();
    if (isOn()) seek(own.map(({ key }) => key));
    drop();
    redraw();
  }

  const isOn = () => button.getAttribute("aria-pressed") === "true";
  const button = h(
    "button",
    { type: "button", class: "explorer-button explorer-sure__switch", "aria-pressed": "false", click: toggle },
    "How sure?",
  );
  const root = h("div", { class: "explorer-sure" }, button, progress, said, what);
  return { root, ask, drop, band: () => band, words: () => (band ? `${said.textContent} ${WHAT}` : "") };
}

/**
 * What every set answers; meanwhile, how many have been asked.
 * @type {(spec: Spec, moment: Moment, keys: string[]) => Generator<number, Answer[]>}
 */
function* answersOf(spec, moment, keys) {
  if (!sets.length) sets = hypercube(models, SETS);
  const answers = [];
  for (const set of sets) {
    answers.push(answered(spec, set, moment, keys));
    yield answers.length;
  }
  return answers;
}

/** @type {(spec: Spec, set: Models, moment: Moment, keys: string[]) => Answer} */
function answered(spec, set, { state }, keys) {
  const { curves, measures } = momentOf(spec, set, state);
  return { columns: Object.fromEntries(keys.map((key) => [key, curves.columns[key]])), measures };
}

/**
 * The ends of the middle of some values; NaN where one of them is none.
 * @type {(values: number[]) => [low: number, high: number]}
 */
export function middle(values) {
  if (values.some(Number.isNaN)) return [NaN, NaN];
  const sorted = values.toSorted((a, b) => a - b);
  const out = Math.floor(LEFT_OUT * sorted.length);
  return [sorted[out], sorted[sorted.length - 1 - out]];
}

/**
 * Between which values the middle of the sets runs, of every curve.
 * @type {(keys: string[], answers: Answer[]) => Sure}
 */
export function bandOf(keys, answers) {
  /** @type {(key: string) => [string, Column][]} */
  const ends = (key) => {
    const own = answers.map(({ columns }) => columns[key]);
    const pairs = Array.from(own[0], (_, i) => middle(own.map((column) => column[i])));
    return [
      [`low_${key}`, Float64Array.from(pairs, ([low]) => low)],
      [`high_${key}`, Float64Array.from(pairs, ([, high]) => high)],
    ];
  };
  return Object.fromEntries(keys.flatMap(ends));
}

/**
 * How many sets give the state's own answer, and all that is said of it; and what the answer says over the sets that
 * give it.
 * @type {(spec: Spec, moment: Moment, answers: { measures: Measured }[]) => string}
 */
export function agreement({ answer, summary }, { measures }, answers) {
  /** @type {(choices: Choice[]) => (state: Measured) => boolean} */
  const alike = (choices) => (state) => choices.every((each) => chosen(each, state) === chosen(each, measures));
  const same = answers.map((each) => each.measures).filter(alike(answer));
  const all = same.filter(alike(summary));
  const share = `${same.length} of ${answers.length} sets of parameters give this answer, apart from its numbers`;
  if (!same.length) return `${share}.`;
  const ranges = answer.map((choice) => fillRanges(chosen(choice, measures), same, middle)).filter(Boolean);
  const kept = `${share}, ${all.length} of them with all that is said below.`;
  return `${kept} Over the middle nine tenths of the ${same.length} it reads: “${ranges.join(" ")}”`;
}
