// What is read off the curves, what the marks are, and the settings, in words and numbers.

import { h, sign } from "../dom.js";
import { points, shown } from "../state/state.js";
import { spoken } from "../words/numbers.js";
import { number } from "../words/words.js";

/** @import { Measure, Measured, Moment, Point, Series, Spec, State, View } from "../types.js" */

/**
 * The measures as a table: one row for each curve on show.
 * @param {HTMLTableElement} table
 * @param {Spec} spec
 * @param {View[]} views - on show
 * @param {Moment} moment
 */
export function fillReadings(table, spec, views, { state, measures }) {
  const read = spec.measures.filter(({ column }) => !column);
  const labels = [...new Set(read.map(({ label }) => label))];
  const rows = views.flatMap((view) => shown(view, state).map((series) => row(view, series, read, labels, measures)));
  table.replaceChildren(
    h("caption", {}, spec.source.read),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, "Curve"), ...labels.map((label) => h("th", { scope: "col" }, label))),
    ),
    h("tbody", {}, ...rows.filter(Boolean)),
  );
}

/** @type {(view: View, series: Series, read: Measure[], labels: string[], measures: Measured) => HTMLElement | null} */
function row(view, { label, stroke }, read, labels, measures) {
  const own = read.filter((measure) => measure.view === view.key);
  if (!own.length) return null;
  const head = h(
    "th",
    { scope: "row", style: `color: var(--stroke-${stroke})` },
    label[0].toUpperCase() + label.slice(1),
  );
  return h(
    "tr",
    {},
    head,
    ...labels.map((each) =>
      reading(
        own.find((measure) => measure.label === each),
        stroke,
        measures,
      ),
    ),
  );
}

/** @type {(measure: Measure | undefined, stroke: string, measures: Measured) => HTMLElement} */
function reading(measure, stroke, measures) {
  if (!measure) return h("td", {}, "–");
  const value = /** @type {number} */ (measures[`${measure.key}_${stroke}`]);
  const text = Number.isFinite(value) ? `${number(value, measure.format)}\u00a0${measure.unit}` : "nowhere";
  return h("td", { "data-reading": `${measure.key}_${stroke}`, "data-value": value, translate: "no" }, text);
}

/** @param {Point} point */
const markOf = ({ value, relative }) => (value === null ? "┃" : relative ? "◆" : "●");

/**
 * What the marks are, in words under the chart: pieces of text, of which the marks themselves are for the eye.
 * @type {(spec: Spec, view: View, state: State) => string[]}
 */
export function keyTexts(spec, view, state) {
  const marks = points(spec, view, state).map(
    (point) => `${markOf(point)} ${point.study}, ${point.dose} mg (${point.drawn_as})`,
  );
  return [...new Set(marks)];
}

/**
 * The same as what stands under the chart; nothing where there are no marks.
 * @type {(texts: string[]) => (string | HTMLElement)[]}
 */
export function keyOf(texts) {
  if (!texts.length) return [];
  const told = texts.flatMap(([mark, ...rest], i) => [i ? "; " : "", sign(mark), rest.join("")]);
  return ["Measured in people: ", ...told, "."];
}

/**
 * All controls and where they stand.
 * @type {(spec: Spec, state: State) => string}
 */
export function settings(spec, state) {
  const said = spec.controls.map((control) => {
    const value = state[control.key];
    if (control.kind === "slider") return `${control.label}: ${spoken(/** @type {number} */ (value), control)}`;
    const chosen = control.kind === "radio" && control.options[/** @type {string} */ (value)];
    return `${control.label}: ${chosen || (value ? "shown" : "hidden")}`;
  });
  return `Settings: ${said.join("; ")}.`;
}
